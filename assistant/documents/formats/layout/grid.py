"""Lines that may be rows of one table: their figures share columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from assistant.documents.formats.layout.figures import Cell, cells_of, is_figures
from assistant.documents.formats.layout.segments import Segment, segments_of
from assistant.documents.formats.layout.words import Line

FEWEST_ROWS = 3
_FEWEST_COLUMNS = 2
_MOST_FIT = 0.7
_MOST_BETWEEN = 4
"""Lines without figures, such as wrapped labels and titles of groups, that may stand between two rows."""
_APART = 5.0
"""Heights of a line; what stands further below begins something else."""

_WIDEST_EDGE = 0.08
_MARK = re.compile(r"\(\d\)")
"""What refers to a note rather than tells a figure, where it stands in front of others."""

Span = tuple[float, float]


@dataclass(frozen=True)
class Row:
    """A line as a row of a table might be.

    Attributes:
        segments: Runs of words with no gap between them.
        words: The segments that are not figures.
        cells: The figures.
    """

    segments: tuple[Segment, ...]
    words: tuple[Segment, ...]
    cells: tuple[Cell, ...]

    @classmethod
    def of(cls, line: Line, aspect: float) -> Row:
        """Return the row of a line."""
        segments = tuple(segments_of([line], aspect))
        words = tuple(segment for segment in segments if not is_figures(segment))
        cells = tuple(cells_of(segments))
        if len(cells) > _FEWEST_COLUMNS and _MARK.fullmatch(cells[0].text):
            cells = cells[1:]
        return cls(segments, words, cells)

    @property
    def top(self) -> float:
        """Of its first word, 0..1."""
        return self.segments[0].top

    @property
    def bottom(self) -> float:
        """Of its first word, 0..1."""
        return self.segments[0].bottom

    @property
    def middle(self) -> float:
        """Of its first word, 0..1."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """Of its first word, as a fraction of the page's."""
        return max(self.bottom - self.top, 0.004)

    @property
    def begins_table(self) -> bool:
        """Whether it may be the first row of a table: it has figures, and not years only, as heads of columns have."""
        return len(self.cells) >= _FEWEST_COLUMNS and not self.tells_years

    @property
    def tells_years(self) -> bool:
        """Whether all its figures are years, two or more."""
        return len(self.cells) >= _FEWEST_COLUMNS and all(cell.is_year for cell in self.cells)


