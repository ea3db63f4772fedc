"""The straight rules on a page, and the grids that they make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_THIN = 0.005
"""Widths of the page: what is thicker is an area, no rule."""
_SHORTEST = 0.006
_TOUCHING = 0.004
"""Widths of the page between the ends of two rules that meet."""
_SAME = 0.006
"""Widths of the page between two borders that are one."""
_FEWEST = 2
"""Rows, and columns, of a grid."""
_PARTED = 0.5
"""Of the places where two cells are neighbours, those that a rule parts: a few rules that meet are no grid."""
_MOST_CELLS = 20_000
_RUNGS = 4
_MOST_LADDERS = 50
_MOST_STEP = 2.5
"""Usual steps between the rungs of one ladder."""
_MOST_LINES = 400
"""Rules of one grid either way: drawings have more, tables on one page have not."""


@dataclass(frozen=True)
class Rules:
    """The rules of a page, in widths of the page from its left and top.

    Attributes:
        level: (n, 3) float64, height, left and right end of each level rule.
        upright: (m, 3) float64, distance from the left, upper and lower end of each upright one.
    """

    level: NDArray[np.float64]
    upright: NDArray[np.float64]

    @classmethod
    def of(cls, boxes: NDArray[np.float64], aspect: float) -> Rules:
        """Return the rules among the boxes of what is drawn, those that continue each other as one.

        Args:
            boxes: (n, 4) left, top, right, bottom as fractions 0..1 of the displayed page.
            aspect: Its height for a width of one.
        """
        left, top, right, bottom = (boxes * [1.0, aspect, 1.0, aspect]).T
        wide, high = right - left, bottom - top
        level = (high <= _THIN) & (wide >= _SHORTEST)
        upright = (wide <= _THIN) & (high >= _SHORTEST)
        across = np.stack([(top + bottom) / 2, left, right], axis=1)[level]
        down = np.stack([(left + right) / 2, top, bottom], axis=1)[upright]
        return cls(_continued(across), _continued(down))

    @classmethod
    def none(cls) -> Rules:
        """Return the rules of a page that has none."""
        return cls(np.empty((0, 3)), np.empty((0, 3)))

    def boxes(self, aspect: float) -> NDArray[np.float64]:
        """Return (n, 4) left, top, right, bottom of the rules as fractions 0..1 of the page."""
        level = self.level[:, [1, 0, 2, 0]] / [1.0, aspect, 1.0, aspect]
        upright = self.upright[:, [0, 1, 0, 2]] / [1.0, aspect, 1.0, aspect]
        return np.concatenate([level, upright])

    def grids(self) -> Iterator[Grid]:
        """Yield the grids of rules that cross or touch each other, with two rows and columns or more."""
        if len(self.level) < _FEWEST or not len(self.upright):
            return
        for level, upright in _groups(_meeting(self.level, self.upright)):
            if max(len(level), len(upright)) > _MOST_LINES:
                continue
            grid = Grid.of(self.level[level], self.upright[upright])
            if grid and min(grid.rows, grid.columns) >= _FEWEST and grid.is_parted:
                yield grid

    def ladders(self) -> Iterator[NDArray[np.float64]]:
        """Yield the level rules, as (n, 3), that stand above each other as wide as each other, four or more."""
        upright = (
            _meeting(self.level, self.upright).any(axis=1) if len(self.upright) else np.zeros(len(self.level), bool)
        )
        free = self.level[~upright]
        _, kinds, counts = np.unique(np.round(free[:, 1:] / _SAME), axis=0, return_inverse=True, return_counts=True)
        for kind in np.flatnonzero((counts >= _RUNGS) & (counts <= _MOST_LINES))[:_MOST_LADDERS]:
            yield from _close_together(free[kinds.ravel() == kind])


@dataclass(frozen=True)
class Grid:
    """A grid of rules, its cells joined where no rule parts them.

    Attributes:
        xs: (columns + 1,) float64, the borders of its columns in widths of the page.
        ys: (rows + 1,) float64, the borders of its rows.
        cells: (rows, columns) int64: places with the same number are one cell; the number is that of its first place,
            counted along the rows.
    """

    xs: NDArray[np.float64]
    ys: NDArray[np.float64]
    cells: NDArray[np.int64]

    @classmethod
    def of(cls, level: NDArray[np.float64], upright: NDArray[np.float64]) -> Grid | None:
        """Return the grid of rules that meet, None where it is too large for a table.

        Where it has no outer border, it ends where the rules do.
        """
        xs = _borders(upright[:, 0], level[:, 1:])
        ys = _borders(level[:, 0], upright[:, 1:])
        if len(xs) * len(ys) > _MOST_CELLS:
            return None
        return cls(xs, ys, _cells(_parting(level, ys, xs), _parting(upright, xs, ys)))

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(self.ys) - 1

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return len(self.xs) - 1

    @property
    def area(self) -> float:
        """In squares as wide as the page."""
        return float((self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0]))

    @property
    def is_parted(self) -> bool:
        """Whether rules part most of its places from the one beside them, and most from the one below."""
        beside, below = self.cells[:, 1:] != self.cells[:, :-1], self.cells[1:] != self.cells[:-1]
        return float(beside.mean()) >= _PARTED and float(below.mean()) >= _PARTED

    def cell_at(self, across: float, down: float) -> int | None:
        """Return the number of the cell at a place, None outside."""
        column = int(np.searchsorted(self.xs, across)) - 1
        row = int(np.searchsorted(self.ys, down)) - 1
        if not (0 <= column < self.columns and 0 <= row < self.rows):
            return None
        return int(self.cells[row, column])


def _close_together(rungs: NDArray[np.float64]) -> Iterator[NDArray[np.float64]]:
    """Part a ladder where rungs stand much further apart, as those below the head of a page and above its foot do."""
    ordered = rungs[np.argsort(rungs[:, 0])]
    steps = np.diff(ordered[:, 0])
    parts = np.split(ordered, np.flatnonzero(steps > _MOST_STEP * np.median(steps)) + 1)
    yield from (part for part in parts if len(part) >= _RUNGS)


def _continued(rules: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return rules on one line that touch or overlap each other as one."""
    joined: list[list[float]] = []
    for group in _on_one_line(rules):
        for start, end in group[np.argsort(group[:, 1]), 1:].tolist():
            if joined and joined[-1][0] == group[0, 0] and start <= joined[-1][2] + _TOUCHING:
                joined[-1][2] = max(joined[-1][2], end)
            else:
                joined.append([group[0, 0], start, end])
    return np.array(joined, np.float64).reshape(-1, 3)


