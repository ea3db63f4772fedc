"""Runs inside a confined child: tries what no document may do, and tells what came of it."""

from __future__ import annotations

import ctypes
import os
import resource
import socket
import time
from collections.abc import Callable
from pathlib import Path

from assistant.guard.channel import Channel


def serve(channel: Channel) -> None:
    while (frame := channel.receive()) is not None:
        request = str(frame.header["try"])
        argument = str(frame.header.get("argument", ""))
        channel.send({"came": _outcome(request, argument)})


def _outcome(request: str, argument: str) -> str:
    try:
        return f"done: {_ATTEMPTS[request](argument)}"
    except OSError as error:
        return f"refused: {error.errno}"
    except MemoryError:
        return "refused: memory"


def _connect(port: str) -> None:
    with socket.socket() as connection:
        connection.connect(("127.0.0.1", int(port)))


def _run(program: str) -> None:
    os.execv(program, [program])  # noqa: S606 - that it is refused is the point


def _fork(_: str) -> str:
    child = os.fork()
    if child == 0:
        os._exit(0)
    return str(os.waitpid(child, 0)[1])


def _shared_memory(key: str) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    if (segment := libc.shmget(int(key), 0, 0o600)) < 0:
        raise OSError(ctypes.get_errno(), "shmget")
    return int(segment)


def _hang(_: str) -> None:
    time.sleep(600)


def _die(_: str) -> None:
    os.abort()


_ATTEMPTS: dict[str, Callable[[str], object]] = {
    "connect": _connect,
    "read": lambda path: Path(path).read_text(),
    "write": lambda path: Path(path).write_text("x"),
    "run": _run,
    "fork": _fork,
    "shared memory": _shared_memory,
    "hang": _hang,
    "die": _die,
    "allocate": lambda count: len(bytearray(int(count))),
    "core": lambda _: resource.getrlimit(resource.RLIMIT_CORE),
    "names": lambda _: sorted(os.environ),
    "pid": lambda _: os.getpid(),
    "folder": lambda _: str(Path.cwd()),
}