class Run:
    """Rows that follow each other and share their columns, as many as there are.

    Attributes:
        first: Index of the first row.
        last: Index of the last one.

    Args:
        rows: All lines of the page.
        first: The line to begin with.
    """

    def __init__(self, rows: Sequence[Row], first: int) -> None:
        self.first = self.last = first
        self._rows = rows
        self._members = [rows[first]]
        self._columns: list[Span] = [(cell.left, cell.right) for cell in rows[first].cells]
        self._extend()

    @cached_property
    def columns(self) -> list[Span]:
        """Left and right edge of each column of figures, from the left; one that a single row fills is none."""
        counts = Counter(at for row in self._members for cell in row.cells for at in self._columns_under(cell))
        return sorted(self._columns[at] for at, count in counts.items() if count > 1)

    @cached_property
    def bands(self) -> list[Span]:
        """Each column with half of the space on either side of it."""
        return _bands(self.columns)

    @cached_property
    def is_table(self) -> bool:
        """Whether enough rows and columns hold figures."""
        if sum(len(row.cells) >= _FEWEST_COLUMNS for row in self._members) < FEWEST_ROWS:
            return False
        numbered = bool(self.columns) and self._numbered()
        return len(self.columns) - numbered >= _FEWEST_COLUMNS

    def continues(self, earlier: Run) -> bool:
        """Whether the columns are those of an earlier table, which only words across them ended."""
        pairs = list(zip(self.columns, earlier.columns, strict=False))
        return len(self.columns) == len(earlier.columns) and all(_overlap(one, other) for one, other in pairs)

    def is_row_of_figures(self, segment: Segment) -> bool:
        """Whether a segment holds figures other than years."""
        return is_figures(segment) and not all(cell.is_year for cell in cells_of([segment]))

    def _numbered(self) -> bool:
        """Whether the first column stands in front of the words, as numbers of lines or chapters do."""
        behind = sum(any(segment.left > self.columns[0][1] for segment in row.words) for row in self._members)
        before = sum(any(segment.right < self.columns[0][0] for segment in row.words) for row in self._members)
        return 2 * behind > len(self._members) and 2 * before < len(self._members)

    def _extend(self) -> None:
        between, misfits = 0, 0
        for at in range(self.first + 1, len(self._rows)):
            row, above = self._rows[at], self._rows[at - 1]
            if _apart(above, row) or row.tells_years:
                return
            if self._takes(row):
                self.last, between, misfits = at, 0, 0
                self._members.append(row)
                continue
            between, misfits = between + 1, misfits + (len(row.cells) >= _FEWEST_COLUMNS)
            if misfits > 1 or between > _MOST_BETWEEN or self._crossed_by(row):
                return

    def _takes(self, row: Row) -> bool:
        """Take a row in if its figures stand in the columns, each in one of its own or a new one.

        A row of many figures may have a few that don't, as where two are printed into each other.
        """
        if not row.cells or self._crossed_by(row):
            return False
        hits = [self._columns_under(cell) for cell in row.cells]
        if not self._widens(row.cells, hits):
            fitting = sum(len(under) == 1 for under in hits)
            return fitting >= max(_FEWEST_COLUMNS, _MOST_FIT * len(hits))
        return True

    def _columns_under(self, cell: Cell) -> list[int]:
        span = (cell.left, cell.right)
        return [index for index, column in enumerate(self._columns) if _overlap(column, span)]

    def _widens(self, cells: Sequence[Cell], hits: Sequence[Sequence[int]]) -> bool:
        """Make the columns as wide as a row's figures need, unless two figures or columns would then be one."""
        columns = list(self._columns)
        for cell, under in zip(cells, hits, strict=True):
            if len(under) > 1 or (not under and len(cells) < _FEWEST_COLUMNS):
                return False
            if under:
                columns[under[0]] = _joined(columns[under[0]], cell)
            else:
                columns.append((cell.left, cell.right))
        if len({under[0] for under in hits if under}) < sum(map(len, hits)) or _touching(columns):
            return False
        self._columns = columns
        return True

    def _crossed_by(self, row: Row) -> bool:
        """Whether words of a line run across columns, or into one from outside."""
        columns = sorted(self._columns)
        bands = _bands(columns)
        for segment in row.words:
            span = (segment.left, segment.right)
            hits = [index for index, column in enumerate(columns) if _overlap(column, span)]
            if len(hits) > 1 or any(span[0] < bands[hit][0] or span[1] > bands[hit][1] for hit in hits):
                return True
        return False


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _joined(column: Span, cell: Cell) -> Span:
    return min(cell.left, column[0]), max(cell.right, column[1])


def _touching(columns: Sequence[Span]) -> bool:
    ordered = sorted(columns)
    return any(_overlap(one, other) for one, other in pairwise(ordered))


def _bands(columns: Sequence[Span]) -> list[Span]:
    """Part the space between columns in the middle; on the outer sides there is as much as between the nearest."""
    middles = [(one[1] + other[0]) / 2 for one, other in pairwise(columns)]
    outer = [_WIDEST_EDGE]
    if middles:
        outer = [min(middles[0] - columns[0][1], _WIDEST_EDGE), min(columns[-1][0] - middles[-1], _WIDEST_EDGE)]
    return list(pairwise([columns[0][0] - outer[0], *middles, columns[-1][1] + outer[-1]]))


def _apart(above: Row, row: Row) -> bool:
    """Whether a line is no neighbour of the one above: far below, or drawn further up again."""
    gap = row.top - above.bottom
    return gap > _APART * above.height or gap < -2 * above.height
