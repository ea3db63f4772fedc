"""Writes the policy report as a Word document with real headings, captions, lists and a page number field."""

from __future__ import annotations

import datetime as dt
import io
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Row
from docx.text.run import Run

from setup.samples.archive import without_clock
from setup.samples.policy import charts

Block = dict[str, Any]

ACCENT = RGBColor(0x12, 0x4D, 0x3E)
HEADER_FILL, STRIPE_FILL = "1C6A57", "F1F4EF"
FONT = "Calibri"
MOMENT = dt.datetime(2025, 9, 1, 9, 0, 0)  # noqa: DTZ001 - Word's own properties know no time zone
CHARTS = {"use": charts.use, "reserve": charts.reserve}


def report_docx() -> bytes:
    """Return the report as a DOCX file."""
    text = tomllib.loads(Path(__file__).with_name("text.toml").read_text(encoding="utf-8"))
    document = Document()
    _styles(document)
    _properties(document, text)
    _page(document, text)
    _cover(document, text)
    for part in text["part"]:
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        document.add_heading(part["heading"], 1)
        for block in part["blocks"]:
            KINDS[next(iter(block))](document, block)
    target = io.BytesIO()
    document.save(target)
    return without_clock(target.getvalue())


def _styles(document: WordDocument) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(7), 1.15
    for name, size in (("Title", 30), ("Heading 1", 17), ("Heading 2", 13)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb, style.font.bold = FONT, Pt(size), ACCENT, True
        fonts = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    caption = document.styles["Caption"]
    caption.font.size, caption.font.color.rgb, caption.font.bold = Pt(9.5), RGBColor(0x59, 0x63, 0x5C), False


def _properties(document: WordDocument, text: Block) -> None:
    properties = document.core_properties
    properties.title, properties.subject, properties.author = text["title"], text["subtitle"], text["author"]
    properties.comments, properties.last_modified_by = text["fiction"], text["author"]
    properties.created = properties.modified = MOMENT


def _page(document: WordDocument, text: Block) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = f"{text['title']}\t\t{text['kind']}"
    footer = section.footer.paragraphs[0]
    footer.text = "A made-up report\t\t"
    _page_number(footer.add_run())
    for paragraph in (section.header.paragraphs[0], footer):
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(16.2), 2)
        paragraph.runs[0].font.size = Pt(9)


def _page_number(run: Run) -> None:
    """Add a PAGE field, which Word fills in."""
    for kind, words in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = words
        run._r.append(element)  # noqa: SLF001 - python-docx has no fields
    run.font.size = Pt(9)


def _cover(document: WordDocument, text: Block) -> None:
    for _ in range(6):
        document.add_paragraph()
    document.add_paragraph(text["kind"]).runs[0].font.color.rgb = ACCENT
    document.add_paragraph(text["title"], "Title")
    document.add_paragraph(text["subtitle"]).runs[0].font.size = Pt(15)
    document.add_paragraph(f"{text['author']}\n{text['date']}")
    document.add_paragraph(text["fiction"]).runs[0].font.size = Pt(9)


def _text(document: WordDocument, block: Block) -> None:
    document.add_paragraph(block["text"])


def _heading(document: WordDocument, block: Block) -> None:
    document.add_heading(block["heading"], 2)


def _bullets(document: WordDocument, block: Block) -> None:
    for line in block["bullets"]:
        document.add_paragraph(line, "List Bullet")


def _numbered(document: WordDocument, block: Block) -> None:
    for line in block["numbered"]:
        document.add_paragraph(line, "List Number")


def _chart(document: WordDocument, block: Block) -> None:
    picture = document.add_picture(io.BytesIO(charts.picture(CHARTS[block["chart"]])), width=Cm(15.8))
    picture._inline.docPr.set("descr", block["caption"])  # noqa: SLF001 - python-docx cannot set a picture's description
    document.add_paragraph(block["caption"], "Caption")


def _table(document: WordDocument, block: Block) -> None:
    caption = document.add_paragraph(block["table"], "Caption")
    caption.paragraph_format.keep_with_next = True
    table = document.add_table(1, len(block["header"]))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _fill(table.rows[0], block["header"], HEADER_FILL, RGBColor(0xFF, 0xFF, 0xFF))
    for number, row in enumerate(block["rows"]):
        _fill(table.add_row(), row, STRIPE_FILL if number % 2 else "FFFFFF", None)
    for column, width in zip(table.columns, block["widths"], strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)  # noqa: SLF001 - python-docx cannot repeat a header row
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _fill(row: _Row, cells: list[str], fill: str, colour: RGBColor | None) -> None:
    for cell, words in zip(row.cells, cells, strict=True):
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), fill)
        cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - python-docx cannot shade a cell
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
        run = paragraph.add_run(words)
        run.font.size = Pt(9.5)
        if colour is not None:
            run.font.bold, run.font.color.rgb = True, colour


KINDS: dict[str, Callable[[WordDocument, Block], None]] = {
    "text": _text,
    "heading": _heading,
    "bullets": _bullets,
    "numbered": _numbered,
    "chart": _chart,
    "table": _table,
}
