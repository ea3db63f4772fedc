"""The list of documents as it is now, of which only what has changed is made anew."""

from __future__ import annotations

from assistant.library import catalogue
from assistant.library.catalogue import Facts
from assistant.library.records import DocumentRecord
from assistant.library.store.store import Store

_Known = dict[object, tuple[int, DocumentRecord]]
"""By SHA-256 the record of a document, and a hash of the facts that it was made of: the facts themselves are larger."""


class Listed:
    """Reads the list after a write only, and keeps the record of each document until something is changed in it.

    While ten thousand files are added, the list is asked for once a second by those who still have the one before.
    Thread-safe.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last: tuple[int, _Known] = -1, {}

    def documents(self) -> list[DocumentRecord]:
        """Return all documents in the order they were added; one that is as before is the same object."""
        commits, known = self._last
        present = self._store.commits  # before reading: a write meanwhile makes the next call read again
        if commits != present:
            with self._store.reading() as connection:
                kept = (_kept(known, told) for told in catalogue.facts(connection))
                known = {record.sha256: (mark, record) for mark, record in kept}
            self._last = present, known
        return [record for _, record in known.values()]


def _kept(known: _Known, told: Facts) -> tuple[int, DocumentRecord]:
    mark, before = hash(told), known.get(told[0][1])
    return before if before is not None and before[0] == mark else (mark, catalogue.record_of(told))
