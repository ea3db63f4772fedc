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
    WHERE passage_words MATCH ? AND rowid BETWEEN ? AND ? AND ({}) ORDER BY bm25(passage_words) LIMIT ?
"""
_RANGES = 200


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
    """Ask once for all documents: each question weighs its words over the whole index anew.

    The ids of a document's passages follow each other, and so do those of documents added one after the other.
    """
    ranges = _ranges(connection, documents)
    if not ranges:
        return []
    if len(ranges) <= _RANGES:
        inside = " OR ".join("rowid BETWEEN ? AND ?" for _ in ranges)
        bounds = (ranges[0][0], ranges[-1][1], *(end for part in ranges for end in part))
        return list(connection.execute(_WITHIN.format(inside), (match, *bounds, limit)))
    ids = {number for first, last in ranges for number in range(first, last + 1)}
    found = [row for row in connection.execute(_ALL, (match, -1)) if row[0] in ids]
    return found[:limit]


def _ranges(connection: Connection, documents: Collection[int]) -> list[tuple[int, int]]:
    """Return the ids of the documents' passages as ranges, ascending, those that touch joined."""
    select = "SELECT MIN(id), MAX(id) FROM passages WHERE document = ? HAVING COUNT(*) > 0"
    joined: list[tuple[int, int]] = []
    for first, last in sorted(row for document in documents for row in connection.execute(select, (document,))):
        if joined and joined[-1][1] + 1 == first:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined
