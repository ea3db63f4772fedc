"""Entry of every sandboxed child: confine first, then import the module that does the work.

Started by `assistant.guard.sandbox`, with what `assistant.guard.handing` gives it.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.guard.channel import Channel
from assistant.guard.confine import confine
from assistant.guard.handing import taken
from assistant.guard.limits import Limits

_LONGEST_REQUEST = 1 << 20


def main(arguments: Sequence[str]) -> None:
    """Confine this process and run `serve(channel)` of the module that its order names."""
    order, connection = taken(arguments)
    confine(Limits(**order["limits"]), order["lifeline"], Path.cwd())
    channel = Channel(connection, _LONGEST_REQUEST, _LONGEST_REQUEST)
    importlib.import_module(order["module"]).serve(channel)


if __name__ == "__main__":
    main(sys.argv[1:])
