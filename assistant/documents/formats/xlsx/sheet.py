"""The filled rows of one sheet, whatever range it declares."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from assistant.documents.clean import one_line
from assistant.documents.formats.grid import Row
from assistant.documents.formats.ooxml import Element, Package, S
from assistant.documents.formats.xlsx.running import running_title
from assistant.documents.formats.xlsx.workbook import Workbook
from assistant.errors import WorldError

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_RUNNING = {f"{S}{kind}{place}": place for kind in ("odd", "even", "first") for place in ("Header", "Footer")}
_MOST_CELLS = 5_000_000


@dataclass(frozen=True)
class Sheet:
    """A sheet's filled rows, the columns that are not shown, and what is printed above and below each page."""

    rows: tuple[Row, ...]
    hidden_columns: frozenset[int]
    running: tuple[str, ...] = ()


def read_sheet(workbook: Workbook, part: str) -> Sheet:
    """Return the filled rows of a sheet, or raise `file-too-large` above five million cells."""
    rows: list[Row] = []
    hidden: set[int] = set()
    running: list[str] = []
    cells = position = 0
    for element in _elements(workbook.package, part):
        if element.tag == f"{S}col":
            hidden.update(_hidden_columns(element))
            continue
        if element.tag in _RUNNING:
            running.append(running_title(_RUNNING[element.tag], element.text or ""))
            continue
        position = int(element.get("r") or position + 1)
        row = _row(workbook, element, position)
        cells += len(row.cells)
        if cells > _MOST_CELLS:
            raise WorldError("file-too-large", "A sheet has more than the five million cells that can be read.")
        if row.cells:
            rows.append(row)
    return Sheet(tuple(rows), frozenset(hidden), tuple(dict.fromkeys(filter(None, running))))


def _elements(package: Package, part: str) -> Iterator[Element]:
    """Yield rows and column settings one by one; what was read is let go, else a large sheet is held as a tree."""
    parsing = etree.iterparse(
        io.BytesIO(package.data(part)),
        tag=(f"{S}row", f"{S}col", *_RUNNING),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
    )
    for _, element in parsing:
        yield element
        _forget(element)
    package.note_errors(parsing.error_log)


def _forget(element: Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _hidden_columns(element: Element) -> Iterator[int]:
    if element.get("hidden") in {"1", "true"}:
        yield from range(int(element.get("min", "1")), min(int(element.get("max", "1")), 16_384) + 1)


def _row(workbook: Workbook, element: Element, number: int) -> Row:
    cells: dict[int, str] = {}
    words: set[int] = set()
    column = 0
    for cell in element.iterfind(f"{S}c"):
        column = _column(cell.get("r"), column + 1)
        if text := _shown(workbook, cell):
            cells[column] = text
            if cell.get("t") in {"s", "str", "inlineStr"}:
                words.add(column)
    return Row(number, cells, frozenset(words), element.get("hidden") in {"1", "true"})


def _column(reference: str | None, otherwise: int) -> int:
    match = _REFERENCE.fullmatch(reference or "")
    if match is None:
        return otherwise
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def _shown(workbook: Workbook, cell: Element) -> str:
    kind, value = cell.get("t", "n"), cell.findtext(f"{S}v")
    if kind == "inlineStr":
        return one_line("".join(text.text or "" for text in cell.iter(f"{S}t")))
    if not value:
        formula = cell.findtext(f"{S}f")
        return f"={one_line(formula)} (not calculated)" if formula else ""
    if kind == "s":
        return workbook.text(value)
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    return _number(workbook, value, cell.get("s")) if kind == "n" else one_line(value)


def _number(workbook: Workbook, value: str, style: str | None) -> str:
    try:
        return workbook.number(float(value), style)
    except (ValueError, OverflowError):
        return one_line(value)
