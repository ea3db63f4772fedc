"""The first half of adding: each file is copied, hashed, read and written, and found by words from then on."""

from __future__ import annotations

import time
from collections import deque
from pathlib import Path

from assistant.documents.reader import Reader
from assistant.errors import WorldError
from assistant.library import paths
from assistant.library.adding import known
from assistant.library.adding.candidate import Candidate
from assistant.library.adding.keeping import Keeping
from assistant.library.adding.run import Run
from assistant.library.adding.staging import Staged, look, same, stage, untouched
from assistant.library.adding.taking import ONCE_MORE, Taking
from assistant.library.writing import Stamp

YOUNG_NS = 30_000_000_000
"""For so long after its last change a file may still be growing."""


class Intake:
    """Takes files in, one at a time. Several may work on one `add`, each on a thread of its own.

    Attributes:
        again: Files that have to be tried once more, and what was known of them when they were copied.
        young: Files that had changed shortly before they were copied, so that they may still be growing; each for
            half a minute.
        grown: Files that did grow in that time, and what was known of them when they were copied.

    Args:
        run: What it shares with the others.
        reader: Reads the files; its own.
    """

    def __init__(self, run: Run, reader: Reader) -> None:
        self._run = run
        self._library = run.library
        self._reader = reader
        self._keeping = Keeping(run)
        self._taking = Taking(run, reader, self._keeping)
        self.again: list[tuple[Path, Stamp]] = []
        self.young: deque[tuple[Path, Stamp]] = deque()
        self.grown: list[tuple[Path, Stamp]] = []

    @property
    def handed_on(self) -> int:
        """Bytes of the documents whose vectors will follow."""
        return self._taking.handed_on

    def take_afresh(self, file: Path) -> None:
        """Add a file with a reader that has read nothing before, for the last time; as `take` otherwise."""
        self._reader.close()
        self.take(file, last_try=True)

    def take(self, file: Path, *, last_try: bool = False) -> None:
        """Add a file with all documents inside it; what goes wrong with it is reported, not raised.

        A file that changed while it was copied, or that its reader failed on, is put on the list `again`
        instead of being reported, unless this is the `last_try`.

        Raises:
            Cancelled: Stopping was asked for.
            WorldError: The library itself cannot be written to.
        """
        raw = paths.raw(file)
        candidate = Candidate(raw, file.name, password=self._password(file), asked=raw in self._run.asked)
        self._run.board.reading(candidate.shown, 0)
        if not candidate.retried and self._is_untouched(file, candidate):
            self._keeping.unchanged(candidate)
            return
        try:
            staged = stage(file, self._library.originals, self._run.stop)
        except WorldError as error:
            self._keeping.fail(candidate, None, error)
            return
        try:
            self._take_staged(candidate, staged, None if last_try else file)
        finally:
            self._library.originals.discard(staged.file)

    def _password(self, file: Path) -> str | None:
        given = (self._run.passwords.get(paths.raw(place)) for place in (file, *file.parents))
        return next((password for password in given if password is not None), None)

    def _is_untouched(self, file: Path, candidate: Candidate) -> bool:
        with self._library.store.reading() as connection:
            stamp = known.stamp(connection, candidate.raw, asked=candidate.asked)
        try:
            return stamp is not None and untouched(stamp, look(file))
        except OSError:
            return False  # opening it will tell why

    def _take_staged(self, candidate: Candidate, staged: Staged, again: Path | None) -> None:
        """Add a copied file; `again` is where to find it for another try."""
        try:
            if again is not None and not staged.whole:
                self.again.append((again, staged.stamp))
                return
            self._taking.take(candidate, staged)
            if again is not None and staged.stamp.seen_ns - staged.stamp.modified_ns < YOUNG_NS:
                self.young.append((again, staged.stamp))
            self._let_age()
        except WorldError as error:
            if again is not None and (error.code in ONCE_MORE or _changed(again, staged.stamp)):
                self.again.append((again, staged.stamp))
            else:
                self._keeping.fail(candidate, staged.sha256, error)

    def _let_age(self) -> None:
        """Let go of files that have stood still for long enough, so that only the latest are watched."""
        while self.young and time.time_ns() - self.young[0][1].seen_ns > YOUNG_NS:
            file, taken = self.young.popleft()
            if _changed(file, taken):
                self.grown.append((file, taken))


def _changed(file: Path, taken: Stamp) -> bool:
    """Whether a file is no longer what was copied."""
    try:
        return not same(taken, look(file))
    except OSError:
        return False
