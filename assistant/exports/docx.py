"""Word documents: real styles, headings, tables and footnotes."""

from __future__ import annotations

import io

from docx import api
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Pt
from docx.table import _Row
from docx.text.paragraph import Paragraph

from assistant.exports.footnotes import Footnotes
from assistant.exports.paper import Block, Grid, Heading, Paper, Said

_SMALL = Pt(8)


def to_docx(paper: Paper) -> bytes:
    """Return a paper as a DOCX file: each citation a footnote, the marking in every header and footer, and first."""
    document = api.Document()
    footnotes = Footnotes(document, paper.source_line)
    document.core_properties.title = paper.title
    document.core_properties.author = ""
    document.core_properties.comments = ""
    _mark(document, paper.marking)
    document.add_heading(paper.title, 0)
    for block in paper.blocks:
        _add(document, footnotes, block)
    for line in paper.foot:
        document.add_paragraph().add_run(line).font.size = _SMALL
    footnotes.attach(document)
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def _mark(document: Document, marking: str) -> None:
    if not marking:
        return
    for section in document.sections:
        for border in (section.header, section.footer):
            _banner(border.paragraphs[0], marking)
    _banner(document.add_paragraph(), marking)


def _banner(paragraph: Paragraph, marking: str) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(marking).bold = True


def _add(document: Document, footnotes: Footnotes, block: Block) -> None:
    if isinstance(block, Heading):
        document.add_heading(block.text, block.level)
    elif isinstance(block, Grid):
        _table(document, footnotes, block)
    elif block.listed:
        for said in block.said:
            _say(document.add_paragraph(style="List Bullet"), footnotes, said)
    else:
        paragraph = document.add_paragraph()
        for said in block.said:
            _say(paragraph, footnotes, said)
            paragraph.add_run(" ")


def _table(document: Document, footnotes: Footnotes, grid: Grid) -> None:
    table = document.add_table(rows=1, cols=len(grid.columns), style="Table Grid")
    _repeat(table.rows[0])
    for cell, name in zip(table.rows[0].cells, grid.columns, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    for row in grid.rows:
        footnotes.begin_row()
        for cell, said in zip(table.add_row().cells, row, strict=True):
            _say(cell.paragraphs[0], footnotes, said, in_row=True)


def _repeat(row: _Row) -> None:
    """Have Word repeat the heading of a table on each page."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no public door to it
    properties.append(OxmlElement("w:tblHeader"))


def _say(paragraph: Paragraph, footnotes: Footnotes, said: Said, *, in_row: bool = False) -> None:
    paragraph.add_run(said.text)
    for citation in said.citations:
        footnotes.refer(paragraph, citation, in_row=in_row)
    if said.remark:
        paragraph.add_run(f" ({said.remark})").italic = True
