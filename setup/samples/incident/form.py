"""Draws the filled-in form as it lay on the scanner's glass."""

from __future__ import annotations

import io
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from setup.samples import fonts

LEFT, WIDTH, TOP = 20 * mm, 170 * mm, 245 * mm
NAME_SIZE, TYPED_SIZE, TYPED_LEADING = 7.5, 11.5, 15.5
INK, RIBBON, STAMP, PEN_BLUE = HexColor("#222222"), HexColor("#1A1A1A"), HexColor("#707070"), HexColor("#333333")

Form = dict[str, Any]


def form_pdf(form: Form) -> bytes:
    """Return the form as a one-page PDF with real text: the original that the scan is taken from."""
    fonts.register()
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    _head(canvas, form)
    top = TOP
    for row in form["row"]:
        top = _row(canvas, row, top)
    _stamp(canvas, form["stamp"])
    canvas.save()
    return target.getvalue()


def _head(canvas: Canvas, form: Form) -> None:
    canvas.setFillColor(INK)
    canvas.setFont(fonts.BOLD, 11)
    canvas.drawString(LEFT, 273 * mm, form["office"])
    canvas.drawRightString(LEFT + WIDTH, 273 * mm, form["form"])
    canvas.setFont(fonts.BOLD, 22)
    canvas.drawString(LEFT, 258 * mm, form["title"])
    canvas.setFont(fonts.REGULAR, 8.5)
    canvas.drawString(LEFT, 250 * mm, form["note"])


def _row(canvas: Canvas, row: Form, top: float) -> float:
    """Draw one row of fields below `top` and return where the next begins."""
    height = row["lines"] * TYPED_LEADING + 18
    left = LEFT
    for field in row["fields"]:
        width = field["width"] * WIDTH
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.9)
        canvas.rect(left, top - height, width, height)
        canvas.setFillColor(INK)
        canvas.setFont(fonts.REGULAR, NAME_SIZE)
        canvas.drawString(left + 5, top - 10, field["name"])
        _typed(canvas, field["typed"], left + 8, top - 25)
        if field.get("signature"):
            _signature(canvas, left + 30, top - height + 14)
        left += width
    return float(top - height)


def _typed(canvas: Canvas, words: str, left: float, top: float) -> None:
    canvas.setFillColor(RIBBON)
    canvas.setFont(fonts.TYPEWRITER, TYPED_SIZE)
    for number, line in enumerate(words.strip().splitlines()):
        canvas.drawString(left, top - number * TYPED_LEADING, line)


def _signature(canvas: Canvas, x: float, y: float) -> None:
    """Draw a stroke of the pen that nobody can read."""
    canvas.setStrokeColor(PEN_BLUE)
    canvas.setLineWidth(1.4)
    path = canvas.beginPath()
    path.moveTo(x, y)
    path.curveTo(x + 8, y + 34, x + 20, y + 30, x + 18, y + 6)
    path.curveTo(x + 17, y - 6, x + 30, y + 16, x + 36, y + 8)
    path.curveTo(x + 42, y, x + 48, y + 18, x + 56, y + 8)
    path.curveTo(x + 66, y - 4, x + 90, y + 22, x + 128, y + 12)
    canvas.drawPath(path)


def _stamp(canvas: Canvas, lines: list[str]) -> None:
    canvas.saveState()
    canvas.translate(LEFT + WIDTH - 176, 252 * mm)
    canvas.rotate(7)
    canvas.setStrokeColor(STAMP)
    canvas.setFillColor(STAMP)
    canvas.setLineWidth(1.8)
    canvas.roundRect(0, 0, 112, 48, 6)
    for number, line in enumerate(lines):
        canvas.setFont(fonts.BOLD, 12 if number == 1 else 9)
        canvas.drawCentredString(56, 33 - number * 13.5, line)
    canvas.restoreState()
