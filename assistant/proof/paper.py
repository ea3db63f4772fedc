"""The report as a PDF of a few pages that can be printed and signed by hand."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from assistant import places

_PLAIN, _BOLD = "Inter", "Inter-SemiBold"
_TEXT = ParagraphStyle("text", fontName=_PLAIN, fontSize=8.5, leading=12, splitLongWords=1)
_FINE = ParagraphStyle("fine", parent=_TEXT, fontSize=7.5)
_HEADING = ParagraphStyle("heading", parent=_TEXT, fontName=_BOLD, fontSize=11, leading=18, spaceBefore=8)
_TITLE = ParagraphStyle("title", parent=_TEXT, fontName=_BOLD, fontSize=17, leading=24)
_WORDS = {True: "holds", False: "DOES NOT HOLD", None: "not looked at"}
_LINES = [("LINEBELOW", (0, 0), (-1, -1), 0.25, colors.lightgrey), ("VALIGN", (0, 0), (-1, -1), "TOP")]


def to_pdf(report: dict[str, Any], digest: str, fingerprint: str) -> bytes:
    """Return the PDF of a report.

    Args:
        report: Its body.
        digest: SHA-256 of the body's canonical bytes, which ties the paper to the file.
        fingerprint: Of the key that signed it.
    """
    _register_fonts()
    target = io.BytesIO()
    document = SimpleDocTemplate(
        target, pagesize=A4, title=report["title"], author="Haversack",
        leftMargin=20 * mm, rightMargin=20 * mm, topMargin=18 * mm, bottomMargin=18 * mm,
    )  # fmt: skip
    document.build([*_front(report), *_evidence(report), *_end(report, digest, fingerprint)])
    return target.getvalue()


def _register_fonts() -> None:
    for name in (_PLAIN, _BOLD):
        file = "Inter-Regular.ttf" if name == _PLAIN else "Inter-SemiBold.ttf"
        pdfmetrics.registerFont(TTFont(name, str(places.resource("fonts", file))))


def _front(report: dict[str, Any]) -> list[Flowable]:
    verdict = (
        "All claims below that could be looked at hold." if report["proved"] else "Not proved: see the claims below."
    )
    claims = [[claim["sentence"], _WORDS[claim["holds"]], claim["evidence"]] for claim in report["claims"]]
    return [
        _paragraph(report["title"], _TITLE),
        _paragraph(f"Haversack {report['versions']['haversack']} on {report['versions']['machine']}, {report['made']}"),
        _paragraph(verdict, _HEADING),
        _table(claims, (78, 24, 68)),
    ]


def _evidence(report: dict[str, Any]) -> list[Flowable]:
    steps = [[step["name"], "done" if step["code"] == 0 else f"exit code {step['code']}", f"{step['seconds']:.1f} s"]
             for step in report["steps"]]  # fmt: skip
    listeners = [[f"{one['protocol']} {one['address']}:{one['port']}", one["program"]] for one in report["listeners"]]
    return [
        _paragraph("The journey", _HEADING),
        _table(steps, (78, 46, 46)),
        _paragraph("Listeners seen", _HEADING),
        _table(listeners, (60, 110)),
        _paragraph("Programs that ran", _HEADING),
        *[_paragraph(program) for program in report["programs"]],
        _paragraph("Versions", _HEADING),
        _table([list(version) for version in report["versions"].items()], (60, 110)),
        _paragraph("SHA-256 of what ran", _HEADING),
        _table([list(checksum) for checksum in report["hashes"].items()], (52, 118), _FINE),
    ]


def _end(report: dict[str, Any], digest: str, fingerprint: str) -> list[Flowable]:
    return [
        _paragraph("What this shows", _HEADING),
        *[_paragraph(f"• {sentence}") for sentence in report["proves"]],
        _paragraph("What this does not show", _HEADING),
        *[_paragraph(f"• {sentence}") for sentence in report["proves_not"]],
        _paragraph("Signature", _HEADING),
        _paragraph(f"SHA-256 of the signed report: {digest}"),
        _paragraph(f"Fingerprint of the key: {fingerprint}"),
        _paragraph(report["signature_means"]),
        Spacer(1, 16 * mm),
        _paragraph("Name, date and signature of the officer: ______________________________________________"),
    ]


def _paragraph(text: str, style: ParagraphStyle = _TEXT) -> Paragraph:
    return Paragraph(escape(str(text)), style)


def _table(rows: Sequence[Sequence[str]], widths: Sequence[int], style: ParagraphStyle = _TEXT) -> Flowable:
    if not rows:
        return _paragraph("none")
    cells = [[_paragraph(cell, style) for cell in row] for row in rows]
    return Table(cells, colWidths=[width * mm for width in widths], style=_LINES)
