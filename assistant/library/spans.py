"""Where each document's passages lie: their ids follow each other, and so do those of documents added in turn."""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence

from assistant.library.store.connection import Connection

Range = tuple[int, int]
"""First and last id, both inside."""

_NEWEST = "SELECT COALESCE((SELECT seq FROM sqlite_sequence WHERE name = 'passages'), 0)"
_COUNT = "SELECT COALESCE(SUM(passages), 0) FROM documents"
_FRESH = "SELECT document, MIN(id), MAX(id) FROM passages WHERE id > ? GROUP BY document"


class Spans:
    """Remembers the ids of each document's passages and reads only what was added since. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._newest = 0
        self._count = 0
        self._of: dict[int, Range] = {}

    def count(self, connection: Connection) -> int:
        """Return the number of passages, as it was when the newest one was added."""
        self._refresh(connection)
        return self._count

    def ranges(self, connection: Connection, documents: Collection[int]) -> list[Range]:
        """Return where the passages of some documents (row ids) lie: ascending, ranges that touch joined."""
        known = self._refresh(connection)
        return joined(sorted(known[document] for document in documents if document in known))

    def _refresh(self, connection: Connection) -> dict[int, Range]:
        """Return the range of each document; ids are never used twice, so a newer one tells of a change."""
        newest = int(connection.execute(_NEWEST).fetchone()[0])
        with self._lock:
            if newest > self._newest:
                fresh = {
                    document: (first, last) for document, first, last in connection.execute(_FRESH, (self._newest,))
                }
                self._of = self._of | fresh
                self._newest, self._count = newest, int(connection.execute(_COUNT).fetchone()[0])
            return self._of


def joined(ranges: Sequence[Range]) -> list[Range]:
    """Return ascending ranges with those that touch made one."""
    found: list[Range] = []
    for first, last in ranges:
        if found and found[-1][1] + 1 == first:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found
