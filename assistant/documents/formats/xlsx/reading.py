"""Reads a workbook sheet by sheet."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from assistant.documents.blocks import block_text
from assistant.documents.clean import one_line
from assistant.documents.formats.drawings import CHARTS, DIAGRAM, chart_blocks, diagram_blocks
from assistant.documents.formats.embeddings import embedded_names
from assistant.documents.formats.grid import Grid, marked, pages_of
from assistant.documents.formats.ooxml import MC, A, Element, Package, R
from assistant.documents.formats.picture_texts import drawing_label
from assistant.documents.formats.xlsx.comments import comments_of
from assistant.documents.formats.xlsx.sheet import read_sheet
from assistant.documents.formats.xlsx.workbook import SheetEntry, Workbook
from assistant.documents.model import Head, Page
from assistant.documents.pagination import failed_page
from assistant.documents.source import Reading, Source
from assistant.errors import WorldError

_ABOUT = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}cNvPr"
_TOOL = "Excel reader"


def read(source: Source) -> Reading:
    """Yield the head and the sheets of a workbook, long ones in several pages."""
    package = Package(source)
    workbook = Workbook(package)
    facts = package.facts()
    if package.take_fault():
        source.note("This workbook is damaged: texts or number formats may be missing.")
    inside = embedded_names(package)
    yield Head("xlsx", None, one_line(facts.title), one_line(facts.author), facts.created, attachments=inside)
    number = 1
    for entry in workbook.sheets:
        for page in _sheet(package, workbook, entry, number):
            yield page
            number = page.number + 1


def _sheet(package: Package, workbook: Workbook, entry: SheetEntry, number: int) -> Iterator[Page]:
    name = one_line(entry.name)
    try:
        sheet = read_sheet(workbook, entry.part)
        rows, notes = marked(sheet.rows, sheet.hidden_columns), [*_notes(package, entry), *sheet.running]
    except (etree.XMLSyntaxError, WorldError) as error:
        if isinstance(error, WorldError) and error.code != "damaged-file":
            raise
        yield failed_page(number, "sheet", _TOOL, "This sheet is damaged or missing and could not be read.", name)
        return
    grid = Grid(name, "sheet", _TOOL, "[hidden sheet]" if entry.hidden else "")
    for page in pages_of(rows, grid, number, notes):
        yield page
        number = page.number
    if package.take_fault():
        yield failed_page(number + 1, "sheet", _TOOL, "A part of this sheet is damaged and could not be read.", name)


def _notes(package: Package, entry: SheetEntry) -> Iterator[str]:
    """Yield comments, and the texts and charts of the drawing layer."""
    yield from comments_of(package, entry.part)
    for part in package.linked(entry.part, "drawing"):
        root = package.xml(part)
        for copy in list(root.iter(f"{MC}Fallback")):
            copy.clear()
        yield from filter(None, map(_line, root.iter(f"{A}p")))
        yield from filter(None, map(drawing_label, root.iter(_ABOUT)))
        for diagram in root.iter(DIAGRAM):
            yield from map(block_text, diagram_blocks(package, part, diagram.get(f"{R}dm", "")))
        for chart in root.iter(*CHARTS):
            yield from map(block_text, chart_blocks(package, part, chart.get(f"{R}id", "")))


def _line(paragraph: Element) -> str:
    return one_line("".join(node.text or "" for node in paragraph.iter(f"{A}t")))
