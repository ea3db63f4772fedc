"""A word on a page, and lines of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

HYPHEN = "\ufffe"
"""Stands for a hyphen at the end of a line, as pdfium tells it."""


_LEADERS = ".·…_"
_SHORTEST_LEADER = 5
_LEADER = re.compile(f"[{_LEADERS}]{{{_SHORTEST_LEADER},}}$")


@dataclass(slots=True)
class Word:
    """A word as drawn.

    Attributes:
        text: Its characters, cleaned; a hyphen that ends a line is `HYPHEN`.
        left, top, right, bottom: Its box as fractions 0..1 of the displayed page.
        line: The line, as drawn, that it stands on.
        unseen: Whether it is drawn invisibly, as the text layer of a scan is.
        begins: Whether it begins a column though no gutter parts it from what stands before it on its line.
        covered: Whether something drawn over it hides it, whatever is below.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    line: int
    unseen: bool = False
    begins: bool = False
    covered: bool = False


Line = list[Word]


def drawn_lines(words: Iterable[Word]) -> list[Line]:
    """Return the words in the lines and the order in which they were drawn."""
    return [list(line) for _, line in groupby(words, key=lambda word: word.line)]


def hidden_labelled(words: Iterable[Word]) -> list[Word]:
    """Return the words with each run that a reader cannot see put in `[hidden: …]`."""
    labelled: list[Word] = []
    for unseen, group in groupby(words, key=lambda word: word.unseen or word.covered):
        run = list(group)
        if unseen:
            run[0] = replace(run[0], text=f"[hidden: {run[0].text}")
            run[-1] = replace(run[-1], text=f"{run[-1].text}]")
        labelled += run
    return labelled


def without_leaders(words: Iterable[Word]) -> list[Word]:
    """Return the words with each row of dots that leads the eye across a line shrunk to one `…`."""
    kept: list[Word] = []
    for (_, dots), group in groupby(words, key=lambda word: (word.line, not word.text.strip(_LEADERS))):
        run = list(group)
        if dots and sum(len(word.text) for word in run) >= _SHORTEST_LEADER:
            kept.append(replace(run[0], text="…", right=run[-1].right))
        else:
            kept += [_shrunk(word) for word in run]
    return kept


def _shrunk(word: Word) -> Word:
    if len(word.text) < _SHORTEST_LEADER or not word.text.endswith(tuple(_LEADERS)):
        return word
    return replace(word, text=_LEADER.sub("…", word.text))
