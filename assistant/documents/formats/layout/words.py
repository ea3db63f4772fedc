"""A word on a page, and lines of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

HYPHEN = "\ufffe"
"""Stands for a hyphen at the end of a line, as pdfium tells it."""


@dataclass(slots=True)
class Word:
    """A word as drawn.

    Attributes:
        text: Its characters, cleaned; a hyphen that ends a line is `HYPHEN`.
        left, top, right, bottom: Its box as fractions 0..1 of the displayed page.
        line: The line, as drawn, that it stands on.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    line: int


Line = list[Word]


def drawn_lines(words: Iterable[Word]) -> list[Line]:
    """Return the words in the lines and the order in which they were drawn."""
    return [list(line) for _, line in groupby(words, key=lambda word: word.line)]
