"""Finds the rows that name the columns of a table in a sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_PERIOD = re.compile(
    r"(?:19|20)\d\d(?: \[hidden column\])?|.*\d.*[-/.].*\d.*[-/.].*\d.*|.*[^\W\d_]{2,}.*\d.*|.*\d.*[^\W\d_]{2,}.*"
)
"""A year, or what has letters and digits or digits parted twice, as dates have."""


@dataclass(frozen=True)
class Row:
    """A row with something in it.

    Attributes:
        number: As the spreadsheet numbers it, from 1.
        cells: Text by column, from 1, in order; no cell is empty.
        words: Columns that hold words rather than numbers.
        hidden: Whether it is not shown.
        spans: How many columns a cell takes, by its column, for those that are joined with others.
    """

    number: int
    cells: dict[int, str]
    words: frozenset[int]
    hidden: bool = False
    spans: Mapping[int, int] = field(default_factory=dict)


def header_rows(region: Sequence[Row]) -> Sequence[Row]:
    """Return the rows that name the columns, none where there are none.

    The first row of only words (or periods) that is about as wide as what follows is one; with it go rows of names over
    groups of columns above it, and the row below it where some of its own cells are joined.
    """
    widest = max(len(row.cells) for row in region)
    if widest < 2:
        return ()
    for place, row in enumerate(region[:-1]):
        if 2 * len(row.cells) > widest:
            return _with_groups(region, _widest(region, place)) if _names(row, region[place + 1]) else ()
    return ()


def header_text(rows: Sequence[Row], columns: Sequence[int]) -> list[str]:
    """Return the name of each column: of its groups first, then its own."""
    return [" ".join(dict.fromkeys(filter(None, (_name(row, column, rows[-1]) for row in rows)))) for column in columns]


def _widest(region: Sequence[Row], place: int) -> int:
    """Return the place of the header: what is told in fewer cells just above one belongs to the table as a whole."""
    row, *below = region[place : place + 3]
    wider = len(below) == 2 and len(below[0].cells) > len(row.cells) and not row.spans
    return place + 1 if wider and _names(*below) and below[1].cells.keys() - below[1].words else place


def _with_groups(region: Sequence[Row], place: int) -> Sequence[Row]:
    first, last = place, place
    while first and _is_group(region[first - 1], region[first]):
        first -= 1
    below = region[place + 1 : place + 3]
    if region[place].spans and len(below) == 2 and _names(*below) and below[1].cells.keys() - below[1].words:
        last += 1
    return region[first : last + 1]


def _names(row: Row, following: Row) -> bool:
    """Whether a row holds only words, and years or dates that the next row does not go on with."""
    others = row.cells.keys() - row.words
    periods = all(_PERIOD.fullmatch(row.cells[column]) for column in others)
    going_on = any(_PERIOD.fullmatch(following.cells.get(column, "")) for column in others)
    return periods and not going_on


def _is_group(row: Row, below: Row) -> bool:
    """Whether a row names groups of the columns below it: its cells are joined, or begin further to the right.

    A title stands alone and begins where the table does; so does what is told of the table as a whole, such as
    `Client | Aurora`.
    """
    begins_further = min(row.cells) > min(below.cells)
    joined = bool(row.spans) and (begins_further or len(row.cells) > 1)
    return (joined or begins_further) and len(row.cells) <= len(below.cells) and _names(row, below)


def _name(row: Row, column: int, last: Row) -> str:
    """Return what a row calls a column: by its own cell, or by one to the left that reaches so far."""
    begin = max((other for other in row.cells if other <= column), default=0)
    if begin == column or not begin or row is last:
        return row.cells.get(column, "")
    reach = row.spans.get(begin, 1) if row.spans else column - begin + 1
    return row.cells[begin] if column < begin + reach else ""
