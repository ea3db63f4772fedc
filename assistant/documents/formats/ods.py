"""OpenDocument sheets: cells hold the text that they show."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.documents.clean import one_line
from assistant.documents.formats.grid import Grid, Row, pages_of
from assistant.documents.formats.odf.flow import cell_text
from assistant.documents.formats.odf.package import OFFICE, STYLE, TABLE, OdfPackage
from assistant.documents.formats.ooxml import Element
from assistant.documents.source import Format, Reading, Source

_TOOL = "OpenDocument reader"
_VALUES = ("value", "date-value", "time-value", "boolean-value", "string-value")
_MOST_REPEATED = 1000
_TYPE = f"{OFFICE}value-type"


def read(source: Source) -> Reading:
    """Yield the head and the sheets, long ones in several pages."""
    package = OdfPackage(source)
    yield package.head("ods")
    number = 1
    for table in package.content.iterfind(f".//{OFFICE}spreadsheet/{TABLE}table"):
        remark = "[hidden sheet]" if _hidden(package, table) else ""
        grid = Grid(one_line(table.get(f"{TABLE}name", "")), "sheet", _TOOL, remark)
        for page in pages_of(list(_rows(table)), grid, number):
            yield page
            number = page.number + 1


def _hidden(package: OdfPackage, table: Element) -> bool:
    style = package.style(table.get(f"{TABLE}style-name"))
    own = style.find(f"{STYLE}table-properties") if style is not None else None
    return own is not None and own.get(f"{TABLE}display") == "false"


def _rows(table: Element) -> Iterator[Row]:
    """Yield the filled rows; empty ones, repeated a million times at the end, only count."""
    number = 1
    for row in table.iter(f"{TABLE}table-row"):
        count = row.get(f"{TABLE}number-rows-repeated", "1")
        repeats = int(count) if count.isdecimal() else 1
        cells = dict(_filled(row))
        if cells:
            hidden = row.get(f"{TABLE}visibility") in {"collapse", "filter"}
            words = frozenset(_word_columns(row)) & set(cells)
            yield from (Row(number + step, cells, words, hidden) for step in range(min(repeats, _MOST_REPEATED)))
            if repeats > _MOST_REPEATED:
                rest = f"[the same in each row up to row {number + repeats - 1}]"
                yield Row(number + _MOST_REPEATED, {1: rest}, frozenset({1}), hidden)
        number += repeats


def _filled(row: Element) -> Iterator[tuple[int, str]]:
    """Yield column and text of each filled cell."""
    column = 1
    for cell in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
        count = cell.get(f"{TABLE}number-columns-repeated", "1")
        repeats = int(count) if count.isdecimal() else 1
        if text := cell_text(cell) or _stored(cell):
            yield from ((column + step, text) for step in range(min(repeats, _MOST_REPEATED)))
        column += repeats


def _stored(cell: Element) -> str:
    """Return the value of a cell that holds no text as shown, else its formula, as one that was never calculated."""
    value = next((told for name in _VALUES if (told := cell.get(f"{OFFICE}{name}"))), "")
    formula = cell.get(f"{TABLE}formula", "")
    return one_line(value) or (f"{one_line(formula)} (not calculated)" if formula else "")


def _word_columns(row: Element) -> Iterator[int]:
    column = 1
    for cell in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
        if cell.get(_TYPE, "string") == "string":
            yield column
        count = cell.get(f"{TABLE}number-columns-repeated", "1")
        column += int(count) if count.isdecimal() else 1


FORMAT = Format(read)
