"""Reading order: columns of prose are read one after the other; everything else stays as it was drawn.

A page is parted where a gutter runs between two columns that both look like prose: most lines fill their column, stand
evenly below each other and consist of letters. Tables fail that test, so their rows stay whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.documents.formats.layout.segments import Segment, lines_down, right_to_left, segments_of
from assistant.documents.formats.layout.words import Line

_FEWEST_LINES = 3
_NARROWEST = 0.12
_FEWEST_SIDE_BY_SIDE = 2
_INDENT = 0.06
_APART = 1.25
"""Steps between lines, against the usual one, from which on a block begins."""
_SAME_HEIGHT = 0.004
_FILLED = 0.75
_MOST_CANDIDATES = 60


@dataclass(frozen=True)
class Arranged:
    """The lines of a page in reading order.

    Attributes:
        lines: The lines.
        doubtful: Whether there may be columns that could not be told apart: texts side by side, drawn in turns.
    """

    lines: list[Line]
    doubtful: bool = False


def in_reading_order(lines: Sequence[Line], aspect: float, *, as_drawn: bool = True) -> Arranged:
    """Return the lines of a page in reading order.

    Args:
        lines: As drawn, none empty.
        aspect: Height of the displayed page for a width of one.
        as_drawn: Whether the order of drawing holds where there are no columns; else lines go from top to bottom.
    """
    turned = [line for line in lines if is_turned(line, aspect)]
    level = [line for line in lines if not is_turned(line, aspect)]
    if 2 * len(turned) > len(lines) or not level:
        return Arranged([*in_turned_order(turned), *level])
    segments = segments_of(level, aspect)
    page = _Region(segments)
    gutter = page.gutter()
    if gutter is not None:
        return Arranged([*page.ordered(gutter), *turned])
    doubtful = any(_drawn_in_turns(segments, float(place)) for place in page.candidates())
    return Arranged([*(level if as_drawn else page.lines()), *turned], doubtful)


def _drawn_in_turns(segments: Sequence[Segment], gutter: float) -> bool:
    """Whether the drawing goes back and forth over a gutter between texts, as it does in no proper column."""
    beside = [one for one in segments if (one.right <= gutter or one.left >= gutter) and _like_text(one)]
    turns = sum(before.right <= gutter < one.left and abs(before.middle - one.middle) < 0.005
                for before, one in pairwise(beside))  # fmt: skip
    return turns >= _FEWEST_SIDE_BY_SIDE and 2 * turns >= len(beside) - turns


def _like_text(segment: Segment) -> bool:
    return len(segment.words) >= 4 and segment.letters >= 0.75 * segment.characters


def in_turned_order(lines: Sequence[Line]) -> list[Line]:
    """Return lines that run down the page from right to left, and lines that run up from left to right."""
    if not lines:
        return []
    downwards = sum(line[-1].top - line[0].top for line in lines) > 0
    thickness = max(float(np.median([line[0].right - line[0].left for line in lines])), 0.002)
    row = [round((line[0].left + line[0].right) / thickness) for line in lines]
    start = [line[0].top for line in lines]
    sign = -1 if downwards else 1
    return [lines[at] for at in sorted(range(len(lines)), key=lambda at: (sign * row[at], -sign * start[at]))]


def is_turned(line: Line, aspect: float) -> bool:
    """Whether a line is written up or down the page, where left and right mean nothing."""
    first, last = line[0], line[-1]
    if abs(last.left - first.left) > abs(last.bottom - first.bottom) * aspect:
        return False
    high = max(word.bottom for word in line) - min(word.top for word in line)
    wide = max(word.right for word in line) - min(word.left for word in line)
    return high * aspect > 1.5 * wide and sum(len(word.text) for word in line) > 3


@dataclass(frozen=True)
class _Band:
    """What lies between two lines that cross a gutter: the left and the right of it."""

    left: list[Segment]
    right: list[Segment]

    @property
    def parted(self) -> bool:
        if min(len(self.left), len(self.right)) < _FEWEST_LINES:
            return False
        edge = max(segment.right for segment in self.left)
        start = min(segment.left for segment in self.right)
        left = _aligned(self.left, [one for one in self.left if one.right >= edge - 0.05])
        right = _aligned(self.right, [one for one in self.right if one.left <= start + 0.03])
        return _prose(left) and _prose(right) and not _rows(left, right)

    def sides(self) -> tuple[list[Segment], list[Segment]]:
        """Return both sides, the one to be read first in front."""
        return (self.right, self.left) if right_to_left([*self.left, *self.right]) else (self.left, self.right)

    @property
    def support(self) -> int:
        return min(len(self.left), len(self.right)) if self.parted else 0


class _Region:
    """A part of a page."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = sorted(segments, key=lambda segment: segment.middle)
        self._lefts = np.array([segment.left for segment in self._segments])
        self._rights = np.array([segment.right for segment in self._segments])

    def gutter(self) -> float | None:
        """Return where the best supported gutter runs, or None."""
        best, most = None, 0
        if len(self._segments) < 2 * _FEWEST_LINES:
            return None
        for place in self.candidates():
            support = sum(band.support for band in self._bands(float(place)))
            if support > most:
                best, most = float(place), support
        return best

    def ordered(self, gutter: float) -> Iterator[Line]:
        """Yield the lines: above, one column, the other one, below, each parted further where it can be."""
        waiting: list[Segment] = []
        for band, crossing in self._bands_with_crossing(gutter):
            if band.parted:
                yield from lines_down(waiting)
                waiting = []
                for side in band.sides():
                    yield from _Region(side).lines()
            else:
                waiting += [*band.left, *band.right]
            waiting += crossing
        yield from lines_down(waiting)

    def lines(self) -> list[Line]:
        gutter = self.gutter()
        return lines_down(self._segments) if gutter is None else list(self.ordered(gutter))

    def candidates(self) -> NDArray[np.float64]:
        """Return the middles of the vertical strips that the fewest segments cross, between the outermost edges."""
        places = np.linspace(self._lefts.min(), self._rights.max(), 202)[1:-1]
        crossed = ((self._lefts[:, None] < places) & (self._rights[:, None] > places)).sum(axis=0)
        few = crossed <= max(len(self._segments) * 0.25, 1)
        starts = np.flatnonzero(few & ~np.roll(few, 1) | (few & (np.arange(len(few)) == 0)))
        strips = [(start, _strip_end(few, start)) for start in starts[:_MOST_CANDIDATES]]
        return np.array([places[start + int(np.argmin(crossed[start:end]))] for start, end in _calm(strips, crossed)])

    def _bands(self, gutter: float) -> Iterator[_Band]:
        return (band for band, _ in self._bands_with_crossing(gutter))

    def _bands_with_crossing(self, gutter: float) -> Iterator[tuple[_Band, list[Segment]]]:
        band = _Band([], [])
        for segment in self._segments:
            if segment.right <= gutter:
                band.left.append(segment)
            elif segment.left >= gutter:
                band.right.append(segment)
            else:
                yield band, [segment]
                band = _Band([], [])
        yield band, []


