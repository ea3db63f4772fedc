"""A command that has a sealed library unlocked ends when another program wants that library locked."""

from __future__ import annotations

import os
import signal
import threading

from assistant.errors import Cancelled
from assistant.jobs import CancelToken
from assistant.workspace.sealing import Sealing


class LockListener:
    """Listens on a thread of its own, from the first unlocked library to the end of the command."""

    def __init__(self) -> None:
        self._cancel = CancelToken()
        self._thread: threading.Thread | None = None

    def start(self, sealing: Sealing) -> None:
        """Listen from now on; a second call changes nothing."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, args=(sealing,), name="lock-requests", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Listen no more."""
        self._cancel.cancel()
        if self._thread is not None:
            self._thread.join()

    def _run(self, sealing: Sealing) -> None:
        try:
            for _ in sealing.lock_requests(self._cancel):
                if sealing.wanted_locked():
                    os.kill(os.getpid(), signal.SIGTERM)  # the polite kill, by which every command ends cleanly
        except Cancelled:
            return
