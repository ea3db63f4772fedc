"""Paragraph and table styles of the manual."""

from __future__ import annotations

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import TableStyle

from setup.samples import fonts, palette

BODY = ParagraphStyle(
    "body", fontName=fonts.REGULAR, fontSize=10.4, leading=15.2, textColor=palette.INK, spaceAfter=6
)  # fmt: skip
CHAPTER = ParagraphStyle(
    "chapter", BODY, fontName=fonts.BOLD, fontSize=19, leading=24, textColor=palette.ACCENT_DEEP, spaceAfter=10
)  # fmt: skip
HEADING = ParagraphStyle(
    "heading", BODY, fontName=fonts.BOLD, fontSize=12.5, leading=16, spaceBefore=8, spaceAfter=4, keepWithNext=1
)  # fmt: skip
LISTED = ParagraphStyle("listed", BODY, leftIndent=16, bulletIndent=2, spaceAfter=3)
CAPTION = ParagraphStyle("caption", BODY, fontSize=8.8, leading=12, textColor=palette.MUTED, spaceAfter=8)
CELL = ParagraphStyle("cell", BODY, fontSize=9.5, leading=12.6, spaceAfter=0)
HEADER_CELL = ParagraphStyle("header cell", CELL, fontName=fonts.BOLD, textColor=palette.PAPER)
ALERT_WORD = ParagraphStyle("alert word", CELL, fontName=fonts.BOLD, fontSize=9, textColor=palette.PAPER)
CONTENTS = ParagraphStyle("contents", BODY, spaceAfter=0)
CONTENTS_SECTION = ParagraphStyle("contents section", CONTENTS, leftIndent=14)

TABLE = TableStyle(
    [
        ("BACKGROUND", (0, 0), (-1, 0), palette.ACCENT),
        ("ROWBACKGROUNDS", (0, 1), (-1, -1), [palette.PAPER, palette.SOFT]),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, palette.RULE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5.4),
    ]
)


def alert(colour: Color) -> TableStyle:
    """Return the style of a safety box: the signal word on its colour, the instruction beside it."""
    return TableStyle(
        [
            ("BACKGROUND", (0, 0), (0, 0), colour),
            ("BOX", (0, 0), (-1, -1), 0.9, colour),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("TOPPADDING", (0, 0), (-1, -1), 5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
            ("LEFTPADDING", (0, 0), (-1, -1), 8),
        ]
    )
