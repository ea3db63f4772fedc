"""Entry of every sandboxed child: confine first, then import the module that does the work.

Started by `assistant.guard.sandbox` with a JSON object as its only argument.
"""

from __future__ import annotations

import importlib
import json
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.guard.channel import Channel
from assistant.guard.confine import confine
from assistant.guard.limits import Limits

_LONGEST_REQUEST = 1 << 20


def main(arguments: Sequence[str]) -> None:
    """Confine this process and run `serve(channel)` of the module that the only argument, JSON, names."""
    order = json.loads(arguments[0])
    confine(Limits(**order["limits"]), order["lifeline"], Path.cwd())
    channel = Channel(socket.socket(fileno=order["connection"]), _LONGEST_REQUEST, _LONGEST_REQUEST)
    importlib.import_module(order["module"]).serve(channel)


if __name__ == "__main__":
    main(sys.argv[1:])
