"""Tables that go on over the next page without their heads printed again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.documents.formats.layout.boilerplate import masked
from assistant.documents.formats.layout.framed import Columns, Found
from assistant.documents.model import TableRows

_RUNNING_LINES = 3
"""Above a table that goes on, and below one that will, at most: more is text between two tables."""
_LONGEST = 160
"""Characters of a running line."""
_SAME_PLACE = 0.008
"""Widths of the page between the edges of one column on two pages."""
_NUMBER = "#"
_TITLE = 6
"""Characters from which on a line that begins like another goes on with what that titles."""


@dataclass(frozen=True)
class _Ended:
    """A table that reaches the end of a page, with the lines that stand above it."""

    page: int
    header: str
    columns: Columns
    above: frozenset[str]

    def repeats(self, line: str) -> bool:
        """Whether a line of the next page is a page number, or begins as one above the table does."""
        key = masked(line)
        return key == _NUMBER or any(
            key == above or (len(above) >= _TITLE and key.startswith(above)) for above in self.above
        )


class Continuation:
    """Knows the table with which the last page ended, so that the next one can go on with its heads."""

    def __init__(self) -> None:
        self._ended: _Ended | None = None

    def with_heads(
        self, number: int, text: str, tables: Sequence[TableRows], found: Sequence[Found]
    ) -> tuple[TableRows, ...]:
        """Return the tables of a page, the first with the heads of the one that it goes on with.

        These don't stand in the page's text, so each passage of the table needs them.

        Args:
            number: The page's. Pages come in order; what lies between two that are told of ends a table.
            text: The page's.
            tables: Those in its text.
            found: The same, as they were found.
        """
        told = list(tables)
        if told and self._goes_on(number, text, told[0], found[0].columns):
            told[0] = replace(told[0], header=self._header, among_text=False)
        self._ended = _ended(number, text, told[-1], found[-1].columns) if told else None
        return tuple(told)

    @property
    def _header(self) -> str:
        return self._ended.header if self._ended else ""

    def _goes_on(self, number: int, text: str, table: TableRows, columns: Columns) -> bool:
        ended = self._ended
        if ended is None or number != ended.page + 1 or not _aligned(ended.columns, columns):
            return False
        above = text[: table.start].split("\n")
        lines = [line for line in above if line.strip()]
        lacking = not table.header or _from_first_row(text, table, ended.header)
        return lacking and len(lines) <= _RUNNING_LINES and all(map(ended.repeats, lines))


def _from_first_row(text: str, table: TableRows, earlier: str) -> bool:
    """Whether what passes for heads is the first row, and not the earlier heads printed again."""
    return table.header != earlier and text.startswith(table.header, table.start)


def _ended(number: int, text: str, table: TableRows, columns: Columns) -> _Ended | None:
    """Return a table as one that may go on, if it has heads and nothing but running lines stands below it."""
    below = [line for line in text[table.end :].split("\n") if line.strip()]
    if not table.header or len(below) > _RUNNING_LINES or any(len(line) > _LONGEST for line in below):
        return None
    lines = map(masked, text[: table.start].split("\n"))
    return _Ended(number, table.header, columns, frozenset(line for line in lines if 0 < len(line) <= _LONGEST))


def _aligned(columns: Columns, following: Columns) -> bool:
    """Whether there are as many columns, each begun, ended or centred at the same place."""
    return len(columns) == len(following) and all(map(_at_one_place, columns, following))


def _at_one_place(one: tuple[float, float], other: tuple[float, float]) -> bool:
    left, right = one[0] - other[0], one[1] - other[1]
    return min(abs(left), abs(right), abs(left + right) / 2) < _SAME_PLACE
