"""How a confined child gets its orders, its end of the connection, and sees that its parent is gone.

A Unix lets it inherit all three. Windows lets a socket be shared with a process once that runs, so there everything
comes over the child's standard input, whose end is the end of the parent.
"""

from __future__ import annotations

import base64
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

Order = dict[str, Any]


@dataclass(frozen=True)
class Started:
    """A child that runs.

    Attributes:
        process: The child.
        lifeline: Open as long as we want it to live.
    """

    process: subprocess.Popen[bytes]
    lifeline: IO[bytes]


def inherit(command: Sequence[str], order: Order, connection: socket.socket, **settings: Any) -> Started:  # noqa: ANN401 - those of `Popen`
    """Start a child that inherits one end of a connection, which is closed here, and reads its order as an argument."""
    lifeline, held = os.pipe()
    told = order | {"connection": connection.fileno(), "lifeline": lifeline}
    kept = (connection.fileno(), lifeline)
    process = subprocess.Popen([*command, json.dumps(told)], stdin=subprocess.DEVNULL, pass_fds=kept, **settings)
    connection.close()
    os.close(lifeline)
    return Started(process, os.fdopen(held, "wb", 0))


def share(command: Sequence[str], order: Order, connection: socket.socket, **settings: Any) -> Started:  # noqa: ANN401 - those of `Popen`
    """Start a child that is told its order and its end of the connection, which is closed here, when it runs."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE, creationflags=no_console(), **settings)
    handed: bytes = connection.share(process.pid)  # type: ignore[attr-defined,unused-ignore] # on Windows only
    told = order | {"connection": base64.b64encode(handed).decode("ascii"), "lifeline": None}
    if process.stdin is None:
        raise RuntimeError("a child was started without its standard input")
    process.stdin.write(json.dumps(told).encode("ascii") + b"\n")
    process.stdin.flush()
    connection.close()
    return Started(process, process.stdin)


def taken(arguments: Sequence[str]) -> tuple[Mapping[str, Any], socket.socket]:
    """Return, in the child, its order and its end of the connection."""
    if arguments:
        order = json.loads(arguments[0])
        return order, socket.socket(fileno=order["connection"])
    order = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_input, name="lifeline", daemon=True).start()
    handed = base64.b64decode(order["connection"])
    return order, socket.fromshare(handed)  # type: ignore[attr-defined,unused-ignore] # on Windows only


def no_console() -> int:
    """Return the flag that keeps Windows from opening a console for a program; 0 elsewhere."""
    return getattr(subprocess, "CREATE_NO_WINDOW", 0)


def _end_with_input() -> None:
    while os.read(sys.stdin.fileno(), 1):  # not through a buffer, whose lock the end of the interpreter waits for
        continue
    os._exit(1)
