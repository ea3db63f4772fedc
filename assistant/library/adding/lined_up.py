"""The files of an `add` as they come, a few of them known ahead."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from assistant.library import paths
from assistant.library.adding.board import NEXT_TOLD, Board


class LinedUp:
    """Hands files to those who read them, in order, and tells the board of the next hundred. Thread-safe.

    Args:
        files: All of them, found one by one.
        board: Told of those that are next.
    """

    def __init__(self, files: Iterator[Path], board: Board) -> None:
        self._files = files
        self._board = board
        self._next: deque[Path] = deque()
        self._taking = threading.Lock()
        self._fill()

    def take(self) -> Path | None:
        """Return the next file, None where all have been taken."""
        with self._taking:
            file = self._next.popleft() if self._next else None
            self._fill()
        return file

    def _fill(self) -> None:
        found = list(islice(self._files, NEXT_TOLD - len(self._next)))
        self._next += found
        if found:
            self._board.awaits([paths.shown(paths.raw(file)) for file in found])
        if len(self._next) < NEXT_TOLD:
            self._board.all_known()
