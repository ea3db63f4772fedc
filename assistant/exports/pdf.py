"""PDF files, made with reportlab."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from functools import cache, partial
from html import escape
from pathlib import Path

import reportlab
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from assistant.answers.model import Citation
from assistant.exports.paper import Block, Grid, Heading, Paper, Said
from assistant.exports.wording import wording

_FONT, _BOLD = "Vera", "VeraBd"
_MARGIN = 22 * mm
_GAP = 6
_BANNER = 9
"""Points of the marking's letters; smaller where it is too long for its line."""
_PAGE_NUMBER = 20 * mm
_GRID = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.HexColor("#c5ccd3")), ("VALIGN", (0, 0), (-1, -1), "TOP")])


def to_pdf(paper: Paper) -> bytes:
    """Return a paper as a PDF file: citations numbered, the sources at its end, the marking on every page."""
    _register()
    packed = io.BytesIO()
    template = SimpleDocTemplate(
        packed,
        pagesize=A4,
        title=paper.title,
        author="",
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
    )
    frame = partial(_frame, paper.marking)
    template.build(list(_flow(paper)), onFirstPage=frame, onLaterPages=frame)
    return packed.getvalue()


@cache
def _register() -> None:
    fonts = Path(reportlab.__file__).parent / "fonts"
    for name in (_FONT, _BOLD):
        pdfmetrics.registerFont(TTFont(name, str(fonts / f"{name}.ttf")))


def _style(size: float, *, bold: bool = False, indent: float = 0.0) -> ParagraphStyle:
    font = _BOLD if bold else _FONT
    return ParagraphStyle(f"{font}{size}", fontName=font, fontSize=size, leading=size * 1.4, leftIndent=indent)


def _frame(marking: str, canvas: Canvas, template: SimpleDocTemplate) -> None:
    width, height = template.pagesize
    room = width - 2 * _MARGIN - _PAGE_NUMBER
    canvas.setFont(_BOLD, min(_BANNER, _BANNER * room / max(1, stringWidth(marking, _BOLD, _BANNER))))
    for position in (height - _MARGIN / 2, _MARGIN / 2):
        canvas.drawCentredString(width / 2, position, marking)
    canvas.setFont(_FONT, 8)
    canvas.drawRightString(width - _MARGIN, _MARGIN / 2, str(canvas.getPageNumber()))


def _flow(paper: Paper) -> Iterator[Flowable]:
    yield Paragraph(escape(paper.title), _style(18, bold=True))
    yield Spacer(0, _GAP)
    for block in paper.blocks:
        yield from _block(block, paper.sources)
        yield Spacer(0, _GAP)
    if paper.sources:
        yield Paragraph(escape(wording().sources), _style(13, bold=True))
    for citation, number in paper.sources.items():
        yield Paragraph(f"[{number}] {escape(paper.source_line(citation))}", _style(8))
    yield Spacer(0, 2 * _GAP)
    for line in paper.foot:
        yield Paragraph(escape(line), _style(8))


def _block(block: Block, numbers: Mapping[Citation, int]) -> Iterator[Flowable]:
    if isinstance(block, Heading):
        yield Paragraph(escape(block.text), _style(max(10, 15 - 2 * block.level), bold=True))
    elif isinstance(block, Grid):
        yield _table(block, numbers)
    elif block.listed:
        for said in block.said:
            yield Paragraph(_said(said, numbers), _style(10, indent=12), bulletText="•")
    else:
        yield Paragraph(" ".join(_said(said, numbers) for said in block.said), _style(10))


def _table(grid: Grid, numbers: Mapping[Citation, int]) -> Table:
    head = [Paragraph(escape(name), _style(9, bold=True)) for name in grid.columns]
    rows = [[Paragraph(_said(cell, numbers), _style(9)) for cell in row] for row in grid.rows]
    width = (A4[0] - 2 * _MARGIN) / max(1, len(grid.columns))
    return Table([head, *rows], colWidths=[width] * len(grid.columns), repeatRows=1, style=_GRID)


def _said(said: Said, numbers: Mapping[Citation, int]) -> str:
    notes = "".join(f"<super>[{numbers[cited]}]</super>" for cited in said.citations)
    remark = f' <font color="#9a3b00">({escape(said.remark)})</font>' if said.remark else ""
    return f"{escape(said.text)}{notes}{remark}"
