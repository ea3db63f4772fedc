"""The window's start, also as `python -m ui`: gives up the network first."""

from __future__ import annotations

import gc
import sys

from assistant.guard.isolation import enter
from assistant.roles import play


def main() -> int:
    """Open the window where there is no network; return the exit code."""
    play(sys.argv[1:])
    isolation = enter(window=True)
    gc.disable()  # until the first paint: while modules load there is no garbage, and looking for it takes a tenth
    from ui.app import main as open_window  # noqa: PLC0415 - loads libraries that start threads: too late then

    return open_window(isolation=isolation)


if __name__ == "__main__":
    sys.exit(main())
