"""What documents without printed pages are made of, before they are parted into pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A heading.

    Attributes:
        text: Its words.
        level: 1 for the highest.
    """

    text: str
    level: int


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, list entry or note.

    Attributes:
        text: Its lines, parted by newlines.
        boilerplate: Whether it is a header, footer or other matter that is no part of the flow.
    """

    text: str
    boilerplate: bool = False


@dataclass(frozen=True)
class Table:
    """A table, its rows as lines of text.

    Attributes:
        rows: The rows in order, the header row first where there is one.
        header: The header row, "" where there is none.
        name: What a reader calls it.
        continued: Whether its header row stands on an earlier page and is to be repeated above the rows.
    """

    rows: tuple[str, ...]
    header: str = ""
    name: str = ""
    continued: bool = False


@dataclass(frozen=True)
class Border:
    """A page ends here, whatever its length.

    Attributes:
        label: The label of the page that begins, "" to number it.
        parity: `odd` or `even` where the next page must be so, and a blank one may lie between; else "".
    """

    label: str = ""
    parity: str = ""


Block = Heading | Paragraph | Table | Border


def row_text(cells: Iterable[str]) -> str:
    """Return a table row as one line, its cells parted by bars, empty cells at the end left out."""
    flat = [" ".join(cell.split()) for cell in cells]
    while flat and not flat[-1]:
        flat.pop()
    return " | ".join(flat)


def block_text(block: Block) -> str:
    """Return what a block says, the rows of a table a line each."""
    if isinstance(block, Table):
        return "\n".join(block.rows)
    return "" if isinstance(block, Border) else block.text
