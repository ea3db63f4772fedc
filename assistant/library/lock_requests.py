"""Asking whoever has a sealed library unlocked to lock it.

A request is a file in a folder that every program of one home watches while it has a sealed library open. Closing the
library answers it, as that frees the lock which tells that it is open.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import Cancelled, WorldError
from assistant.jobs import CancelToken, Job, Progress
from assistant.library.records import LibraryInfo
from assistant.library.store.guard import OpenerLock

PATIENCE_SECONDS = 10.0
"""How long others get to close a library: a reader or the engine may have to end first."""

_LOOK_SECONDS = 0.1
_STEP_MS = 50
_TURN_MS = 1000


@dataclass(frozen=True, kw_only=True)
class LockWanted(Progress):
    """Somebody wants libraries locked.

    Attributes:
        libraries: Their ids.
    """

    libraries: tuple[str, ...] = ()


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
        request = self._made() / info.id
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
        """Yield `LockWanted` for each request that is made from now on, until the job is cancelled.

        Raises:
            Cancelled: Stopping was asked for.
        """
        for paths in _changes(self._made(), cancel):
            wanted = tuple(sorted(path.name for path in paths if path.exists()))
            if wanted:
                yield LockWanted(libraries=wanted)
        raise Cancelled

    def _made(self) -> Path:
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


def _changes(folder: Path, cancel: CancelToken) -> Iterator[Collection[Path]]:
    # It brings an event loop with it, and most runs have no sealed library.
    from watchfiles import watch  # noqa: PLC0415

    stop = threading.Event()
    with cancel.calling(stop.set):
        for found in watch(folder, step=_STEP_MS, rust_timeout=_TURN_MS, yield_on_timeout=True, stop_event=stop):
            yield {Path(path) for _, path in found}
