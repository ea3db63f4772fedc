"""Tables drawn column by column: stacks of short lines side by side, their lines at the same heights.

Lists in columns look the same, so cells must differ from column to column in kind, or stand further apart than lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from assistant.documents.blocks import row_text
from assistant.documents.formats.layout.framed import Framed
from assistant.documents.formats.layout.rows import Cell, begins_with_heads, cell_text, row_line
from assistant.documents.formats.layout.segments import Segment, segments_of
from assistant.documents.formats.layout.words import Line, Word

_FEWEST_ROWS = 3
_FEWEST_COLUMNS = 2
_MOST_ROWS = 300
_MOST_STEP = 4.0
"""Heights of a line from one of a stack to the next."""
_LOOSE = 1.7
"""Heights of a line between the rows of a table, where lines of text stand closer."""
_LONGEST = 5.0
"""Words of a cell on average."""
_LEVEL = 0.4
"""Heights of a line by which those of one row differ at most."""
_FEW = 3
"""Words of a date or of a figure with its unit."""
_MATCHED = 0.9
_OF_FIGURES = 0.6


@dataclass(frozen=True)
class _Stack:
    """Lines drawn one after the other, each below the one before, those close together as one cell."""

    cells: Sequence[Sequence[Segment]]

    @classmethod
    def of(cls, lines: Sequence[Segment]) -> _Stack:
        """Return the stack of some lines: each is a cell, unless some of them stand further apart than others."""
        limit = _LOOSE * (lines[0].bottom - lines[0].top)
        steps = [below.middle - above.middle for above, below in pairwise(lines)]
        parted = [True, *(step >= limit or max(steps) < limit for step in steps)]
        starts = [*(at for at, one in enumerate(parted) if one), len(lines)]
        return cls([lines[first:last] for first, last in pairwise(starts)])

    @property
    def firsts(self) -> list[Segment]:
        """The first line of each cell."""
        return [cell[0] for cell in self.cells]

    @property
    def lines(self) -> list[Segment]:
        return [line for cell in self.cells for line in cell]

    @property
    def left(self) -> float:
        return min(line.left for line in self.lines)

    @property
    def right(self) -> float:
        return max(line.right for line in self.lines)

    @property
    def holds_figures(self) -> bool:
        """Whether most cells, but perhaps the first, tell figures or dates."""
        telling = [_tells_figure(line) for line in self.firsts[1:]]
        return sum(telling) >= _OF_FIGURES * len(telling)

    @property
    def is_loose(self) -> bool:
        """Whether its cells stand further apart than lines of text."""
        height = self.firsts[0].bottom - self.firsts[0].top
        steps = [below[0].middle - above[-1].middle for above, below in pairwise(self.cells)]
        return float(np.median(steps)) >= _LOOSE * height

    @property
    def is_short(self) -> bool:
        """Whether its lines are those of cells rather than of text."""
        return sum(len(line.words) for line in self.lines) <= _LONGEST * len(self.lines)


def _tells_figure(line: Segment) -> bool:
    return len(line.words) <= _FEW and any(map(str.isdigit, cell_text([line.words])))


def stacked_tables(lines: Sequence[Line], words: Sequence[Word], aspect: float) -> list[Framed]:
    """Return the tables that are drawn column by column.

    Args:
        lines: As drawn.
        words: Those of the page, in which the tables are told.
        aspect: Height of the page for a width of one.
    """
    places = {id(word): at for at, word in enumerate(words)}
    return [_framed(group, places) for group in _groups(list(_stacks(lines, aspect))) if _is_table(group)]


def _stacks(lines: Sequence[Line], aspect: float) -> Iterator[_Stack]:
    """Part what is drawn into stacks; a line with gaps belongs to none."""
    stack: list[Segment] = []
    for line in lines:
        segments = list(segments_of([line], aspect))
        if stack and not (len(segments) == 1 and _below(stack[-1], segments[0])):
            yield _Stack.of(stack)
            stack = []
        stack += segments if len(segments) == 1 else []
    if stack:
        yield _Stack.of(stack)


def _below(above: Segment, line: Segment) -> bool:
    height = above.bottom - above.top
    overlap = above.left < line.right and line.left < above.right
    return overlap and 0.5 * height < line.middle - above.middle < _MOST_STEP * height


def _groups(stacks: Sequence[_Stack]) -> Iterator[list[_Stack]]:
    """Yield stacks that follow each other side by side, from the left."""
    group: list[_Stack] = []
    for stack in stacks:
        if group and not _beside(group, stack):
            yield group
            group = []
        group.append(stack)
    if group:
        yield group


def _beside(group: Sequence[_Stack], stack: _Stack) -> bool:
    if len(stack.cells) > _MOST_ROWS:
        return False
    return stack.left > group[-1].right and _matched(stack, group) >= _MATCHED * len(stack.cells)


def _matched(stack: _Stack, others: Sequence[_Stack]) -> int:
    """Return how many cells of a stack have one beside them in others."""
    beside = [line for other in others for line in other.firsts]
    return sum(any(_level(line, one) for one in beside) for line in stack.firsts)


def _level(line: Segment, other: Segment) -> bool:
    return abs(line.middle - other.middle) < _LEVEL * min(line.bottom - line.top, other.bottom - other.top)


def _is_table(group: Sequence[_Stack]) -> bool:
    stacks = [stack for stack in group if len(stack.cells) >= _FEWEST_ROWS]
    if len(stacks) < max(_FEWEST_COLUMNS, len(group) - 1) or not all(stack.is_short for stack in stacks):
        return False
    if _matched(stacks[0], group[1:]) < _MATCHED * len(stacks[0].cells):
        return False
    kinds = {stack.holds_figures for stack in stacks}
    return len(kinds) > 1 or (len(stacks) > _FEWEST_COLUMNS and all(stack.is_loose for stack in stacks))


def _framed(group: Sequence[_Stack], places: dict[int, int]) -> Framed:
    segments = [line for stack in group for line in stack.lines]
    levels = _levels([line for stack in group for line in stack.firsts])
    rows = [[_cell(stack, level) for stack in group] for level in levels]
    box = (group[0].left, min(one.top for one in segments), group[-1].right, max(one.bottom for one in segments))
    taken = frozenset(places[id(word)] for one in segments for word in one.words)
    header = row_text(map(cell_text, rows[0])) if begins_with_heads(rows) else ""
    columns = tuple((stack.left, stack.right) for stack in group)
    return Framed(box, [row_line(row) for row in rows], header, taken, columns)


def _levels(segments: Sequence[Segment]) -> list[Segment]:
    """Return a segment for each height, from the top."""
    levels: list[Segment] = []
    for segment in sorted(segments, key=lambda one: one.middle):
        if not levels or not _level(levels[-1], segment):
            levels.append(segment)
    return levels


def _cell(stack: _Stack, level: Segment) -> Cell:
    return [list(line.words) for cell in stack.cells if _level(cell[0], level) for line in cell]
