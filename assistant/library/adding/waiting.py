"""What waits for its vectors: bounded by passages, so that memory is, and many small documents are taken at once."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.jobs import CancelToken

_LOOK_SECONDS = 0.2


@dataclass(frozen=True)
class Unembedded:
    """A document whose vectors are to be made.

    Attributes:
        document: Row id.
        first: Id of the first of its passages that has no vector; the others follow by one.
        texts: What is embedded, a text each; at least one.
        status: What the document's status will be when all are done.
        size: Bytes of its file, for the progress.
    """

    document: int
    first: int
    texts: Sequence[str]
    status: str
    size: int


@dataclass(frozen=True)
class Ahead:
    """What a document will most likely need, to be embedded while the rest of it is being read.

    Attributes:
        document: Row id.
        texts: What is embedded.
    """

    document: int
    texts: Sequence[str]


class Waiting:
    """Hands work from those who read to the one who embeds, in order. Thread-safe.

    Args:
        stop: Ends the waiting of both.
        most: Passages that may wait; a document that has more waits alone.
    """

    def __init__(self, stop: CancelToken, most: int) -> None:
        self._stop = stop
        self._most = most
        self._changed = threading.Condition()
        self._works: deque[Unembedded | Ahead] = deque()
        self._passages = 0
        self._ended = False

    def put(self, work: Unembedded | Ahead) -> None:
        """Hand work over; waits while there is no room for it.

        Raises:
            Cancelled: Stopping was asked for.
        """
        while not self._added(work):
            self._stop.check()

    def end(self) -> None:
        """Say that nothing more will come."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def take(self, most: int) -> Ahead | Sequence[Unembedded]:
        """Return the work that is next; waits for it.

        Args:
            most: Passages that several documents may have together; one that has more comes alone.

        Returns:
            Documents, or what one will need; no documents once the end was said and all is done.

        Raises:
            Cancelled: Stopping was asked for.
        """
        while not self._ready():
            self._stop.check()
        self._stop.check()
        with self._changed:
            work = self._next(most)
            self._changed.notify_all()
        return work

    def _added(self, work: Unembedded | Ahead) -> bool:
        size = len(work.texts)
        with self._changed:
            if not self._changed.wait_for(lambda: self._has_room(size), _LOOK_SECONDS):
                return False
            self._works.append(work)
            self._passages += size
            self._changed.notify_all()
        return True

    def _has_room(self, size: int) -> bool:
        return not self._works or self._passages + size <= self._most

    def _ready(self) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: bool(self._works) or self._ended, _LOOK_SECONDS)

    def _next(self, most: int) -> Ahead | Sequence[Unembedded]:
        taken: list[Unembedded] = []
        left = most
        while self._works and (not taken or len(self._works[0].texts) <= left):
            work = self._works[0]
            if isinstance(work, Ahead) and taken:
                break
            self._works.popleft()
            self._passages -= len(work.texts)
            if isinstance(work, Ahead):
                return work
            taken.append(work)
            left -= len(work.texts)
        return taken
