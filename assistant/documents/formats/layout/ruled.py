"""Tables that rules part into cells, whatever the cells hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.documents.blocks import row_text
from assistant.documents.formats.layout.columns import in_reading_order, is_turned
from assistant.documents.formats.layout.figures import figures_in
from assistant.documents.formats.layout.framed import Framed
from assistant.documents.formats.layout.rows import Cell, cell_text, names_columns, row_line
from assistant.documents.formats.layout.rules import Grid, Rules
from assistant.documents.formats.layout.segments import Segment, lines_down, right_to_left, segments_of
from assistant.documents.formats.layout.words import Line, Word, drawn_lines

_FILLED = 0.25
"""Of the cells: fewer with words are those of a chart."""
_LONGEST = 300
"""Characters of most cells: what is longer is a page in frames."""
_MOST_PARTED = 0.2
"""Of the filled cells, those whose lines have wide gaps: more, and rules do not part all columns."""
_WIDE = 0.015
"""Widths of the page between two columns."""
_LEVEL = 0.6
"""Heights of a line, twice those by which lines beside each other differ at most."""
_FIGURES = 2
"""Columns of figures behind the first, from which on a table is told by its figures."""
_FEW_LINES = 5
"""Of a cell, up to which it has no columns of text."""
_FEW_ROWS = 3
"""Rows between rules, up to which one may hold several rows of the table."""
_FULL = 0.8
_SAME_PLACE = 0.006
_LEADER = "…"
"""Ends a line that leads to the next cell of its row."""
_SHORT = 3.5
"""Words of a line in a cell on average, up to which it is a cell of its own."""


def ruled_tables(words: Sequence[Word], rules: Rules, aspect: float) -> list[Framed]:
    """Return the tables that rules make of the words of a page, inner ones before those around them.

    Args:
        words: As drawn.
        rules: The rules of the page.
        aspect: Height of the page for a width of one.
    """
    found: list[Framed] = []
    taken: set[int] = set()
    grids = [*rules.grids(), *(grid for ladder in rules.ladders() for grid in _within(ladder, words, aspect))]
    for grid in sorted(grids, key=lambda one: one.area):
        table = _Table.of(grid, words, taken, aspect)
        if table.is_table:
            found.append(table.framed())
            taken |= found[-1].taken
    return found


def _within(ladder: NDArray[np.float64], words: Sequence[Word], aspect: float) -> Iterator[Grid]:
    """Yield the grid of a ladder, whose first and last rung may belong to the head and the foot of the page."""
    for rungs in (ladder, ladder[1:], ladder[:-1], ladder[1:-1]):
        found = list(_parted_by_gaps(rungs, words, aspect)) if len(rungs) >= _FEW_ROWS else []
        if found:
            yield from found
            return


def _parted_by_gaps(ladder: NDArray[np.float64], words: Sequence[Word], aspect: float) -> Iterator[Grid]:
    """Yield the grid of level rules and of the gaps between the words among them, if they part a table of words.

    Figures are underlined as widely as each other, too, but have their labels beside the rules.
    """
    top, bottom = float(ladder[:, 0].min()), float(ladder[:, 0].max())
    left, right = ladder[0, 1:].tolist()
    level = [word for word in words if top < (word.top + word.bottom) / 2 * aspect < bottom]
    inside = [word for word in level if left <= word.left and word.right <= right]
    if len(inside) < len(level) or not level:
        return
    borders = [left, *_gaps(inside), right]
    columns = list(pairwise(borders))
    figures = sum(_of_figures(inside, *column) for column in columns[1:])
    if len(columns) > 1 and figures < _FIGURES and all(_aligned(inside, *column) for column in columns):
        yield from _with_heads(ladder, inside, _above(words, ladder, aspect), aspect)


def _with_heads(
    ladder: NDArray[np.float64], inside: Sequence[Word], heads: Sequence[Word], aspect: float
) -> Iterator[Grid]:
    """Yield the grid, with a row for the words above the topmost rule where they stand above each column."""
    left, right = ladder[0, 1:].tolist()
    gaps, wider = list(_gaps(inside)), list(_gaps([*inside, *heads]))
    filled = {int(np.searchsorted(wider, word.left)) for word in heads}
    if len(wider) == len(gaps) and len(filled) > len(wider):
        top = min(word.top for word in heads) * aspect
        ladder, gaps = np.concatenate([[[top, left, right]], ladder]), wider
    ends = ladder[:, 0].min(), ladder[:, 0].max()
    grid = Grid.of(ladder, np.array([(place, *ends) for place in (left, *gaps, right)]))
    yield from [grid] if grid else []


def _above(words: Sequence[Word], ladder: NDArray[np.float64], aspect: float) -> list[Word]:
    """Return the words that stand over the topmost rule, no further from it than one rule from the next."""
    top = float(ladder[:, 0].min())
    step = float(np.diff(np.sort(ladder[:, 0])).min())
    return [word for word in words if top - step < (word.top + word.bottom) / 2 * aspect < top]


def _of_figures(words: Sequence[Word], left: float, right: float) -> bool:
    """Whether a column holds figures."""
    column = [word.text for word in words if left <= word.left and word.right <= right]
    return sum(any(map(str.isalpha, text)) for text in column) <= _MOST_PARTED * len(column)


def _aligned(words: Sequence[Word], left: float, right: float) -> bool:
    """Whether most lines of a column begin, end or are centred at one place."""
    lines = drawn_lines([word for word in words if left <= word.left and word.right <= right])
    edges = np.array([(line[0].left, line[-1].right, (line[0].left + line[-1].right) / 2) for line in lines])
    near = np.abs(edges - np.median(edges, axis=0)) <= _SAME_PLACE
    return bool(near.mean(axis=0).max() >= _FULL)


def _gaps(words: Sequence[Word]) -> Iterator[float]:
    """Yield the middles of the gaps that run down between all words, from the left."""
    reached = min(word.left for word in words)
    for word in sorted(words, key=lambda one: one.left):
        if word.left - reached >= _WIDE:
            yield (word.left + reached) / 2
        reached = max(reached, word.right)


@dataclass(frozen=True)
class _Table:
    """A grid with what stands in its cells: lines of words by the number of the cell."""

    grid: Grid
    held: Mapping[int, Cell]
    taken: frozenset[int]
    aspect: float

    @classmethod
    def of(cls, grid: Grid, words: Sequence[Word], taken: set[int], aspect: float) -> _Table:
        inside: dict[int, list[int]] = defaultdict(list)
        for at, word in enumerate(words):
            down = (word.top + word.bottom) / 2 * aspect
            cell = grid.cell_at((word.left + word.right) / 2, down) if at not in taken else None
            if cell is not None:
                inside[cell].append(at)
        held = {cell: _cell([words[at] for at in places], aspect) for cell, places in inside.items()}
        return cls(grid, held, frozenset(at for places in inside.values() for at in places), aspect)

    @property
    def is_table(self) -> bool:
        """Whether its cells hold what cells of tables do."""
        sizes = [len(cell_text(cell)) for cell in self.held.values()]
        if len(sizes) < max(3, _FILLED * len(np.unique(self.grid.cells))) or float(np.median(sizes)) > _LONGEST:
            return False
        parted = sum(any(len(segments_of([line], self.aspect)) > 1 for line in cell) for cell in self.held.values())
        unclear = any(map(_holds_rows, self._rows)) or any(map(self._beside_rows, self.held))
        if parted > _MOST_PARTED * len(sizes) or unclear:
            return False
        filled = np.array([[bool(cell) for cell in row] for row in self._rows])
        return bool(min(filled.any(axis=0).sum(), filled.any(axis=1).sum()) >= 2)

    def framed(self) -> Framed:
        """Return its rows as lines."""
        xs, ys = self.grid.xs, self.grid.ys / self.aspect
        box = (float(xs[0]), float(ys[0]), float(xs[-1]), float(ys[-1]))
        borders = tuple((across, across) for across in xs.tolist())
        way = -1 if self._from_right else 1
        lines = [row_line(row[::way]) for row in self._rows if any(row)]
        return Framed(box, lines, row_text(list(self._header())[::way]), self.taken, borders)

    @property
    def _from_right(self) -> bool:
        """Whether its first column stands on the right."""
        lines = (line for cell in self.held.values() for line in cell)
        return right_to_left(Segment.of(line) for line in lines)

    @cached_property
    def _rows(self) -> list[Sequence[Cell]]:
        """The rows, a cell for each column, one of several rows and columns in its first ones."""
        bands = [[self._begun(row, column) for column in range(self.grid.columns)] for row in range(self.grid.rows)]
        return [row for band in bands for row in _parted(band, few=self.grid.rows <= _FEW_ROWS)]

    def _begun(self, row: int, column: int) -> Cell:
        """Return what a cell holds in its first row and column; of one with a line for each of its rows, that line."""
        number = int(self.grid.cells[row, column])
        cell = self.held.get(number, ())
        if not cell or (column and number == self.grid.cells[row, column - 1]):
            return ()
        by_row = self._by_row(number)
        if by_row:
            return by_row.get(row, ())
        return cell if row * self.grid.columns + column == number else ()

    def _beside_rows(self, number: int) -> bool:
        """Whether the lines of a cell belong to the rows beside it, though not one to each."""
        rows, cell = int((self.grid.cells == number).any(axis=1).sum()), self.held[number]
        beside = sum(self._has_beside(number, line) for line in cell)
        return min(rows, len(cell)) >= _FEW_ROWS and 2 * beside >= len(cell) and not self._by_row(number)

    def _by_row(self, number: int) -> dict[int, Cell]:
        """Return the lines of a cell by the rows that they stand in, none where they are not one for each."""
        rows = np.nonzero((self.grid.cells == number).any(axis=1))[0]
        cell = self.held[number]
        if len(rows) < _FEW_ROWS or not _FULL * len(rows) <= len(cell) <= len(rows):
            return {}
        middles = [(line[0].top + line[0].bottom) / 2 * self.aspect for line in cell]
        places = (np.searchsorted(self.grid.ys, middles) - 1).tolist()
        found: dict[int, Cell] = {place: (line,) for place, line in zip(places, cell, strict=True)}
        return found if len(found) == len(cell) and all(self._has_beside(number, line) for line in cell) else {}

    def _has_beside(self, number: int, line: Line) -> bool:
        """Whether another cell has a line at the height of one of this cell."""
        others = (other for cell, lines in self.held.items() if cell != number for other in lines)
        height = line[0].bottom - line[0].top
        return any(
            abs(line[0].top + line[0].bottom - other[0].top - other[0].bottom) < _LEVEL * height for other in others
        )

    def _header(self) -> Iterator[str]:
        """Yield the heads of the columns, those of groups of columns before those below them."""
        first = int(self._cells_across(0) == 1 and self.grid.rows > 2)
        last = self._last_row(first)
        last += last == first and self._has_groups(first)
        numbers = np.unique(self.grid.cells[first : last + 1])
        if last + 1 < self.grid.rows and names_columns([self.held.get(int(number), ()) for number in numbers]):
            yield from self._heads(range(first, last + 1))

    def _cells_across(self, row: int) -> int:
        return len(np.unique(self.grid.cells[row]))

    def _has_groups(self, row: int) -> bool:
        """Whether a cell of a row stands above several columns."""
        return bool((self.grid.cells[row, 1:] == self.grid.cells[row, :-1]).any())

    def _last_row(self, row: int) -> int:
        """Return the last row that a cell of a row reaches into."""
        return int(np.nonzero(np.isin(self.grid.cells, self.grid.cells[row]))[0].max())

    def _heads(self, rows: range) -> Iterator[str]:
        """Yield the heads above each column, that of a group above its first one only."""
        for column in range(self.grid.columns):
            heads = [cell_text(self._begun(row, column)) for row in rows]
            yield ": ".join(head.rstrip(":") for head in heads if head)


def _parted(band: Sequence[Cell], *, few: bool) -> list[Sequence[Cell]]:
    """Part what stands between two rules into rows, where each of its lines is one: figures below each other tell.

    Where a table has few rules, short lines beside each other tell as well, and as many lines in each of its cells.
    """
    levels = list(_levels([(at, line) for at, cell in enumerate(band) for line in cell]))
    full = sum(len({at for at, _ in level}) > 1 for level in levels)
    even = few and len(levels) >= _FEW_ROWS and (_short_lines(band) or all(len(cell) == len(levels) for cell in band))
    if full < max(2, _FULL * len(levels)) or not (even or _figures_below(band)):
        return [band]
    return [[[line for at, line in level if at == column] for column in range(len(band))] for level in levels]


def _holds_rows(row: Sequence[Cell]) -> bool:
    """Whether what stands between two rules are several rows that cannot be told apart."""
    several = [cell for cell in row if len(cell) > 1]
    led = any(word.text.endswith(_LEADER) for cell in several for line in cell[:-1] for word in line[-1:])
    return led or (len(several) > 1 and _figures_below(several))


def _figures_below(band: Sequence[Cell]) -> bool:
    """Whether most cells of several lines have nothing but a figure on each."""
    several = [cell for cell in band if len(cell) > 1]
    figures = sum(all(map(_tells_figures, cell)) for cell in several)
    return 2 * figures >= max(len(several), 1)


def _tells_figures(line: Line) -> bool:
    text = "".join(word.text for word in line)
    return bool(figures_in(line)) and not any(map(str.isalpha, text))


def _short_lines(band: Sequence[Cell]) -> bool:
    lines = [line for cell in band for line in cell]
    return sum(map(len, lines)) <= _SHORT * len(lines)


def _levels(lines: Sequence[tuple[int, Line]]) -> Iterator[list[tuple[int, Line]]]:
    """Yield the lines that stand beside each other together, from the top down."""
    level: list[tuple[int, Line]] = []
    for at, line in sorted(lines, key=lambda one: one[1][0].top + one[1][0].bottom):
        if level and line[0].top + line[0].bottom > 2 * level[0][1][0].bottom:
            yield level
            level = []
        level.append((at, line))
    if level:
        yield level


def _cell(words: Sequence[Word], aspect: float) -> Cell:
    """Return the lines of a cell from top to bottom."""
    lines = drawn_lines(words)
    if len(lines) == 1:
        return lines
    if len(lines) <= _FEW_LINES and not any(is_turned(line, aspect) for line in lines):
        return lines_down(segments_of(lines, aspect))
    return in_reading_order(lines, aspect, as_drawn=False).lines
