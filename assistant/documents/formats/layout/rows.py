"""Rows of cells as lines of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from assistant.documents.formats.layout.words import HYPHEN, Line, Word

Cell = Sequence[Line]
"""What stands in a cell, line by line."""

_MOST_WORDS = 9
"""Of the head of a column: what has more is a sentence."""
_MOST_SHORT = 0.75


def row_line(cells: Sequence[Cell]) -> Line:
    """Return the cells of a row as one line, parted by bars as all tables are; empty cells at its end are left out."""
    line: Line = []
    bars = 0
    for at, cell in enumerate(cells):
        words = list(chain.from_iterable(cell))
        bars += at > 0
        if words and line:
            line[-1] = _with_bars(line[-1], bars)
        elif words:
            words[0] = replace(words[0], text=" | " * bars + words[0].text)
        if words:
            line += words
            bars = 0
    return line


def cell_text(cell: Cell) -> str:
    """Return what a cell says on one line."""
    return " ".join(word.text for line in cell for word in line).replace(f"{HYPHEN} ", "").replace(HYPHEN, "-")


def names_columns(cells: Sequence[Cell]) -> bool:
    """Whether a row may be the heads of columns: a few words for most, few in small letters, no figure but years."""
    named = [[word.text for line in cell for word in line] for cell in cells if cell]
    if len(named) < max(2, len(cells) / 2) or any(_is_figure(word) for words in named for word in words):
        return False
    short = sum(len(words) <= _MOST_WORDS for words in named)
    small = sum(words[0][:1].islower() for words in named)
    return short >= _MOST_SHORT * len(named) and small <= len(named) - 2


def begins_with_heads(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first row may be the heads of columns: none is a value that its column has elsewhere, too."""
    first, *others = [[cell_text(cell) for cell in row] for row in rows]
    below = [row for row in others if row != first]
    recurring = any(head and head == text for row in below for head, text in zip(first, row, strict=True))
    return names_columns(rows[0]) and not recurring


def _is_figure(word: str) -> bool:
    digits = sum(map(str.isdigit, word))
    return 2 * digits > len(word) and not (word.isdigit() and len(word) == 4)


def _with_bars(word: Word, bars: int) -> Word:
    return replace(word, text=f"{word.text} {'|  ' * bars}".rstrip())
