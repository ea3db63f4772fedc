"""From the words of a page, as drawn, to its lines in reading order, each row of a table one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.documents.formats.layout.columns import in_reading_order
from assistant.documents.formats.layout.framed import Found, framed, unframed
from assistant.documents.formats.layout.ruled import ruled_tables
from assistant.documents.formats.layout.rules import Rules
from assistant.documents.formats.layout.stacked import stacked_tables
from assistant.documents.formats.layout.words import Line, Word, drawn_lines


@dataclass(frozen=True)
class Laid:
    """What a page holds, in reading order.

    Attributes:
        lines: Its lines.
        found: The tables among them of which each cell is known.
        doubtful: Whether the order of reading is uncertain.
    """

    lines: list[Line]
    found: Sequence[Found] = ()
    doubtful: bool = False


def laid_out(words: Sequence[Word], rules: Rules, aspect: float, *, as_drawn: bool = True) -> Laid:
    """Return the lines of a page in reading order.

    Args:
        words: As drawn.
        rules: The rules of the page.
        aspect: Height of the displayed page for a width of one.
        as_drawn: As for `in_reading_order`.
    """
    ruled = ruled_tables(words, rules, aspect)
    taken = frozenset[int]().union(*(table.taken for table in ruled))
    others = [word for at, word in enumerate(words) if at not in taken]
    tables = [*ruled, *stacked_tables(drawn_lines(others), words, aspect)]
    arranged = in_reading_order(drawn_lines(framed(words, tables)), aspect, as_drawn=as_drawn)
    lines, found = unframed(arranged.lines, tables)
    return Laid(lines, found, arranged.doubtful)
