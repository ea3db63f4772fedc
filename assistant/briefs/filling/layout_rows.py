"""Rows of tables that are printed without borders: told by where the words stand below the words of the header."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.answers.language import fold
from assistant.answers.pages import PageText
from assistant.briefs.filling.rows import Row, named
from assistant.briefs.filling.sources import CELL_BORDER, Source, Span
from assistant.briefs.template import Section
from assistant.documents.values import Box
from assistant.library.library import Library

_FEWEST_NAMED = 2
_SLACK = 0.01
"""Share of the page's width by which a word may stand left of its column."""
_GAP = 0.008
"""Least share of the page's width between two columns; a space between words is narrower."""
_SAME_LINE = 0.005
"""Share of the page's height."""


@dataclass(frozen=True)
class _Word:
    start: int
    end: int
    box: Box


@dataclass(frozen=True)
class _Head:
    """A column of a table: its name in the template, and where it begins."""

    name: str
    left: float


def layout_rows(library: Library, source: Source, section: Section) -> Iterator[Row]:
    """Yield the rows below each line that holds nothing but names of the section's columns, at least two."""
    columns = named(section)
    for page in source.pages:
        for line in re.finditer(r"[^\n]+", page.text):
            spans = _spelled(line, columns)
            if len(spans) >= _FEWEST_NAMED and CELL_BORDER not in line.group():
                yield from _below(library, page, line.end(), spans)


def _spelled(line: re.Match[str], columns: Mapping[str, str]) -> list[tuple[str, int, int]]:
    """Return the columns that a line names, with the offsets of each; none where it says anything else."""
    words = list(re.finditer(r"\S+", line.group()))
    found: list[tuple[str, int, int]] = []
    place = 0
    while place < len(words):
        ends = [end for end in range(len(words), place, -1) if _key(line, words[place:end]) in columns]
        if not ends:
            return []
        run = words[place : ends[0]]
        found.append((columns[_key(line, run)], line.start() + run[0].start(), line.start() + run[-1].end()))
        place = ends[0]
    return found


def _key(line: re.Match[str], words: Sequence[re.Match[str]]) -> str:
    return " ".join(fold(line.group()[words[0].start() : words[-1].end()]).split())


def _below(library: Library, page: PageText, start: int, spans: Sequence[tuple[str, int, int]]) -> Iterator[Row]:
    boxes = [library.boxes(page.document, page.page, begin, end) for _, begin, end in spans]
    if not all(boxes):
        return
    heads = [_Head(name, min(box.left for box in found)) for (name, _, _), found in zip(spans, boxes, strict=True)]
    for block in re.finditer(r"\S[^\n]*(?:\n[^\n]+)*", page.text[start:]):
        words = list(_words(library, page, start + block.start(), start + block.end()))
        row = _row(page, words, heads)
        if row is None:
            return
        yield row


def _words(library: Library, page: PageText, start: int, end: int) -> Iterator[_Word]:
    for match in re.finditer(r"\S+", page.text[start:end]):
        first, last = start + match.start(), start + match.end()
        if found := library.boxes(page.document, page.page, first, last):
            yield _Word(first, last, found[0])


def _row(page: PageText, words: Sequence[_Word], heads: Sequence[_Head]) -> Row | None:
    """Return words as a row; None where they run on over the borders of the columns, as prose does."""
    placed = [(_column(word, heads), word) for word in words]
    if len({column for column, _ in placed}) < _FEWEST_NAMED or _runs_on(placed):
        return None
    cells: dict[str, Span] = {}
    for number, head in enumerate(heads):
        own = [word for column, word in placed if column == number]
        if own and _together(own, placed, number):
            cells[head.name] = Span(page, own[0].start, own[-1].end)
    return Row(Span(page, words[0].start, words[-1].end), cells)


def _column(word: _Word, heads: Sequence[_Head]) -> int:
    return max((number for number, head in enumerate(heads) if head.left <= word.box.left + _SLACK), default=0)


def _runs_on(placed: Sequence[tuple[int, _Word]]) -> bool:
    return any(
        column != following
        and abs(word.box.top - after.box.top) < _SAME_LINE
        and 0 <= after.box.left - word.box.right < _GAP
        for (column, word), (following, after) in pairwise(placed)
    )


def _together(own: Sequence[_Word], placed: Sequence[tuple[int, _Word]], number: int) -> bool:
    """Whether nothing of another column stands between the words of a cell in the page's text."""
    return all(column == number for column, word in placed if own[0].start <= word.start <= own[-1].start)
