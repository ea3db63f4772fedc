"""From the words of a page, as drawn, to its lines in reading order, each row of a table one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.documents.formats.layout.columns import in_reading_order
from assistant.documents.formats.layout.framed import Found, framed, unframed
from assistant.documents.formats.layout.ruled import ruled_tables
from assistant.documents.formats.layout.rules import Rules
from assistant.documents.formats.layout.stacked import stacked_tables
from assistant.documents.formats.layout.turning import Turn
from assistant.documents.formats.layout.words import Line, Word, drawn_lines
from assistant.documents.model import Words


@dataclass(frozen=True)
class Laid:
    """What a page holds, in reading order.

    Attributes:
        lines: Its lines.
        found: The tables among them of which each cell is known.
        turn: Which way its lines run; what is told of places holds for the page set upright.
        aspect: Height of that page for a width of one.
        doubtful: Whether the order of reading is uncertain.
    """

    lines: list[Line]
    found: Sequence[Found]
    turn: Turn
    aspect: float
    doubtful: bool = False

    def displayed(self, words: Words) -> Words:
        """Return words of the upright page as they stand on the displayed one."""
        return Words(words.spans, self.turn.as_displayed(words.boxes))


def laid_out(words: Sequence[Word], rules: Rules, aspect: float, *, as_drawn: bool = True) -> Laid:
    """Return the lines of a page in reading order.

    Args:
        words: As drawn.
        rules: The rules of the page.
        aspect: Height of the displayed page for a width of one.
        as_drawn: As for `in_reading_order`.
    """
    turn = Turn.of(words, aspect)
    words, rules, aspect = turn.upright(words), turn.upright_rules(rules, aspect), turn.upright_aspect(aspect)
    ruled = ruled_tables(words, rules, aspect)
    taken = frozenset[int]().union(*(table.taken for table in ruled))
    others = [word for at, word in enumerate(words) if at not in taken]
    tables = [*ruled, *stacked_tables(drawn_lines(others), words, aspect)]
    arranged = in_reading_order(drawn_lines(framed(words, tables)), aspect, as_drawn=as_drawn and turn is Turn.NONE)
    lines, found = unframed(arranged.lines, tables)
    return Laid(lines, found, turn, aspect, arranged.doubtful)
