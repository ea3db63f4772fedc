"""Tables on a page that no rules part: of figures below each other with the heads of their columns, and of words.

Cautious: contents pages, forms and prose must not pass for tables, so at least two columns with figures are asked for
in at least three rows, and nothing that runs across columns may stand between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain

from assistant.documents.formats.layout.figures import figures_in
from assistant.documents.formats.layout.framed import Found
from assistant.documents.formats.layout.grid import FEWEST_ROWS, Row, Run
from assistant.documents.formats.layout.heads import head_of
from assistant.documents.formats.layout.worded import word_tables
from assistant.documents.formats.layout.words import Line
from assistant.documents.model import TableRows, Words

_LEVEL = 0.4
"""Heights of a line between the middles of two that stand beside each other."""


@dataclass(frozen=True)
class Tabled:
    """The lines of a page, each row of a table one of them, however it was drawn.

    Attributes:
        lines: In reading order.
        found: The tables among them.
    """

    lines: list[Line]
    found: tuple[Found, ...] = ()

    def tables(self, words: Words) -> tuple[TableRows, ...]:
        """Return where the tables stand in the page's text.

        Args:
            words: Where its words stand in its text, line by line.
        """
        starts = list(accumulate(map(len, self.lines), initial=0))
        places = [(starts[one.first], starts[one.last + 1] - 1, one.header) for one in self.found]
        return tuple(
            TableRows(int(words.spans[first, 0]), int(words.spans[last, 1]), header, among_text=True)
            for first, last, header in places
        )


def with_tables(lines: Sequence[Line], aspect: float, known: Sequence[Found] = ()) -> Tabled:
    """Find the tables of a page.

    Args:
        lines: Its lines in reading order, none empty.
        aspect: Height of the page for a width of one.
        known: The tables among them that were found otherwise, from the top down.
    """
    whole = Tabled([])
    place = 0
    for table in known:
        whole = _after(whole, _found_in(lines[place : table.first], aspect))
        whole = _after(whole, Tabled(list(lines[table.first : table.last + 1]), (_moved(table, -table.first),)))
        place = table.last + 1
    return _after(whole, _found_in(lines[place:], aspect))


def _after(tabled: Tabled, following: Tabled) -> Tabled:
    """Return two parts of a page as one."""
    moved = (_moved(table, len(tabled.lines)) for table in following.found)
    return Tabled([*tabled.lines, *following.lines], (*tabled.found, *moved))


def _moved(table: Found, lines: int) -> Found:
    return replace(table, first=table.first + lines, last=table.last + lines)


def _found_in(lines: Sequence[Line], aspect: float) -> Tabled:
    """Find the tables of figures among lines, and those of words between them."""
    levels = list(_levels(lines))
    if len(levels) < FEWEST_ROWS:
        return Tabled(list(lines))
    rows = [Row.of(list(chain.from_iterable(level)), aspect) for level in levels]
    figures = list(_tables(rows)) if sum(map(figures_in, lines)) >= 2 * FEWEST_ROWS else []
    tabled = Tabled([])
    place = 0
    for table in [*figures, None]:
        end = table.first if table else len(rows)
        tabled = _after(tabled, _with_words(levels[place:end], rows[place:end]))
        if table:
            whole = [list(chain.from_iterable(level)) for level in levels[table.first : table.last + 1]]
            tabled = _after(tabled, Tabled(whole, (_moved(table, -table.first),)))
            place = table.last + 1
    return tabled


def _with_words(levels: Sequence[list[Line]], rows: Sequence[Row]) -> Tabled:
    """Find the tables of words."""
    tabled = Tabled([])
    place = 0
    for table in word_tables(rows):
        tabled = _after(tabled, Tabled(list(chain.from_iterable(levels[place : table.first]))))
        tabled = _after(tabled, Tabled(table.lines, (Found(0, len(table.lines) - 1, table.header, table.columns),)))
        place = table.last + 1
    return _after(tabled, Tabled(list(chain.from_iterable(levels[place:]))))


def _levels(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield lines that follow each other and stand beside each other, from the left, together."""
    level: list[Line] = []
    for line in lines:
        if level and not _beside(level[-1], line):
            yield level
            level = []
        level.append(line)
    if level:
        yield level


def _beside(line: Line, following: Line) -> bool:
    one, other = line[-1], following[0]
    apart = abs(one.top + one.bottom - other.top - other.bottom) / 2
    return other.left >= one.right and apart < _LEVEL * min(one.bottom - one.top, other.bottom - other.top)


def _tables(rows: Sequence[Row]) -> Iterator[Found]:
    """Yield the tables; one that a sentence interrupts has the header of what stands before it."""
    earlier: tuple[Run, str] | None = None
    for run in _runs(rows):
        first, header = head_of(rows, run)
        if not header and earlier and run.continues(earlier[0]):
            header = earlier[1]
        yield Found(first, run.last, header, tuple(run.columns))
        earlier = run, header


def _runs(rows: Sequence[Row]) -> Iterator[Run]:
    at = 0
    while at < len(rows):
        if not rows[at].begins_table:
            at += 1
            continue
        run = Run(rows, at)
        if run.is_table:
            yield run
        at = run.last + 1
