"""Which contents are being worked on, so that two readers never write or remove the same one at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.jobs import CancelToken

_LOOK_SECONDS = 0.2


class Claims:
    """Contents by their SHA-256, each held by one reader at a time. Thread-safe; whoever holds some claims no others.

    Args:
        stop: Ends the waiting.
    """

    def __init__(self, stop: CancelToken) -> None:
        self._stop = stop
        self._changed = threading.Condition()
        self._held: set[str] = set()

    @contextmanager
    def holding(self, *contents: str) -> Iterator[None]:
        """Hold some contents, all at once, for the length of the block.

        Raises:
            Cancelled: Stopping was asked for while another reader held one of them.
        """
        wanted = set(contents)
        while not self._taken(wanted):
            self._stop.check()
        try:
            yield
        finally:
            with self._changed:
                self._held -= wanted
                self._changed.notify_all()

    def _taken(self, wanted: set[str]) -> bool:
        with self._changed:
            free = self._changed.wait_for(lambda: not self._held & wanted, _LOOK_SECONDS)
            if free:
                self._held |= wanted
        return free
