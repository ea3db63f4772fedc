"""Tables of words without rules: short cells that stand below each other, row by row, in columns nothing crosses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from assistant.documents.blocks import row_text
from assistant.documents.formats.layout.grid import Row, Span
from assistant.documents.formats.layout.rows import begins_with_heads, cell_text, row_line
from assistant.documents.formats.layout.segments import Segment, right_to_left
from assistant.documents.formats.layout.words import Line

_FEWEST_ROWS = 3
_FEWEST_COLUMNS = 2
_APART = 2.5
"""Heights of a line; what stands further below begins something else."""
_LONGEST = 5.0
"""Words of a cell on average."""
_CLOSE = 0.6
"""Heights of a line between two of one cell."""
_ALIGNED = 0.005
_MOST_ALIGNED = 0.8
_FILLED = 0.7
"""Of the rows, those that fill all columns but one; of a column, the rows that fill it."""


@dataclass(frozen=True)
class WordTable:
    """Rows of a table without rules.

    Attributes:
        first: Index of its first line among those of the page.
        last: Index of its last one.
        lines: Its rows, each one line.
        header: The heads of its columns, "" where it has none.
        columns: Left and right edge of each.
    """

    first: int
    last: int
    lines: list[Line]
    header: str
    columns: tuple[Span, ...]


def word_tables(rows: Sequence[Row]) -> Iterator[WordTable]:
    """Yield the tables among the lines of a part of a page."""
    at = 0
    while at < len(rows):
        run = _Run.at(rows, at)
        if run.is_table:
            yield run.table()
        at += max(run.count, 1)


@dataclass
class _Run:
    """Lines that follow each other and share their columns, those of one row together."""

    first: int
    rows: list[list[Row]] = field(default_factory=list)
    columns: list[Span] = field(default_factory=list)

    @classmethod
    def at(cls, rows: Sequence[Row], first: int) -> _Run:
        """Return the run that begins with a line, as long as it goes; it ends with a whole row."""
        run = cls(first)
        for row in rows[first:]:
            if run.rows and _far(run.rows[-1][-1], row):
                break
            if not (run.continues(row) if len(row.segments) < _FEWEST_COLUMNS else run.takes(row)):
                break
        while run.rows and len(run.rows[-1][0].segments) < _FEWEST_COLUMNS:
            del run.rows[-1]
        return run

    @property
    def count(self) -> int:
        """How many lines it has."""
        return sum(map(len, self.rows))

    def takes(self, row: Row) -> bool:
        """Take a line in as a row where each of its parts stands in a column of its own."""
        columns = list(self.columns)
        for segment in row.segments:
            under = [column for column in columns if column[0] < segment.right and segment.left < column[1]]
            if len(under) > 1:
                return False
            if under:
                columns.remove(under[0])
            columns.append(_around(segment, under))
        strange = len(columns) - len(self.columns) == len(row.segments)
        if _overlapping(columns) or (self.rows and strange):
            return False
        self.rows.append([row])
        self.columns = sorted(columns)
        return True

    def continues(self, row: Row) -> bool:
        """Take in a line in one column: a title in the first, what a cell goes on with in others."""
        under = [at for at in range(len(self.columns)) if self._holds(at, row.segments[0])]
        if len(under) != 1:
            return False
        if under == [0]:
            self.rows.append([row])
        elif row.top - self.rows[-1][-1].bottom < _CLOSE * row.height:
            self.rows[-1].append(row)
        else:
            return False
        return True

    @property
    def is_table(self) -> bool:
        """Whether it is one for certain, and no contents page, form or text in columns."""
        full = sum(len(row[0].segments) >= max(len(self.columns) - 1, _FEWEST_COLUMNS) for row in self.rows)
        if full < max(_FEWEST_ROWS, _FILLED * len(self.rows)):
            return False
        columns = [self._column(at) for at in range(len(self.columns))]
        segments = [segment for column in columns for segment in column]
        short = sum(len(segment.words) for segment in segments) <= _LONGEST * len(segments)
        filled = all(len(column) >= _FILLED * full for column in columns)
        return short and filled and all(map(_aligned, columns)) and _told(columns)

    def table(self) -> WordTable:
        """Return it as a table."""
        from_right = right_to_left(segment for row in self.rows for segment in row[0].segments)
        order = range(len(self.columns))[:: -1 if from_right else 1]
        cells = [[self._cell(row, at) for at in order] for row in self.rows]
        lines = [row_line(row) for row in cells]
        heads = all(cells[0]) and begins_with_heads(cells) and not any(map(_has_digits, cells[0]))
        header = row_text(map(cell_text, cells[0])) if heads else ""
        return WordTable(self.first, self.first + self.count - 1, lines, header, tuple(self.columns))

    def _column(self, at: int) -> list[Segment]:
        return [segment for row in self.rows for part in row for segment in part.segments if self._holds(at, segment)]

    def _holds(self, at: int, segment: Segment) -> bool:
        left, right = self.columns[at]
        return left - _ALIGNED <= segment.left and segment.right <= right + _ALIGNED

    def _cell(self, row: Sequence[Row], at: int) -> list[Line]:
        return [list(segment.words) for part in row for segment in part.segments if self._holds(at, segment)]


def _has_digits(cell: Sequence[Line]) -> bool:
    text = cell_text(cell)
    return any(map(str.isdigit, text)) and not (text.isdigit() and len(text) == 4)


def _around(segment: Segment, under: Sequence[Span]) -> Span:
    lefts, rights = [segment.left, *(span[0] for span in under)], [segment.right, *(span[1] for span in under)]
    return min(lefts), max(rights)


def _overlapping(columns: Sequence[Span]) -> bool:
    ordered = sorted(columns)
    return any(one[1] > other[0] for one, other in pairwise(ordered))


def _far(above: Row, row: Row) -> bool:
    gap = row.top - above.bottom
    return gap > _APART * above.height or gap < -above.height


def _aligned(column: Sequence[Segment]) -> bool:
    """Whether most of a column begins, ends or is centred at one place."""
    edges = np.array([(one.left, one.right, (one.left + one.right) / 2) for one in column])
    near = np.abs(edges - np.median(edges, axis=0)) <= _ALIGNED
    return bool(near.mean(axis=0).max() >= _MOST_ALIGNED)


def _told(columns: Sequence[Sequence[Segment]]) -> bool:
    """Whether columns hold cells rather than labels, bullets, page numbers or leaders."""
    texts = [[cell_text([list(one.words)]) for one in column] for column in columns]
    labels = any(2 * sum(text.endswith((":", "…")) for text in column) > len(column) for column in texts)
    marks = sum(sum(map(str.isalnum, "".join(column))) <= 1.5 * len(column) for column in texts)
    numbers = [int(text) for text in texts[-1] if text.isdigit()]
    counting = 2 * len(numbers) > len(texts[-1]) and numbers == sorted(numbers)
    return not (labels or marks or counting)
