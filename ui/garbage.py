"""Looks for garbage on the GUI thread only.

Python looks for objects that refer to each other and are no longer needed in whatever thread happens to make many of
them, and ends them there. Qt lets an object that belongs to the window's thread end in no other: a model, a timer or a
text that a worker ended while the window was at work brought the whole program down.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_LOOK_MS = 500
"""How often it is seen whether there is enough to look through, in milliseconds."""


class Garbage(QObject):
    """Takes over from Python: once `begin` was called until `end` is, no other thread looks for garbage."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(look)

    def begin(self) -> None:
        """Look from now on, while the event loop runs."""
        gc.disable()
        self._timer.start()

    def end(self) -> None:
        """Leave it to Python again, as it was before."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def keep_what_is_there(self) -> None:
        """Look no longer through what is loaded now, which stays: that held everything up for 40 to 90 ms each time."""
        gc.freeze()


def look() -> None:
    """Look through the oldest generation of objects that has grown past Python's own threshold."""
    for generation, (made, most) in reversed(list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))):
        if made > most:
            gc.collect(generation)
            return
