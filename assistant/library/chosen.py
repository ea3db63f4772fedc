"""The documents that a search stays within, as the rows that they are."""

from __future__ import annotations

from collections.abc import Collection

from assistant.library import catalogue
from assistant.library.store.store import Store


class Chosen:
    """Looks up the rows of a choice of documents once: a question asks for the same one many times. Thread-safe."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last: tuple[int, tuple[str, ...], tuple[int, ...]] = -1, (), ()

    def rows(self, documents: Collection[str]) -> Collection[int]:
        """Return the row ids of those documents (SHA-256) that are in the library now."""
        commits, wanted = self._store.commits, tuple(documents)
        known_commits, known, rows = self._last
        if known_commits != commits or known != wanted:
            with self._store.reading() as connection:
                rows = tuple(catalogue.document_ids(connection, wanted).values())
            self._last = commits, wanted, rows
        return rows
