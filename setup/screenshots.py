"""Draws the pictures in docs/screenshots: the real window on the sample library, with the real engine.

The network is given up first, as the program does; each scale needs a process of its own, because Qt reads it once.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

from assistant.guard.isolation import enter

SCALES = ("1", "2")


def main() -> int:
    """Draw every state at 100 % and 200 %; return the exit code."""
    enter()
    with tempfile.TemporaryDirectory(prefix="haversack-screenshots-") as home:
        for scale in SCALES:
            drawing = {"QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen", "HAVERSACK_HOME": f"{home}/{scale}"}
            subprocess.run([sys.executable, "-m", "setup.window_pictures"], check=True, env=os.environ | drawing)
    return 0


if __name__ == "__main__":
    sys.exit(main())
