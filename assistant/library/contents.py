"""What a library holds: documents, pages and passages, found by their words; by any thread."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.documents.values import Box
from assistant.library import catalogue, reading
from assistant.library.chosen import Chosen
from assistant.library.lexical import WordIndex
from assistant.library.listed import Listed
from assistant.library.records import (
    DocumentRecord,
    FailedFile,
    LedgerLine,
    LibraryCounts,
    PageRecord,
    PassageRecord,
)
from assistant.library.store.store import Store


class Contents:
    """Reads a library's store. Thread-safe; readers never wait for whoever writes.

    Args:
        store: Where all of it is kept.

    Attributes:
        store: The same.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._words = WordIndex()
        self._chosen = Chosen(store)
        self._listed = Listed(store)

    def documents(self) -> list[DocumentRecord]:
        """Return all documents in the order they were added; one that is as before is the same object."""
        return self._listed.documents()

    def document(self, ref: str) -> DocumentRecord:
        """Return the document named by its hash, a unique prefix of it, or a path.

        Raises:
            UsageError: `unknown-document` or `ambiguous-document`.
        """
        with self.store.reading() as connection:
            return catalogue.documents(connection, catalogue.document_id(connection, ref))[0]

    def failures(self) -> list[FailedFile]:
        """Return the files that could not be read when they were last tried."""
        with self.store.reading() as connection:
            return catalogue.failures(connection)

    def coverage(self) -> LibraryCounts:
        """Return how much the library holds, and how much of it nobody could read."""
        with self.store.reading() as connection:
            return catalogue.counts(connection)

    def pages(self, document: str) -> list[PageRecord]:
        """Return the pages of a document in order."""
        with self.store.reading() as connection:
            return reading.pages(connection, catalogue.document_id(connection, document))

    def page(self, document: str, number: int) -> PageRecord:
        """Return one page, counted from 1.

        Raises:
            UsageError: `unknown-document` or `unknown-page`.
        """
        with self.store.reading() as connection:
            return reading.page(connection, catalogue.document_id(connection, document), number)

    def ledger(self, ref: str | None = None) -> list[LedgerLine]:
        """Return how each page of a document, or of the whole library, was read."""
        with self.store.reading() as connection:
            document = None if ref is None else catalogue.document_id(connection, ref)
            return reading.ledger(connection, document)

    def boxes(self, document: str, page: int, start: int, end: int) -> list[Box]:
        """Return where the characters [start, end) of a page's text stand on its picture."""
        with self.store.reading() as connection:
            return reading.boxes(connection, catalogue.document_id(connection, document), page, start, end)

    def passages(self, ids: Sequence[int]) -> list[PassageRecord]:
        """Return passages in the order asked for; those that are gone are left out."""
        with self.store.reading() as connection:
            return reading.passages(connection, ids)

    def located(self, ids: Collection[int]) -> dict[int, tuple[str, int]]:
        """Return the document (SHA-256) and page of each passage that is present, by its id."""
        with self.store.reading() as connection:
            return reading.located(connection, ids)

    def page_texts(self, pages: Collection[tuple[str, int]]) -> dict[tuple[str, int], str]:
        """Return the text of pages, by document (SHA-256) and number; those that are gone are left out."""
        with self.store.reading() as connection:
            return reading.page_texts(connection, pages)

    def passages_of(self, document: str, page: int | None = None) -> list[PassageRecord]:
        """Return the passages of a document, or of one of its pages, in order."""
        with self.store.reading() as connection:
            return reading.passages_of(connection, catalogue.document_id(connection, document), page)

    def lexical(self, match: str, limit: int, documents: Collection[str] | None = None) -> list[tuple[int, float]]:
        """Return passage ids with their BM25 score, best first, for an FTS5 MATCH expression.

        Columns are `text` and `header`; words must be folded by `store.words.searchable` first.

        Raises:
            UsageError: `bad-query`.
        """
        within = self.within(documents)
        with self.store.reading() as connection:
            return self._words.search(connection, match, limit, within)

    def share_with(self, expression: str) -> float:
        """Return the share of the passages, 0..1, that an FTS5 expression finds; about, while the library grows."""
        with self.store.reading() as connection:
            return self._words.share(connection, expression)

    def within(self, documents: Collection[str] | None) -> Collection[int] | None:
        """Return the row ids of documents (SHA-256), None for all."""
        return None if documents is None else self._chosen.rows(documents)
