"""The list of documents as it is now, of which only what has changed is made anew."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.library import catalogue
from assistant.library.records import DocumentRecord
from assistant.library.store.store import Store


class Listed:
    """Reads the list after a write only, and keeps the record of each document until something is changed in it.

    While ten thousand files are added, the list is asked for once a second by those who still have the one before.
    Thread-safe.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last: tuple[int, dict[str, DocumentRecord]] = -1, {}

    def documents(self) -> list[DocumentRecord]:
        """Return all documents in the order they were added; one that is as before is the same object."""
        commits, known = self._last
        present = self._store.commits  # before reading: a write meanwhile makes the next call read again
        if commits != present:
            with self._store.reading() as connection:
                known = {record.sha256: _kept(known, record) for record in catalogue.records(connection)}
            self._last = present, known
        return list(known.values())


def _kept(known: Mapping[str, DocumentRecord], record: DocumentRecord) -> DocumentRecord:
    before = known.get(record.sha256)
    return before if before is not None and before == record else record