def _strip_end(few: NDArray[np.bool_], start: int) -> int:
    after = np.flatnonzero(~few[start:])
    return start + int(after[0]) if len(after) else len(few)


def _calm(strips: list[tuple[int, int]], crossed: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Within each strip, keep the stretch that the fewest cross."""
    for start, end in strips:
        low = crossed[start:end] == crossed[start:end].min()
        first = start + int(np.argmax(low))
        last = _strip_end(low, first - start) + start
        middle = (first + last) // 2
        yield middle, middle + 1


def _aligned(side: Sequence[Segment], touching: Sequence[Segment]) -> list[Segment]:
    """Return the column next to a gutter: what begins about where most of what touches the gutter begins."""
    start = float(np.median([segment.left for segment in touching]))
    return [segment for segment in side if abs(segment.left - start) <= _INDENT]


def _prose(column: Sequence[Segment]) -> bool:
    if len(column) < _FEWEST_LINES:
        return False
    widths = np.array([segment.width for segment in column])
    widest = float(np.percentile(widths, 90))
    letters = sum(segment.letters for segment in column)
    return (
        widest >= _NARROWEST
        and letters >= 0.65 * sum(segment.characters for segment in column)
        and sum(len(segment.words) for segment in column) >= 3 * len(column)
        and float(np.mean(widths >= _FILLED * widest)) >= 0.6
        and _evenly_spaced(column)
    )


def _evenly_spaced(column: Sequence[Segment]) -> bool:
    """Whether most lines follow the one above as closely as it followed its own, or as closely as lines here do."""
    steps = _steps(column)
    if len(steps) < 2:
        return False
    alike = np.abs(np.diff(steps)) <= 0.25 * steps[1:]
    return float(np.mean(alike)) >= 0.5 or float(np.mean(steps <= _APART * _usual(steps))) >= 0.55


def _rows(left: Sequence[Segment], right: Sequence[Segment]) -> bool:
    """Whether blocks of lines begin at the same heights on both sides, as the rows of a table do."""
    ours, theirs = _block_starts(left), _block_starts(right)
    if min(len(ours), len(theirs)) < 2:
        return False
    matches = sum(bool(np.any(np.abs(theirs - start) < _SAME_HEIGHT)) for start in ours)
    return matches >= 0.6 * min(len(ours), len(theirs))


def _block_starts(column: Sequence[Segment]) -> NDArray[np.float64]:
    """Return the tops of the lines that stand apart from the line above."""
    tops = np.array([segment.top for segment in column])
    steps = np.diff([segment.middle for segment in column])
    return tops[1:][steps > _APART * _usual(_steps(column))]


def _steps(column: Sequence[Segment]) -> NDArray[np.float64]:
    steps: NDArray[np.float64] = np.diff([segment.middle for segment in column])
    return steps[steps > 0.002]


def _usual(steps: NDArray[np.float64]) -> float:
    return float(np.percentile(steps, 20)) if len(steps) else 1.0
