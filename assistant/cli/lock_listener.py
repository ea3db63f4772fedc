"""A command that has a sealed library unlocked ends when another program wants that library locked."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable

from assistant.errors import Cancelled
from assistant.jobs import CancelToken, Job, Progress
from assistant.library.lock_requests import LockWanted


class LockListener:
    """Listens on a thread of its own, from the first unlocked library to the end of the command.

    Args:
        must_end: Tells whether a request is for this command.
    """

    def __init__(self, must_end: Callable[[LockWanted], bool]) -> None:
        self._must_end = must_end
        self._cancel = CancelToken()
        self._thread: threading.Thread | None = None

    def start(self, listen: Callable[[CancelToken], Job[None]]) -> None:
        """Listen from now on to the job that `listen` makes; a second call changes nothing."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, args=(listen,), name="lock-requests", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Listen no more."""
        self._cancel.cancel()
        if self._thread is not None:
            self._thread.join()

    def _run(self, listen: Callable[[CancelToken], Job[None]]) -> None:
        try:
            for step in listen(self._cancel):
                self._look(step)
        except Cancelled:
            return

    def _look(self, step: Progress) -> None:
        if isinstance(step, LockWanted) and self._must_end(step):
            os.kill(os.getpid(), signal.SIGTERM)  # the polite kill, by which every command ends cleanly
