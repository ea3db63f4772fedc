"""A word on a page, and lines of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
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
        unseen: Whether it is drawn invisibly, as the text layer of a scan is.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    line: int
    unseen: bool = False


Line = list[Word]


def drawn_lines(words: Iterable[Word]) -> list[Line]:
    """Return the words in the lines and the order in which they were drawn."""
    return [list(line) for _, line in groupby(words, key=lambda word: word.line)]


def hidden_labelled(words: Iterable[Word]) -> list[Word]:
    """Return the words with each run that a reader cannot see put in `[hidden: …]`."""
    labelled: list[Word] = []
    for unseen, group in groupby(words, key=lambda word: word.unseen):
        run = list(group)
        if unseen:
            run[0] = replace(run[0], text=f"[hidden: {run[0].text}")
            run[-1] = replace(run[-1], text=f"{run[-1].text}]")
        labelled += run
    return labelled
