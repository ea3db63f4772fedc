"""Finding passages by their words."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from sqlcipher3 import dbapi2

from assistant.errors import UsageError
from assistant.library.spans import Range, Spans
from assistant.library.store.connection import Connection

Found = list[tuple[int, float]]
"""Passage ids with their BM25 score, best first."""

_ALL = """
    SELECT rowid, -bm25(passage_words) FROM passage_words
    WHERE passage_words MATCH ? ORDER BY bm25(passage_words) LIMIT ?
"""
_WITHIN = """
    SELECT rowid, -bm25(passage_words) FROM passage_words
    WHERE passage_words MATCH ? AND rowid BETWEEN ? AND ? AND {} ORDER BY bm25(passage_words) LIMIT ?
"""
_HOLDING = "SELECT COUNT(*) FROM passage_words WHERE passage_words MATCH ?"
_MOST_RANGES = 5000  # of one statement, whose values are limited to 32,766
_GROWN = 1.2  # how much a library must have grown before its words are counted anew


class WordIndex:
    """The words of one library's passages: FTS5 columns `text` and `header`. Thread-safe."""

    def __init__(self) -> None:
        self._spans = Spans()
        self._lock = threading.Lock()
        self._shares: dict[str, float] = {}
        self._counted_at = 0

    def search(self, connection: Connection, match: str, limit: int, documents: Collection[int] | None) -> Found:
        """Return the best passages for an expression.

        Args:
            connection: A reader.
            match: An FTS5 MATCH expression, its words folded by `searchable`.
            limit: Most results.
            documents: Row ids to stay within, or None for all.

        Raises:
            UsageError: `bad-query`, when the expression is none.
        """
        with _understood():
            if documents is None:
                return list(connection.execute(_ALL, (match, limit)))
            return _within(connection, match, limit, self._spans.ranges(connection, documents))

    def share(self, connection: Connection, word: str) -> float:
        """Return the share of the passages, 0..1, that hold a word or phrase (an FTS5 expression), remembered.

        Raises:
            UsageError: `bad-query`.
        """
        count = self._spans.count(connection)
        with self._lock:
            if count > self._counted_at * _GROWN:
                self._shares, self._counted_at = {}, count
            known = self._shares.get(word)
        if known is None:
            with _understood():
                holding = int(connection.execute(_HOLDING, (word,)).fetchone()[0])
            known = min(1.0, holding / max(1, count))
            with self._lock:
                self._shares[word] = known
        return known


@contextmanager
def _understood() -> Iterator[None]:
    """Tell of an expression that is none."""
    try:
        yield
    except dbapi2.OperationalError as error:
        if getattr(error, "sqlite_errorname", "") != "SQLITE_ERROR":
            raise
        raise UsageError("bad-query", f"The search words cannot be understood: {error}.") from error


def _within(connection: Connection, match: str, limit: int, ranges: Sequence[Range]) -> Found:
    """Ask once for all documents: each question weighs its words over the whole index anew."""
    if not ranges:
        return []
    if len(ranges) > _MOST_RANGES:
        ids = {number for first, last in ranges for number in range(first, last + 1)}
        return [row for row in connection.execute(_ALL, (match, -1)) if row[0] in ids][:limit]
    inside, values = _inside(ranges)
    bounds = (ranges[0][0], ranges[-1][1])
    return list(connection.execute(_WITHIN.format(inside), (match, *bounds, *values, limit)))


def _inside(ranges: Sequence[Range]) -> tuple[str, list[int]]:
    """Return the condition that a passage is in one of the ranges, which halves them at each step, with its values."""
    if len(ranges) == 1:
        return "rowid BETWEEN ? AND ?", list(ranges[0])
    middle = len(ranges) // 2
    (left, first), (right, second) = _inside(ranges[:middle]), _inside(ranges[middle:])
    return f"CASE WHEN rowid < ? THEN {left} ELSE {right} END", [ranges[middle][0], *first, *second]
