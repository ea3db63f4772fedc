"""Adding files and folders to a library, as a job that can be stopped and goes on where it stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from assistant.documents.reader import Reader
from assistant.errors import Cancelled
from assistant.jobs import CancelToken, Job
from assistant.library import paths
from assistant.library.adding import known
from assistant.library.adding.board import Adding, Board
from assistant.library.adding.embedding import Embedding
from assistant.library.adding.intake import Intake
from assistant.library.adding.resuming import unfinished
from assistant.library.adding.staging import look, same
from assistant.library.adding.walk import Walked, walk
from assistant.library.library import Library
from assistant.library.records import AddReport
from assistant.library.writing import Stamp

__all__ = ["Adding", "add"]

_LOOK_SECONDS = 0.2
_STILL_SECONDS = 1.0
_MOST_WAITS = 60


def add(
    library: Library,
    chosen: Sequence[Path],
    reader: Reader,
    cancel: CancelToken,
    *,
    passwords: Mapping[Path, str] | None = None,
) -> Job[AddReport]:
    """Read and index files and folders, yielding `Adding`.

    Files whose content is known are not read again; one whose content changed replaces what it held before.
    Each document can be found by its words once it is read; its vectors follow. Reading, embedding and
    writing overlap. A stop, or a crash, loses at most the document being read; the next `add` goes on.

    Args:
        library: Where to.
        chosen: Files and folders.
        reader: Reads the files; used by this job alone while it runs.
        cancel: Stops within a second, keeping whole documents only.
        passwords: What opens locked files, by path.

    Raises:
        WorldError: The library cannot be written to, or needs a rebuild (`embedder-differs`).
        Cancelled: Stopping was asked for.
    """
    library.check_embedder()
    run = _Run(library, reader, passwords or {})
    try:
        run.start(chosen)
        while run.working:
            cancel.check()
            step = run.board.next_step(_LOOK_SECONDS)
            if step is not None:
                yield step
    finally:
        run.stop()
    cancel.check()
    run.raise_fault()
    return run.board.report()


class _Run:
    """The two threads of one job: one reads and writes, the other embeds."""

    def __init__(self, library: Library, reader: Reader, passwords: Mapping[Path, str]) -> None:
        self.board = Board()
        self._library = library
        self._stop = CancelToken()
        self._embedding = Embedding(library, self.board, self._stop)
        self._intake = Intake(library, reader, self._embedding, self.board, self._stop, passwords)
        self._faults: list[Exception] = []
        self._threads: list[threading.Thread] = []

    @property
    def working(self) -> bool:
        """Whether a thread is still at work."""
        return any(thread.is_alive() for thread in self._threads)

    def start(self, chosen: Sequence[Path]) -> None:
        """Start both threads."""
        self._begin("adding-read", lambda: self._read(chosen))
        self._begin("adding-embed", self._embedding.run)

    def stop(self) -> None:
        """End both threads and wait for them."""
        if self.working:
            self._stop.cancel()
        for thread in self._threads:
            thread.join()

    def raise_fault(self) -> None:
        """Raise the first error that ended a thread."""
        if self._faults:
            raise self._faults[0]

    def _begin(self, name: str, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=self._guarded, args=(work,), name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _guarded(self, work: Callable[[], None]) -> None:
        """Run a thread's work; whatever ends it early ends the other one too, and is raised by the job."""
        try:
            work()
        except Cancelled:
            self._stop.cancel()
        except Exception as error:  # noqa: BLE001 - handed to the job, which raises it
            self._faults.append(error)
            self._stop.cancel()
        finally:
            self.board.wake()

    def _read(self, chosen: Sequence[Path]) -> None:
        for work in unfinished(self._library):
            self.board.expect(0, work.size)
            self._embedding.put(work)
        walked = walk(chosen, self._library.folder.parent, self._stop)
        self._announce(walked)
        for file in walked.files:
            self._take(file, last_try=False)
        for file in self._intake.again:
            self._wait_until_still(file)
            self._take(file, last_try=True)
        self._mark_missing(walked)
        self._embedding.end()

    def _announce(self, walked: Walked) -> None:
        self.board.expect(len(walked.files), sum(_size(file) for file in walked.files))
        for failure in walked.failed:
            self.board.failed(failure)
        for path in walked.ignored:
            self.board.ignored(path)

    def _take(self, file: Path, *, last_try: bool) -> None:
        self._stop.check()
        before = len(self._intake.again)
        self._intake.take(file, last_try)
        if last_try or len(self._intake.again) == before:
            self.board.file_done(0)

    def _wait_until_still(self, file: Path) -> None:
        """Wait while a file is still being copied to its place, for a minute at most."""
        for _ in range(_MOST_WAITS):
            before = _stamp(file)
            if before is None or self._stop.wait(_STILL_SECONDS):
                return
            after = _stamp(file)
            if after is not None and same(before, after):
                return

    def _mark_missing(self, walked: Walked) -> None:
        with self._library.store.writing() as connection:
            for folder in walked.folders:
                known.mark_missing(connection, paths.raw(folder))


def _size(file: Path) -> int:
    stamp = _stamp(file)
    return 0 if stamp is None else stamp.size


def _stamp(file: Path) -> Stamp | None:
    try:
        return look(file)
    except OSError:
        return None  # taking it in will tell why
