"""Where a page may be cut, and how well each place suits."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from assistant.documents.model import Page, TableRows


class Strength(IntEnum):
    """How well a border suits for a cut: the higher the better."""

    LINE = 0
    SENTENCE = 1
    ROW = 1
    PARAGRAPH = 2
    HEADING = 3


@dataclass(frozen=True)
class Atom:
    """A stretch of a page that is cut only when it is longer than a whole passage.

    Attributes:
        start: Its first offset.
        end: One past its last offset, white space behind it included.
        strength: Of the border before it.
    """

    start: int
    end: int
    strength: Strength


_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9À-Þ])|[。！？]\s*")
_LINE_END = re.compile(r"\n+")
_ENDS_SENTENCE = re.compile(r"[.!?:;。！？][\"'”’)\]]*\s*$")


def atoms(page: Page, start: int, end: int, table: TableRows | None) -> list[Atom]:
    """Return the stretches of a page's text between two offsets, which they cover without a gap.

    Args:
        page: The page.
        start: First offset.
        end: One past the last.
        table: The table that all of it belongs to, None for text, in which tables may stand.
    """
    text = page.text
    rows = [table] if table else page.tables
    borders: dict[int, Strength] = {}
    for match in _LINE_END.finditer(text, start, end):
        borders[match.end()] = _line_strength(text, start, match, rows)
    for match in _SENTENCE_END.finditer(text, start, end):
        if not _inside(match.end(), rows):
            borders.setdefault(match.end(), Strength.SENTENCE)
    if table is None:
        borders |= {section.start: Strength.HEADING for section in page.sections}
    cuts = sorted(offset for offset in borders if start < offset < end)
    edges = [start, *cuts, end]
    return [Atom(first, last, borders.get(first, Strength.HEADING)) for first, last in itertools.pairwise(edges)]


def _line_strength(text: str, start: int, line_end: re.Match[str], rows: Sequence[TableRows]) -> Strength:
    if _inside(line_end.end(), rows):
        return Strength.ROW
    if len(line_end.group()) > 1:
        return Strength.PARAGRAPH
    before = text[max(start, line_end.start() - 8) : line_end.start()]
    return Strength.SENTENCE if _ENDS_SENTENCE.search(before) else Strength.LINE


def _inside(offset: int, rows: Sequence[TableRows]) -> bool:
    """Whether a place lies between the first and the last row of a table."""
    return any(table.start < offset < table.end for table in rows)
