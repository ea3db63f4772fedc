"""Tables taken out of the words of a page before these are put in order, and put back in their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.documents.formats.layout.words import Line, Word

Columns = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Framed:
    """A table of which each cell is known.

    Attributes:
        box: Left, top, right, bottom as fractions 0..1 of the page.
        lines: Its rows, each one line.
        header: The heads of its columns, "" where it has none.
        taken: Which words of the page stand in it.
        columns: As for `Found`.
    """

    box: tuple[float, float, float, float]
    lines: list[Line]
    header: str
    taken: frozenset[int]
    columns: Columns


@dataclass(frozen=True)
class Found:
    """The lines of a table among those of a page.

    Attributes:
        first: Index of the first line.
        last: Index of the last one.
        header: The heads of its columns, "" where it has none.
        columns: Left and right edge of each column, or of each border between columns, as fractions 0..1 of the page.
    """

    first: int
    last: int
    header: str
    columns: Columns


def framed(words: Sequence[Word], tables: Sequence[Framed]) -> list[Word]:
    """Return the words with each table as one word without text, where its first word was drawn."""
    standing = {min(table.taken): _frame(number, table) for number, table in enumerate(tables, 1)}
    taken = frozenset[int]().union(*(table.taken for table in tables))
    kept = (standing.get(at, word) for at, word in enumerate(words) if at not in taken or at in standing)
    return list(kept)


def unframed(lines: Sequence[Line], tables: Sequence[Framed]) -> tuple[list[Line], list[Found]]:
    """Return the lines with the rows of the tables in the place of what stood for them, and where they are."""
    whole: list[Line] = []
    found: list[Found] = []
    for line in lines:
        if rest := [word for word in line if word.line >= 0]:
            whole.append(rest)
        for table in (tables[-word.line - 1] for word in line if word.line < 0):
            found.append(Found(len(whole), len(whole) + len(table.lines) - 1, table.header, table.columns))
            whole += table.lines
    return whole, found


def _frame(number: int, table: Framed) -> Word:
    return Word("", *table.box, -number)