def _on_one_line(rules: NDArray[np.float64]) -> Iterator[NDArray[np.float64]]:
    if not len(rules):
        return
    ordered = rules[np.argsort(rules[:, 0])]
    yield from np.split(ordered, np.flatnonzero(np.diff(ordered[:, 0]) > _TOUCHING) + 1)


def _meeting(level: NDArray[np.float64], upright: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return (n, m), which level rule meets which upright one."""
    x, y = upright[None, :, 0], level[:, None, 0]
    within = (level[:, None, 1] - _TOUCHING <= x) & (x <= level[:, None, 2] + _TOUCHING)
    beside = (upright[None, :, 1] - _TOUCHING <= y) & (y <= upright[None, :, 2] + _TOUCHING)
    found: NDArray[np.bool_] = within & beside
    return found


def _groups(meeting: NDArray[np.bool_]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Yield the level and the upright rules of each group that hangs together."""
    left = set(np.flatnonzero(meeting.any(axis=1)).tolist())
    while left:
        level: set[int] = set()
        found = {min(left)}
        while found - level:
            level |= found
            upright = np.flatnonzero(meeting[sorted(level)].any(axis=0))
            found = set(np.flatnonzero(meeting[:, upright].any(axis=1)).tolist())
        left -= level
        yield np.array(sorted(level)), upright


def _borders(places: NDArray[np.float64], ends: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the places of parallel rules, and of the outermost ends of those across them."""
    every = np.sort(np.concatenate([places, [ends[:, 0].min(), ends[:, 1].max()]]))
    apart = np.diff(every, prepend=-1.0) > _SAME
    kept: NDArray[np.float64] = every[apart]
    return kept


def _parting(rules: NDArray[np.float64], places: NDArray[np.float64], along: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return (places, stretches), whether a rule runs along each stretch at each place."""
    middles = (along[1:] + along[:-1]) / 2
    near = np.abs(rules[:, None, 0] - places[None, :]) <= _SAME
    runs = (rules[:, None, 1] <= middles[None, :]) & (middles[None, :] <= rules[:, None, 2])
    found: NDArray[np.bool_] = np.any(near[:, :, None] & runs[:, None, :], axis=0)
    return found


def _cells(above: NDArray[np.bool_], before: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Number the cells.

    Args:
        above: (rows + 1, columns), whether a rule runs above each place.
        before: (columns + 1, rows), whether one runs to the left of it.
    """
    rows, columns = above.shape[0] - 1, before.shape[0] - 1
    cells = np.arange(rows * columns).reshape(rows, columns)
    for row, column in np.ndindex(rows, columns):
        if column and not before[column, row]:
            _join(cells, int(cells[row, column]), int(cells[row, column - 1]))
        if row and not above[row, column]:
            _join(cells, int(cells[row, column]), int(cells[row - 1, column]))
    return cells


def _join(cells: NDArray[np.int64], one: int, other: int) -> None:
    cells[cells == max(one, other)] = min(one, other)
