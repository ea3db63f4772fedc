"""Headings of pages without an outline: short lines in letters clearly larger than those of the body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np

from assistant.documents.formats.layout.words import Line
from assistant.documents.model import Words
from assistant.documents.values import Section

_LARGER = 1.25
"""Line height against the body's: fonts of one size differ by less."""
_LEVELS = (1.8, 1.45)
"""Line heights from which on a heading is of the first and of the second level."""
_LONGEST = 120
_MOST_ON_PAGE = 8
"""A page with more is a cover or a poster, where size says nothing."""


class Headings:
    """Finds the headings of one document; remembers how high its lines are, weighted by their characters."""

    def __init__(self) -> None:
        self._heights: Counter[int] = Counter()

    def on(self, number: int, lines: Sequence[Line], words: Words) -> tuple[Section, ...]:
        """Return the headings of a page.

        Args:
            number: The page, from 1.
            lines: Its lines in reading order.
            words: Where its words stand in its text, line by line.
        """
        heights = [_height(line) for line in lines]
        for line, height in zip(lines, heights, strict=True):
            self._heights[round(height * 1000)] += sum(len(word.text) for word in line)
        if not self._heights:
            return ()
        body = max(self._heights.most_common(1)[0][0] / 1000, 0.001)
        found = list(_found(lines, [height / body for height in heights]))
        if len(found) > _MOST_ON_PAGE:
            return ()
        starts = np.cumsum([0, *map(len, lines)])
        return tuple(Section(title, level, number, int(words.spans[starts[at], 0])) for title, level, at in found)


def largest(lines: Sequence[Line]) -> str:
    """Return the words set in the largest letters of a page, "" where all are about as large."""
    heights = [_height(line) for line in lines]
    if not heights or max(heights) < _LEVELS[1] * float(np.median(heights)):
        return ""
    told = (_text(line) for line, height in zip(lines, heights, strict=True) if height > 0.95 * max(heights))
    title = " ".join(told)
    return title if len(title) <= _LONGEST and _telling(title) else ""


def _found(lines: Sequence[Line], sizes: Sequence[float]) -> Iterator[tuple[str, int, int]]:
    """Yield title, level and first line of each heading; lines of one size that follow each other are one."""
    numbered = [(at, size) for at, size in enumerate(sizes)]
    for size, group in groupby(numbered, key=lambda item: round(item[1], 1) if item[1] >= _LARGER else 0.0):
        run = [at for at, _ in group]
        title = " ".join(_text(lines[at]) for at in run)
        if size and len(title) <= _LONGEST and _telling(title):
            yield title, 1 + sum(size < least for least in _LEVELS), run[0]


def _telling(title: str) -> bool:
    letters = sum(map(str.isalpha, title))
    return letters >= 3 and 2 * letters > len(title.replace(" ", ""))


def _text(line: Line) -> str:
    return " ".join(word.text for word in line)


def _height(line: Line) -> float:
    return float(np.median([word.bottom - word.top for word in line]))
