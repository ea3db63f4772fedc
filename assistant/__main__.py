"""The command line's start, also as `python -m assistant`: gives up the network first."""

from __future__ import annotations

import sys
from typing import NoReturn

from assistant.guard.isolation import enter
from assistant.interrupts import Interrupted, listen
from assistant.roles import play

_CANCELLED = 3
"""The exit code of a stopped command, as in `assistant.cli.output.Exit`, which is not loaded yet."""


def main() -> NoReturn:
    """Run one command where there is no network, and leave with its exit code."""
    play(sys.argv[1:])
    listen()
    try:
        enter()
        from assistant.cli import main as command_line  # noqa: PLC0415 - loads libraries that start threads: too late

        command_line()
    except Interrupted:
        sys.exit(_CANCELLED)


if __name__ == "__main__":
    main()
