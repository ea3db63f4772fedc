"""OpenDocument sheets: cells hold the text that they show."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.documents.blocks import block_text
from assistant.documents.clean import one_line
from assistant.documents.formats.grid import Grid, cell_name, marked, pages_of
from assistant.documents.formats.grid_heads import Row
from assistant.documents.formats.odf.embedded import documents_inside, extract
from assistant.documents.formats.odf.flow import Flow
from assistant.documents.formats.odf.inline import SHAPES, cell_text, inline, note_text
from assistant.documents.formats.odf.package import DRAW, OFFICE, STYLE, TABLE, TEXT, OdfPackage, running_titles
from assistant.documents.formats.ooxml import Element
from assistant.documents.formats.xlsx.running import titled
from assistant.documents.source import Format, Reading, Source

_TOOL = "OpenDocument reader"
_VALUES = ("value", "date-value", "time-value", "boolean-value", "string-value")
_MOST_REPEATED = 1000
_NOT_SHOWN = {"collapse", "filter"}
_MOST_COLUMNS = 16_384
_PUT_IN = {
    f"{TEXT}{name}" for name in ("page-number", "page-count", "sheet-name", "date", "time", "title", "file-name")
}
"""Fields of headers and footers whose text is no part of what the author wrote."""
_TYPE = f"{OFFICE}value-type"


def read(source: Source) -> Reading:
    """Yield the head and the sheets, long ones in several pages."""
    package = OdfPackage(source)
    yield package.head("ods", documents_inside(package))
    flow = Flow(package)
    number = 1
    for table in package.content.iterfind(f".//{OFFICE}spreadsheet/{TABLE}table"):
        remark = "[hidden sheet]" if _hidden(package, table) else ""
        grid = Grid(one_line(table.get(f"{TABLE}name", "")), "sheet", _TOOL, remark)
        rows = marked(_rows(table), _hidden_columns(table))
        notes = [*_notes(flow, table), *_running(package, table)]
        for page in pages_of(rows, grid, number, notes):
            yield page
            number = page.number + 1


def _hidden(package: OdfPackage, table: Element) -> bool:
    style = package.style(table.get(f"{TABLE}style-name"))
    own = style.find(f"{STYLE}table-properties") if style is not None else None
    return own is not None and own.get(f"{TABLE}display") == "false"


def _hidden_columns(table: Element) -> Iterator[int]:
    number = 1
    for column in table.iter(f"{TABLE}table-column"):
        repeats = _count(column, "columns")
        if column.get(f"{TABLE}visibility") in _NOT_SHOWN:
            yield from range(number, number + min(repeats, _MOST_COLUMNS))
        number += repeats


def _running(package: OdfPackage, table: Element) -> Iterator[str]:
    """Yield what is printed around the pages of a sheet, as its page style tells."""
    style = package.style(table.get(f"{TABLE}style-name"))
    page = package.master(style.get(f"{STYLE}master-page-name", "")) if style is not None else None
    told = (_running_title(label, element) for label, element in running_titles(page)) if page is not None else ()
    yield from dict.fromkeys(filter(None, told))


def _running_title(label: str, element: Element) -> str:
    """Return a header or footer with its label, "" where it says nothing but what a program puts in by itself."""
    numbered = element.find(f".//{TEXT}page-number") is not None
    parts = (one_line("".join(inline(part, left_out=_PUT_IN))) for part in element.iter(f"{TEXT}p"))
    return titled(label, " ".join(filter(None, parts)), numbered=numbered)


def _numbered(table: Element) -> Iterator[tuple[int, int, Element]]:
    """Yield each row with its number and how often it stands there."""
    number = 1
    for row in table.iter(f"{TABLE}table-row"):
        repeats = _count(row, "rows")
        yield number, repeats, row
        number += repeats


def _cells(row: Element) -> Iterator[tuple[int, int, Element]]:
    """Yield each cell with its column and how often it stands there."""
    column = 1
    for cell in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
        repeats = _count(cell, "columns")
        yield column, repeats, cell
        column += repeats


def _count(element: Element, name: str) -> int:
    told = element.get(f"{TABLE}number-{name}-repeated", "1")
    return int(told) if told.isdecimal() else 1


def _rows(table: Element) -> Iterator[Row]:
    """Yield the filled rows; empty ones, repeated a million times at the end, only count."""
    for number, repeats, row in _numbered(table):
        cells = dict(_filled(row))
        if cells:
            hidden = row.get(f"{TABLE}visibility") in _NOT_SHOWN
            words = frozenset(column for column, _, cell in _cells(row) if cell.get(_TYPE, "string") == "string")
            told = (cells, words.intersection(cells), hidden, dict(_joined(row)))
            yield from (Row(number + step, *told) for step in range(min(repeats, _MOST_REPEATED)))
            if repeats > _MOST_REPEATED:
                rest = f"[the same in each row up to row {number + repeats - 1}]"
                yield Row(number + _MOST_REPEATED, {1: rest}, frozenset({1}), hidden)


def _joined(row: Element) -> Iterator[tuple[int, int]]:
    """Yield column and width of the cells that are joined with others."""
    for column, _, cell in _cells(row):
        width = cell.get(f"{TABLE}number-columns-spanned", "1")
        if width.isdecimal() and (int(width) > 1 or cell.get(f"{TABLE}number-rows-spanned", "1") != "1"):
            yield column, int(width)


def _filled(row: Element) -> Iterator[tuple[int, str]]:
    """Yield column and text of each filled cell."""
    for column, repeats, cell in _cells(row):
        if text := cell_text(cell) or _stored(cell):
            yield from ((column + step, text) for step in range(min(repeats, _MOST_REPEATED)))


def _notes(flow: Flow, table: Element) -> Iterator[str]:
    """Yield the comments of a sheet, and the texts and charts that stand over it."""
    for number, _, row in _numbered(table):
        for column, _, cell in _cells(row):
            for comment in cell.iterchildren(f"{OFFICE}annotation"):
                if text := note_text(comment):
                    yield f"Comment on {cell_name(column, number)}: {text}"
    for frame in table.iter(f"{DRAW}frame", *SHAPES):
        yield from map(block_text, flow.blocks(frame))


def _stored(cell: Element) -> str:
    """Return the value of a cell that holds no text as shown, else its formula, as one that was never calculated."""
    value = next((told for name in _VALUES if (told := cell.get(f"{OFFICE}{name}"))), "")
    formula = cell.get(f"{TABLE}formula", "")
    return one_line(value) or (f"{one_line(formula)} (not calculated)" if formula else "")


FORMAT = Format(read, extract=extract)
