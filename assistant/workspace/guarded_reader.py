"""One reader child that several threads may ask, one after the other."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.documents.reader import Reader
from assistant.guard.sandbox import Launcher


class GuardedReader:
    """One reader child, made at first use, for one caller at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._reader: Reader | None = None

    @contextmanager
    def reader(self) -> Iterator[Reader]:
        """Hold the reader, which is started at the first use, while no one else does."""
        with self._lock:
            if self._reader is None:
                self._reader = Reader(Launcher())
            yield self._reader

    def close(self) -> None:
        """End the child, once nobody holds it."""
        with self._lock:
            if self._reader is not None:
                self._reader.close()
                self._reader = None
