"""Choosing what goes into a section: by cues, headings and marks first, then by meaning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from assistant.answers.language import fold
from assistant.answers.marks.dates import find_moments
from assistant.answers.vectors import sentence_vectors
from assistant.answers.words import content
from assistant.briefs.filling.layout_rows import layout_rows
from assistant.briefs.filling.rows import Row, records, table_rows
from assistant.briefs.filling.sources import Source, Span, Unit
from assistant.briefs.filling.taking import has_mark, holds, taken
from assistant.briefs.template import Column, Order, Section, Shape, Take
from assistant.library.embedder import Embedder
from assistant.library.library import Library

_EMBEDDED = 64
_FEWEST_WORDS = 3
_WORD_WEIGHT = 0.5
_NEAREST = 4
_UNKNOWN_DATE = (9999, 99, 99)

WHOLE = Column(name="Text")
"""The one column of a paragraph or list that names none."""


def columns_of(section: Section) -> tuple[Column, ...]:
    """Return the columns of a section, one for paragraphs and lists."""
    return section.columns or (WHOLE,)


def choose(section: Section, sources: Sequence[Source], query: str, library: Library) -> list[Row]:
    """Return the rows for a section, chosen and ordered by its rules.

    Args:
        section: With `fill = "pages"`.
        sources: The documents.
        query: What the section is about; "" leaves all that the rules let through equal.
        library: Holds them; its shipped embedder compares the meaning of query and sentences.
    """
    found = _distinct(row for source in sources for row in candidates(section, source, library))
    if section.shape is Shape.KEY_VALUE:
        return found
    if query:
        found = _nearest(section, found, query, library.embedder.shipped)
    return _ordered(section, found)[: section.most]


def candidates(section: Section, source: Source, library: Library) -> Iterator[Row]:
    """Yield what a document has for a section: rows of tables, runs of labelled lines, then sentences."""
    used: list[Span] = []
    for row in (
        *table_rows(source, section),
        *layout_rows(library, source, section),
        *records(source, section),
    ):
        used.append(row.span)
        if row.cells.keys() >= set(section.must):
            yield _told_apart(section, row)
    for place, unit in enumerate(source.units):
        if _fits(section, unit) and not any(_overlap(unit.span, span) for span in used):
            following = list(islice(source.units, place + 1, place + 1 + _NEAREST))
            found = _sentence_row(section, unit, following)
            if found and found.cells.keys() >= set(section.must):
                yield _carried(section, found, source.units[:place])


def _told_apart(section: Section, row: Row) -> Row:
    """Return a row whose cell for a time of day holds that alone, the date in it going to the column of dates."""
    cells = dict(row.cells)
    for column in section.columns:
        unit = Unit(cells.get(column.name, row.span), None)
        narrowed = taken(column, unit, ()) if column.carry or column.take is Take.CLOCK else None
        if narrowed and (column.name in cells or column.carry):
            cells[column.name] = narrowed
    return Row(row.span, cells, row.heading)


def _overlap(one: Span, other: Span) -> bool:
    return one.page is other.page and one.start < other.end and other.start < one.end


def _fits(section: Section, unit: Unit) -> bool:
    text = unit.text
    if len(text.split()) < _FEWEST_WORDS or unit.row or holds(text, section.without):
        return False
    under = unit.heading is not None and holds(unit.heading.text, section.under)
    cued = holds(text, section.cues)
    if (section.cues or section.under) and not (under or cued):
        return False
    sought = bool(section.cues or section.under or section.needs)
    return sought and all(has_mark(text, need) for need in section.needs)


def _sentence_row(section: Section, unit: Unit, following: Sequence[Unit]) -> Row | None:
    cells = {column.name: span for column in columns_of(section) if (span := taken(column, unit, following))}
    return Row(unit.span, cells, unit.heading) if cells else None


def _carried(section: Section, row: Row, before: Sequence[Unit]) -> Row:
    """Return the row with what an earlier sentence says for it, such as the date above a list of times."""
    lacking = [column for column in columns_of(section) if column.carry and column.name not in row.cells]
    found = {column.name: span for column in lacking if (span := _last(column, row, before))}
    return Row(row.span, {**row.cells, **found}, row.heading) if found else row


def _last(column: Column, row: Row, before: Sequence[Unit]) -> Span | None:
    headed = [Unit(row.heading, None)] if row.heading else []
    for unit in (*headed, *reversed(before)):
        if span := taken(column, unit, ()):
            return span
    return None


def _distinct(rows: Iterator[Row]) -> list[Row]:
    """Return rows without those that say the same in the same document."""
    return list({(row.span.page.document, fold(row.span.text)): row for row in rows}.values())


def _nearest(section: Section, rows: list[Row], query: str, embedder: Embedder) -> list[Row]:
    """Return the rows near a query, best first: shared words choose which are embedded."""
    asked = content(query)
    shared = np.array([len(content(_spoken(row)) & asked) / max(1, len(asked)) for row in rows], np.float32)
    order = np.argsort(-shared, kind="stable")[: max(_EMBEDDED, section.most)]
    if not len(order):
        return []
    near = [rows[index] for index in order]
    scores = _likeness(near, query, embedder) + _WORD_WEIGHT * shared[order]
    best = np.argsort(-scores, kind="stable")
    return [near[index] for index in best if scores[index] >= section.keep * scores[best[0]]]


def _likeness(rows: Sequence[Row], query: str, embedder: Embedder) -> NDArray[np.float32]:
    vectors = sentence_vectors(embedder, [_spoken(row) for row in rows])
    return np.asarray(vectors @ embedder.query(query), np.float32)


def _spoken(row: Row) -> str:
    return f"{row.heading.text}: {row.span.text}" if row.heading else row.span.text


def _ordered(section: Section, rows: list[Row]) -> list[Row]:
    chosen = rows[: section.most]
    if section.order is Order.BEST:
        return chosen
    if section.order is Order.DATE:
        return sorted(chosen, key=lambda row: _when(section, row))
    return sorted(chosen, key=lambda row: (row.span.page.document, row.span.page.page, row.span.start))


def _when(section: Section, row: Row) -> tuple[tuple[int, ...], str]:
    """Return the date and the clock time of a row, as they sort."""
    spans = {column.take: row.cells[column.name] for column in section.columns if column.name in row.cells}
    clock = spans.get(Take.CLOCK)
    return _date(spans.get(Take.DATE)), clock.text.replace(".", ":").zfill(5) if clock else ""


def _date(span: Span | None) -> tuple[int, ...]:
    moments = find_moments(span.text) if span else []
    return tuple(part or 0 for part in moments[0].readings[0]) if moments else _UNKNOWN_DATE
