"""`make run`: the window on the sample library, or the same journey in the terminal where there is no display."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from assistant import places
from assistant.guard.isolation import enter
from setup.cache import TOOLS

LIBRARY = "Samples"


def main() -> None:
    """Start the window where there is a display, else show the journey here."""
    os.environ.setdefault("HAVERSACK_HOME", str(TOOLS / "home"))
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform in {"win32", "darwin"}:
        window = Path(sys.executable).with_name("haversack-window")
        os.execv(window, [str(window), "--library", LIBRARY, str(places.resource("samples"))])  # noqa: S606 - no shell
    enter()
    from assistant.workspace import Workspace  # noqa: PLC0415 - loads libraries that start threads: too late then
    from setup.journey import show_journey  # noqa: PLC0415 - likewise

    with Workspace() as workspace:
        show_journey(workspace, LIBRARY)


if __name__ == "__main__":
    main()
