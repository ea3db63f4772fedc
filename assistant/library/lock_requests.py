"""Asking whoever has a sealed library unlocked to lock it.

A request is a file in a folder that every program of one home watches while it has a sealed library open. Closing the
library answers it, as that frees the lock which tells that it is open.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from assistant.errors import Cancelled, WorldError
from assistant.jobs import CancelToken, Job, Progress
from assistant.library.records import LibraryInfo
from assistant.library.store.guard import OpenerLock

PATIENCE_SECONDS = 10.0
"""How long others get to close a library: a reader or the engine may have to end first."""

_LOOK_SECONDS = 0.1
_FRESH_SECONDS = 5.0
_STEP_MS = 50
_TURN_MS = 1000


class LockRequests:
    """The requests of one home; thread-safe.

    Args:
        folder: Holds them; made where it is needed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def ask(self, info: LibraryInfo, cancel: CancelToken, patience: float = PATIENCE_SECONDS) -> bool:
        """Ask the others of this home to lock a library, and tell whether nobody has it open any more.

        Args:
            info: Of the library.
            cancel: Stops the waiting.
            patience: Seconds to wait at the most.
        """
        if is_free(info):
            return True
        request = self.folder() / info.id
        try:
            end = time.monotonic() + patience
            while not (free := is_free(info)) and time.monotonic() < end:
                request.touch()  # each time, so that whoever starts to listen only now hears it as well
                cancel.wait(_LOOK_SECONDS)
                cancel.check()
        finally:
            request.unlink(missing_ok=True)
        return free

    def watch(self, cancel: CancelToken) -> Job[None]:
        """Yield whenever something may be wanted, until the job is cancelled.

        Raises:
            Cancelled: Stopping was asked for.
        """
        for _ in _changes(self.folder(), cancel):
            yield Progress()
        raise Cancelled

    def wanted(self) -> set[str]:
        """Return the ids of the libraries that somebody waits for now; what a kill has left behind counts no more."""
        found = set()
        for request in self.folder().iterdir():
            with suppress(FileNotFoundError):  # it was answered just now
                if time.time() - request.stat().st_mtime < _FRESH_SECONDS:
                    found.add(request.name)
        return found

    def folder(self) -> Path:
        """Return the folder of the requests, in which something changes when there is a new one."""
        self._folder.mkdir(parents=True, exist_ok=True)
        return self._folder


def is_free(info: LibraryInfo) -> bool:
    """Whether no program has a library open."""
    try:
        OpenerLock(info.folder).release()
    except WorldError as error:
        if error.code != "library-in-use":
            raise
        return False
    return True


def _changes(folder: Path, cancel: CancelToken) -> Iterator[object]:
    # It brings an event loop with it, and most runs have no sealed library.
    from watchfiles import watch  # noqa: PLC0415

    stop = threading.Event()
    with cancel.calling(stop.set):
        yield from watch(folder, step=_STEP_MS, rust_timeout=_TURN_MS, stop_event=stop)
