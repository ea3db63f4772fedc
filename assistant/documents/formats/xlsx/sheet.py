"""The filled rows of one sheet, whatever range it declares."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from assistant.documents.clean import one_line
from assistant.documents.formats.grid_heads import Row
from assistant.documents.formats.ooxml import Element, Package, S
from assistant.documents.formats.xlsx.running import running_title
from assistant.documents.formats.xlsx.workbook import Workbook, rich_text
from assistant.errors import WorldError

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_JOINED = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})[0-9]{1,7}")
_RUNNING = {f"{S}{kind}{place}": place for kind in ("odd", "even", "first") for place in ("Header", "Footer")}
_TRUE = {"1", "true"}
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
    joined: list[str] = []
    cells = position = 0
    usually_hidden = False
    for element in _elements(workbook.package, part):
        if element.tag == f"{S}col":
            hidden.update(_hidden_columns(element))
            continue
        if element.tag == f"{S}sheetFormatPr":
            usually_hidden = element.get("zeroHeight") in _TRUE
            continue
        if element.tag == f"{S}mergeCell":
            joined.append(element.get("ref", ""))
            continue
        if element.tag in _RUNNING:
            running.append(running_title(_RUNNING[element.tag], element.text or ""))
            continue
        position = int(element.get("r") or position + 1)
        row = _row(workbook, element, position, usually_hidden=usually_hidden)
        cells += len(row.cells)
        if cells > _MOST_CELLS:
            raise WorldError("file-too-large", "A sheet has more than the five million cells that can be read.")
        if row.cells:
            rows.append(row)
    return Sheet(tuple(_joined(rows, joined)), frozenset(hidden), tuple(dict.fromkeys(filter(None, running))))


def _elements(package: Package, part: str) -> Iterator[Element]:
    """Yield rows and column settings one by one; what was read is let go, else a large sheet is held as a tree."""
    parsing = etree.iterparse(
        io.BytesIO(package.data(part)),
        tag=(f"{S}row", f"{S}col", f"{S}sheetFormatPr", f"{S}mergeCell", *_RUNNING),
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


def _joined(rows: list[Row], references: list[str]) -> Iterator[Row]:
    """Yield the rows with the number of columns that joined cells take, such as those of `B1:C1`."""
    spans: dict[int, dict[int, int]] = {}
    for reference in references:
        if match := _JOINED.fullmatch(reference):
            first, last = _counted(match[1]), _counted(match[3])
            spans.setdefault(int(match[2]), {})[first] = last - first + 1
    yield from (replace(row, spans=spans[row.number]) if row.number in spans else row for row in rows)


def _hidden_columns(element: Element) -> Iterator[int]:
    if element.get("hidden") in _TRUE or element.get("width") == "0":
        yield from range(int(element.get("min", "1")), min(int(element.get("max", "1")), 16_384) + 1)


def _row(workbook: Workbook, element: Element, number: int, *, usually_hidden: bool) -> Row:
    cells: dict[int, str] = {}
    words: set[int] = set()
    column = 0
    for cell in element.iterfind(f"{S}c"):
        column = _column(cell.get("r"), column + 1)
        if text := _shown(workbook, cell):
            cells[column] = text
            if cell.get("t") in {"s", "str", "inlineStr"}:
                words.add(column)
    hidden = (
        element.get("hidden") in _TRUE or element.get("ht") == "0" or (usually_hidden and not element.get("hidden"))
    )
    return Row(number, cells, frozenset(words), hidden)


def _column(reference: str | None, otherwise: int) -> int:
    match = _REFERENCE.fullmatch(reference or "")
    return _counted(match[1]) if match else otherwise


def _counted(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def _shown(workbook: Workbook, cell: Element) -> str:
    kind, value, style = cell.get("t", "n"), cell.findtext(f"{S}v"), cell.get("s")
    if kind == "inlineStr":
        inline = cell.find(f"{S}is")
        return workbook.styled(rich_text(inline), style) if inline is not None else ""
    if not value:
        return _uncalculated(cell.find(f"{S}f")) if kind != "str" else ""
    if kind == "s":
        return workbook.text(value, style)
    if kind == "b":
        return "TRUE" if value in {"1", "true"} else "FALSE"
    if kind == "str":
        return workbook.styled(one_line(value), style)
    return _number(workbook, value, style) if kind in {"n", "d"} else one_line(value)


def _uncalculated(formula: Element | None) -> str:
    """Return what stands for a formula without a result; one that shares another's text has none of its own."""
    if formula is None:
        return ""
    told = one_line(formula.text or "")
    return f"={told} (not calculated)" if told else "[formula not calculated]"


def _number(workbook: Workbook, value: str, style: str | None) -> str:
    """Return a number, or a date told as ISO 8601, as shown."""
    try:
        return workbook.number(float(value), style)
    except (ValueError, OverflowError):
        return workbook.moment(value, style)
