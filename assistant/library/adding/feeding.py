"""What one `add` works through: what an earlier run left, the files chosen, and those that have to be tried again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from assistant.documents.reader import Reader
from assistant.library import paths
from assistant.library.adding import known
from assistant.library.adding.board import Board
from assistant.library.adding.embedding import Embedding
from assistant.library.adding.intake import Intake
from assistant.library.adding.lined_up import LinedUp
from assistant.library.adding.resuming import unfinished
from assistant.library.adding.run import Run
from assistant.library.adding.side_by_side import side_by_side
from assistant.library.adding.staging import look, same
from assistant.library.adding.walk import Walk
from assistant.library.library import Library
from assistant.library.writing import Stamp

SETTLING_SECONDS = 0.3
FRESH_NS = 2_000_000_000
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
        run: What the readers share.
        readers: Each reads on a thread of its own; at least one.
    """

    def __init__(self, run: Run, readers: Sequence[Reader]) -> None:
        self._library = run.library
        self._board = run.board
        self._stop = run.stop
        self._intakes = [Intake(run, reader) for reader in readers]
        self._waits_left = _MOST_WAITS

    def feed(self, chosen: Sequence[Path]) -> None:
        """Take in the chosen files and those in the chosen folders, and mark those that are gone."""
        own = self._library.folder.parent
        count, size = _counted(Walk(chosen, own, self._stop).files())
        walk = Walk(chosen, own, self._stop, self._board)
        self._board.expect(count, size)
        self._take_all(LinedUp(walk.files(), self._board), count)
        for file, taken in self._unsettled():
            self._wait_until_still(file, taken)
            self._take(self._intakes[0], file, Intake.take_afresh)
        with self._library.store.writing() as connection:
            for folder in walk.folders:
                known.mark_missing(connection, paths.raw(folder))

    def _take_all(self, files: LinedUp, count: int) -> None:
        """Share the files out among the readers: each takes the next one when it is done with one."""

        def work(intake: Intake) -> None:
            while (file := files.take()) is not None:
                self._take(intake, file, Intake.take)

        works = [partial(work, intake) for intake in self._intakes[: max(count, 1)]]
        side_by_side(works, self._stop, "adding-read")

    def _take(self, intake: Intake, file: Path, take: Callable[[Intake, Path], None]) -> None:
        self._stop.check()
        size, put_off, handed_on = _size(file), len(intake.again), intake.handed_on
        take(intake, file)
        if len(intake.again) == put_off:
            self._board.file_done(max(size - (intake.handed_on - handed_on), 0))

    def _unsettled(self) -> Iterator[tuple[Path, Stamp]]:
        """Yield the files that have to be tried again, or have grown since they were taken in, as they were then."""
        for intake in self._intakes:
            yield from intake.again
            yield from intake.grown
        young = [each for intake in self._intakes for each in intake.young]
        if any(time.time_ns() - taken.modified_ns < FRESH_NS for _, taken in young):
            self._stop.wait(SETTLING_SECONDS)  # whoever is still writing will have gone on by then
        for file, taken in young:
            present = _stamp(file)
            if present is not None and not same(taken, present):
                yield file, taken

    def _wait_until_still(self, file: Path, before: Stamp | None) -> None:
        """Wait while a file is still being copied to its place, a minute at most for all such files."""
        after = _stamp(file)
        while not _still(before, after) and self._waits_left > 0 and not self._stop.wait(_STILL_SECONDS):
            self._waits_left -= 1
            before, after = after, _stamp(file)


def _still(before: Stamp | None, after: Stamp | None) -> bool:
    """Whether a file has gone, or has not changed between two looks and lately."""
    if before is None or after is None:
        return True
    return same(before, after) and after.seen_ns - after.modified_ns >= FRESH_NS


def _counted(files: Iterator[Path]) -> tuple[int, int]:
    """Return how many files there are, and their bytes."""
    count, size = 0, 0
    for file in files:
        count, size = count + 1, size + _size(file)
    return count, size


def _size(file: Path) -> int:
    stamp = _stamp(file)
    return 0 if stamp is None else stamp.size


def _stamp(file: Path) -> Stamp | None:
    try:
        return look(file)
    except OSError:
        return None  # taking it in will tell why
