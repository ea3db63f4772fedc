"""What one `add` works through: what an earlier run left, the files chosen, and those that have to be tried again."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.jobs import CancelToken
from assistant.library import paths
from assistant.library.adding import known
from assistant.library.adding.board import Board
from assistant.library.adding.embedding import Embedding
from assistant.library.adding.intake import Intake
from assistant.library.adding.resuming import unfinished
from assistant.library.adding.staging import look, same
from assistant.library.adding.walk import Walked, walk
from assistant.library.library import Library
from assistant.library.writing import Stamp

SETTLING_SECONDS = 0.3
_FRESH_NS = 2_000_000_000
_STILL_SECONDS = 1.0
_MOST_WAITS = 60


def resume(library: Library, embedding: Embedding, board: Board) -> None:
    """Hand on what can be found by words only."""
    for work in unfinished(library):
        board.expect(0, work.size)
        embedding.put(work)


class Feeding:
    """Feeds the files of one `add`.

    Args:
        library: Where they go.
        intake: Takes each.
        board: Told of what is found.
        stop: Looked at in every step.
    """

    def __init__(self, library: Library, intake: Intake, board: Board, stop: CancelToken) -> None:
        self._library = library
        self._intake = intake
        self._board = board
        self._stop = stop
        self._waits_left = _MOST_WAITS

    def feed(self, chosen: Sequence[Path]) -> None:
        """Take in the chosen files and those in the chosen folders, and mark those that are gone."""
        walked = walk(chosen, self._library.folder.parent, self._stop)
        self._announce(walked)
        for file in walked.files:
            self._take(file, last_try=False)
        for file in self._unsettled():
            self._wait_until_still(file)
            self._take(file, last_try=True)
        with self._library.store.writing() as connection:
            for folder in walked.folders:
                known.mark_missing(connection, paths.raw(folder))

    def _announce(self, walked: Walked) -> None:
        self._board.expect(len(walked.files), sum(_size(file) for file in walked.files))
        for failure in walked.failed:
            self._board.failed(failure)
        for path in walked.ignored:
            self._board.ignored(path)

    def _take(self, file: Path, *, last_try: bool) -> None:
        self._stop.check()
        size, put_off, handed_on = _size(file), len(self._intake.again), self._intake.handed_on
        self._intake.take(file, last_try)
        if len(self._intake.again) == put_off:
            self._board.file_done(max(size - (self._intake.handed_on - handed_on), 0))

    def _unsettled(self) -> Iterator[Path]:
        """Yield the files that have to be tried again, or have grown since they were taken in."""
        yield from self._intake.again
        if any(time.time_ns() - taken.modified_ns < _FRESH_NS for _, taken in self._intake.young):
            self._stop.wait(SETTLING_SECONDS)  # whoever is still writing will have gone on by then
        for file, taken in self._intake.young:
            present = _stamp(file)
            if present is not None and not same(taken, present):
                yield file

    def _wait_until_still(self, file: Path) -> None:
        """Wait while a file is still being copied to its place, a minute at most for all such files."""
        before = _stamp(file)
        while before is not None and self._waits_left > 0 and not self._stop.wait(_STILL_SECONDS):
            self._waits_left -= 1
            after = _stamp(file)
            if after is None or same(before, after):
                return
            before = after


def _size(file: Path) -> int:
    stamp = _stamp(file)
    return 0 if stamp is None else stamp.size


def _stamp(file: Path) -> Stamp | None:
    try:
        return look(file)
    except OSError:
        return None  # taking it in will tell why
