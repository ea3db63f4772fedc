"""Reader children that several threads may ask, one after the other."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import psutil

from assistant.documents.reader import Reader
from assistant.guard.limits import Limits
from assistant.guard.sandbox import Launcher


class GuardedReaders:
    """Some readers, for one caller at a time. Each starts its child when it is first asked for something.

    Args:
        count: How many, at least one.
    """

    def __init__(self, count: int = 1) -> None:
        self._lock = threading.Lock()
        self._in_memory = False
        self._readers = _made(count, in_memory=False)

    @contextmanager
    def readers(self, *, in_memory: bool = False) -> Iterator[Sequence[Reader]]:
        """Hold all readers while no one else does; for a sealed library they keep their files `in_memory`."""
        with self._lock:
            if in_memory is not self._in_memory:
                self._end()
                self._in_memory, self._readers = in_memory, _made(len(self._readers), in_memory=in_memory)
            yield self._readers

    def close(self) -> None:
        """End the children, once nobody holds them; they start again when they are asked."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        for reader in self._readers:
            reader.close()


def _made(count: int, *, in_memory: bool) -> list[Reader]:
    return [Reader(Launcher(in_memory=in_memory)) for _ in range(count)]


def readers_here() -> int:
    """Return how many readers this machine bears: one a core but for one, each with room for the most it may use."""
    cores = psutil.cpu_count(logical=False) or 1
    room = psutil.virtual_memory().total // (2 * Limits().most_memory)
    return max(1, min(cores - 1, room))
