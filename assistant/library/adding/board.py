"""The progress of adding, written by the working threads and read by the job."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.jobs import CancelToken, Progress
from assistant.library.packed import Packed
from assistant.library.records import AddedDocument, AddReport, FailedFile

NEXT_TOLD = 100


@dataclass(frozen=True, kw_only=True)
class Adding(Progress):
    """Files are being added: `done` of `total` files.

    Attributes:
        page: The page being read of the file `subject`, 0 before its first.
        next_files: Paths of the files that wait, a hundred at most, in order.
        waiting: How many files wait.
        pages_read: Pages read in all.
        pages_per_second: Since the start.
        passages_waiting: Passages whose vectors are still to be made.
        ready: SHA-256 of the documents that became searchable by words since the last step.
        failed: Files that failed since the last step.
    """

    page: int = 0
    next_files: tuple[str, ...] = ()
    waiting: int = 0
    pages_read: int = 0
    pages_per_second: float = 0.0
    passages_waiting: int = 0
    ready: tuple[str, ...] = ()
    failed: tuple[FailedFile, ...] = ()


class Board:
    """What has been done so far. Thread-safe.

    Args:
        stop: Knows the pauses, which do not count as time.
    """

    def __init__(self, stop: CancelToken) -> None:
        self._stop = stop
        self._lock = threading.Lock()
        self._fresh = False
        self._started = time.monotonic()
        self._subject, self._page = "", 0
        self._waiting: dict[str, None] = {}
        self._files, self._files_known, self._files_done, self._pages = 0, 0, 0, 0
        self._bytes, self._bytes_done = 0, 0.0
        self._passages_waiting = 0
        self._ready: list[str] = []
        self._glanced: set[str] = set()
        self._new_failures: list[FailedFile] = []
        self._added: Packed[AddedDocument] = Packed()
        self._unchanged: Packed[str] = Packed()
        self._failed: list[FailedFile] = []
        self._ignored: Packed[str] = Packed()

    def expect(self, files: int, size: int) -> None:
        """Announce more work: how many files, and bytes."""
        with self._lock:
            self._files += files
            self._bytes += size

    def awaits(self, files: Sequence[str]) -> None:
        """Some files, by their paths, of those expected are among the next ones."""
        with self._lock:
            self._waiting |= dict.fromkeys(files)
            self._files_known += len(files)
            self._fresh = True

    def all_known(self) -> None:
        """No more files come than those that were awaited, whatever was expected."""
        with self._lock:
            self._files = self._files_known

    def reading(self, subject: str, page: int) -> None:
        """A page is being read; 0 when a file is begun."""
        with self._lock:
            self._subject, self._page = subject, page
            self._waiting.pop(subject, None)
            self._pages += page > 0
            self._fresh = True

    def glanced(self, document: str) -> None:
        """A document can be found by its words, but for some pages that are read next."""
        with self._lock:
            self._glanced.add(document)
            self._ready.append(document)
            self._fresh = True

    def readable(self, added: AddedDocument) -> None:
        """A document is in the library and can be found by its words."""
        with self._lock:
            self._added.append(added)
            if added.document not in self._glanced:
                self._ready.append(added.document)
            self._fresh = True

    def waiting(self, passages: int) -> None:
        """Passages wait for their vectors."""
        with self._lock:
            self._passages_waiting += passages

    def embedded(self, passages: int, size: float) -> None:
        """Passages got their vectors, which stand for so many bytes of files."""
        with self._lock:
            self._passages_waiting -= passages
            self._bytes_done += size
            self._fresh = True

    def file_done(self, size: float) -> None:
        """A file was dealt with, but for its vectors; so many of its bytes need none."""
        with self._lock:
            self._files_done += 1
            self._bytes_done += size
            self._fresh = True

    def unchanged(self, path: str) -> None:
        """A file's content is in the library already."""
        with self._lock:
            self._unchanged.append(path)

    def failed(self, failure: FailedFile) -> None:
        """A file could not be read."""
        with self._lock:
            self._failed.append(failure)
            self._new_failures.append(failure)
            self._fresh = True

    def refused(self, path: str) -> None:
        """A document that was added had to go again, with all that is inside it."""
        with self._lock:
            kept = (told for told in self._added if told.path != path and not told.path.startswith(f"{path}/"))
            self._added = Packed(kept)

    def ignored(self, path: str) -> None:
        """A file was passed over quietly."""
        with self._lock:
            self._ignored.append(path)

    def next_step(self) -> Adding | None:
        """Return what is new since the last step, None where nothing is."""
        with self._lock:
            if not self._fresh:
                return None
            self._fresh = False
            return self._step()

    def report(self) -> AddReport:
        """Return what was done, file by file."""
        with self._lock:
            return AddReport(self._latest(), self._unchanged, tuple(self._failed), self._ignored)

    def _latest(self) -> Packed[AddedDocument]:
        """Return each document once: a file that grew meanwhile was added twice."""
        last = {told.path: at for at, told in enumerate(self._added)}
        if len(last) == len(self._added):
            return self._added
        return Packed(told for at, told in enumerate(self._added) if last[told.path] == at)

    def _step(self) -> Adding:
        seconds = time.monotonic() - self._started - self._stop.seconds_paused
        ready, self._ready = tuple(self._ready), []
        failed, self._new_failures = tuple(self._new_failures), []
        return Adding(
            subject=self._subject,
            done=self._files_done,
            total=max(self._files, self._files_known),
            unit="files",
            seconds_left=self._seconds_left(seconds),
            page=self._page,
            next_files=tuple(self._waiting),
            waiting=len(self._waiting) + max(self._files - self._files_known, 0),
            pages_read=self._pages,
            pages_per_second=self._pages / seconds if seconds > 0 else 0.0,
            passages_waiting=self._passages_waiting,
            ready=ready,
            failed=failed,
        )

    def _seconds_left(self, seconds: float) -> float | None:
        """Estimate from the share of bytes done, once there is enough to tell."""
        if seconds < 1 or self._bytes_done <= 0:
            return None
        return max(seconds * (self._bytes - self._bytes_done) / self._bytes_done, 0.0)
