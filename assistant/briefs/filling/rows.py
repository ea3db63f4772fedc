"""Finding the rows a section asks for where a document has them already: in tables, and in runs of labelled lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.answers.language import fold
from assistant.answers.pages import PageText
from assistant.briefs.filling.sources import CELL_BORDER, Source, Span, Unit
from assistant.briefs.template import Section, Shape

_FEWEST_NAMED = 2
_LABEL = re.compile(r"[ \t]*(?:[-–•*]\s+)?(?P<label>[^\W\d_][\w /'’()-]{0,40}):[ \t]+")


@dataclass(frozen=True)
class Row:
    """What a section's columns have, found at one place.

    Attributes:
        span: The place: a sentence, a table row, a run of labelled lines.
        cells: What stands there for each column, by name; columns without anything are absent.
        heading: The heading above it.
    """

    span: Span
    cells: Mapping[str, Span]
    heading: Span | None = None


def named(section: Section) -> dict[str, str]:
    """Return the column for each spelling that documents may have for it, folded."""
    spellings = {fold(name): column.name for column in section.columns for name in (column.name, *column.names)}
    if section.shape in {Shape.LIST, Shape.PARAGRAPH}:
        return spellings
    return {fold(column.name): column.name for column in section.columns} | spellings


def table_rows(source: Source, section: Section) -> Iterator[Row]:
    """Yield the rows of tables whose header names at least two of the section's columns."""
    columns = named(section)
    for page in source.pages:
        header: list[str | None] = []
        for line in _lines(page):
            cells = _cells(line)
            if len(cells) < _FEWEST_NAMED:
                header = []
                continue
            if found := _header(cells, columns):
                header = found
            elif header:
                yield from _row(line, cells, header)


def _lines(page: PageText) -> Iterator[Span]:
    for match in re.finditer(r"[^\n]+", page.text):
        yield Span(page, match.start(), match.end())


def _cells(line: Span) -> list[Span]:
    text = line.page.text[line.start : line.end]
    if CELL_BORDER not in text:
        return []
    cells, start = [], line.start
    for piece in text.split(CELL_BORDER):
        cells.append(Span(line.page, start, start + len(piece)))
        start += len(piece) + len(CELL_BORDER)
    return cells


def _header(cells: Sequence[Span], columns: Mapping[str, str]) -> list[str | None]:
    found = [columns.get(fold(cell.text)) for cell in cells]
    return found if len(set(found) - {None}) >= _FEWEST_NAMED else []


def _row(line: Span, cells: Sequence[Span], header: Sequence[str | None]) -> Iterator[Row]:
    held: dict[str, Span] = {}
    for name, cell in zip(header, cells, strict=False):
        if name is not None and cell.text.strip(" -–—"):
            held.setdefault(name, cell)
    if len(held) >= _FEWEST_NAMED:
        yield Row(line, held)


def records(source: Source, section: Section) -> Iterator[Row]:
    """Yield runs of labelled lines; a label that comes again, another page or heading begins a new one."""
    columns = named(section)
    fewest = _FEWEST_NAMED if section.shape is Shape.TABLE else 1
    labelled = groupby(source.units, key=lambda unit: unit.labelled)
    for _, run in (group for group in labelled if group[0]):
        for held in _parted(list(run), columns):
            if len(held) >= fewest:
                yield _record(held)


def _parted(units: Sequence[Unit], columns: Mapping[str, str]) -> Iterator[dict[str, tuple[Unit, Span]]]:
    held: dict[str, tuple[Unit, Span]] = {}
    place = None
    for unit in units:
        name, value = _labelled(unit, columns)
        now = (unit.span.page.page, unit.heading)
        if held and (name in held or now != place):
            yield held
            held = {}
        place = now
        if name is not None:
            held[name] = (unit, value)
    if held:
        yield held


def _labelled(unit: Unit, columns: Mapping[str, str]) -> tuple[str | None, Span]:
    page, start = unit.span.page, unit.span.start
    match = _LABEL.match(page.text, start)
    if match is None:
        return None, unit.span
    return columns.get(fold(match.group("label").strip())), Span(page, match.end(), unit.span.end)


def _record(held: Mapping[str, tuple[Unit, Span]]) -> Row:
    units = [unit for unit, _ in held.values()]
    page = units[0].span.page
    span = Span(page, min(unit.span.start for unit in units), max(unit.span.end for unit in units))
    return Row(span, {name: value for name, (_, value) in held.items()}, units[0].heading)
