"""Cells of figures: what the columns of most tables are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from assistant.documents.formats.layout.segments import Segment
from assistant.documents.formats.layout.words import Line, Word

_FIGURE = re.compile(
    r"[-+–−<>~±(]*[$€£¥₹]?[-+–−(]?(?:\d(?:[\d.,'’:/]*\d)?|\.\d+)[)%‰*†‡]*|[-—–−]{1,3}[)%]*|n/?[am]\.?|nm|N/?[AM]|NM"
)
_SIGN = re.compile(r"[$€£¥₹%‰)(*†‡#|]+|\([a-z\d]{1,2}\)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ENDS_FIGURE = frozenset("0123456789)%-—–−AMam")
_BEFORE_GROUP = re.compile(r"[-–−(]?\d{1,3}(?: \d{3})*")
_GROUP = re.compile(r"\d{3}(?:[.,]\d+)?[)%]?")
_AFTER = frozenset("%‰)*†‡#(")
"""Signs that belong to the figure before them; currencies belong to the one behind."""
_NEAR = 1.0
"""Widths of a digit, between groups of digits."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure, or a sign that stands for one, and where it stands across the page, 0..1."""

    text: str
    left: float
    right: float

    @property
    def is_year(self) -> bool:
        """Whether it reads like a year, as heads of columns do."""
        return bool(_YEAR.fullmatch(self.text))


def figures_in(line: Line) -> int:
    """Return how many words of a line are figures."""
    return sum(word.text[-1:] in _ENDS_FIGURE and bool(_FIGURE.fullmatch(word.text)) for word in line)


def cells_of(segments: Iterable[Segment]) -> Iterator[Cell]:
    """Yield the cells of the segments that hold figures and signs only; a sign belongs to the figure beside it."""
    yield from _parted(word for segment in segments if is_figures(segment) for word in segment.words)


def is_figures(segment: Segment) -> bool:
    """Whether a segment holds figures and signs only."""
    return all(_FIGURE.fullmatch(word.text) or _SIGN.fullmatch(word.text) for word in segment.words)


def _parted(words: Iterable[Word]) -> Iterator[Cell]:
    """Yield a cell for each figure; groups of three digits that a space parts are one."""
    cell: Cell | None = None
    before: Word | None = None
    for word in words:
        if not _FIGURE.fullmatch(word.text):
            if cell and word.text[0] in _AFTER:
                cell = replace(cell, right=word.right)
            before = None if word.text[0] in _AFTER else word
        elif cell and not before and _continues(cell, word):
            cell = Cell(f"{cell.text} {word.text}", cell.left, word.right)
        else:
            if cell:
                yield cell
            cell, before = Cell(word.text, before.left if before else word.left, word.right), None
    if cell:
        yield cell


def _continues(cell: Cell, word: Word) -> bool:
    near = word.left - cell.right < _NEAR * (cell.right - cell.left) / len(cell.text)
    return near and bool(_BEFORE_GROUP.fullmatch(cell.text) and _GROUP.fullmatch(word.text))
