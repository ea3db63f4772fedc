"""Puts the cells of a table below each other by the edges that its rows tell: a joined cell leaves columns empty."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

_CLOSE = 100
"""Twentieths of a point up to which edges of different rows are the same one."""
_MOST_COLUMNS = 64


@dataclass(frozen=True)
class EdgedRow:
    """The cells of a row and the right edge of each, in twentieths of a point; no edges where they are not told."""

    cells: tuple[str, ...]
    edges: tuple[int, ...] = ()

    @property
    def lefts(self) -> tuple[int, ...] | None:
        """Where the cells begin but the first, None where that is not told."""
        count = len(self.cells)
        return self.edges[: count - 1] if 0 < count <= len(self.edges) else None


def aligned(rows: Sequence[EdgedRow]) -> list[Sequence[str]]:
    """Return the cells of each row by columns; rows whose edges are not told stay as they are."""
    columns = _columns(sorted({left for row in rows for left in row.lefts or ()}))
    return [_row(row, columns) if len(columns) < _MOST_COLUMNS else row.cells for row in rows]


def _columns(lefts: Sequence[int]) -> list[int]:
    """Return where columns begin but the first, edges that are close taken for one."""
    columns: list[int] = []
    for left in lefts:
        if not columns or left - columns[-1] > _CLOSE:
            columns.append(left)
    return columns


def _row(row: EdgedRow, columns: Sequence[int]) -> Sequence[str]:
    if row.lefts is None:
        return row.cells
    told = [""] * (len(columns) + 1)
    for cell, place in zip(row.cells, (0, *(bisect_right(columns, left) for left in row.lefts)), strict=True):
        told[place] = f"{told[place]} {cell}".strip()
    return told
