"""Finding passages by their words."""

from __future__ import annotations

from collections.abc import Collection

from sqlcipher3 import dbapi2

from assistant.errors import UsageError
from assistant.library.store.connection import Connection

_ALL = """
    SELECT rowid, -bm25(passage_words) FROM passage_words
    WHERE passage_words MATCH ? ORDER BY bm25(passage_words) LIMIT ?
"""
_WITHIN = """
    SELECT rowid, -bm25(passage_words) FROM passage_words
    WHERE passage_words MATCH ? AND rowid BETWEEN ? AND ? ORDER BY bm25(passage_words) LIMIT ?
"""
_FEW = 16


def lexical(
    connection: Connection, match: str, limit: int, documents: Collection[int] | None
) -> list[tuple[int, float]]:
    """Return passage ids with their BM25 score, higher is better, best first.

    Args:
        connection: A reader.
        match: An FTS5 MATCH expression over the columns `text` and `header`, its words folded by `searchable`.
        limit: Most results.
        documents: Row ids to stay within, or None for all.

    Raises:
        UsageError: `bad-query`, when the expression is none.
    """
    try:
        if documents is None:
            return list(connection.execute(_ALL, (match, limit)))
        return _within(connection, match, limit, documents)
    except dbapi2.OperationalError as error:
        if getattr(error, "sqlite_errorname", "") != "SQLITE_ERROR":
            raise
        raise UsageError("bad-query", f"The search words cannot be understood: {error}.") from error


def _within(connection: Connection, match: str, limit: int, documents: Collection[int]) -> list[tuple[int, float]]:
    """Ask per document where they are few: the ids of a document's passages follow each other."""
    spans = _spans(connection, documents)
    if len(spans) <= _FEW:
        found = [row for span in spans for row in connection.execute(_WITHIN, (match, *span, limit))]
    else:
        ids = {number for first, last in spans for number in range(first, last + 1)}
        found = [row for row in connection.execute(_ALL, (match, -1)) if row[0] in ids]
    return sorted(found, key=lambda row: -row[1])[:limit]


def _spans(connection: Connection, documents: Collection[int]) -> list[tuple[int, int]]:
    select = "SELECT MIN(id), MAX(id) FROM passages WHERE document = ? HAVING COUNT(*) > 0"
    return [row for document in documents for row in connection.execute(select, (document,))]
