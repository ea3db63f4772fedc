"""A cut through the mechanical seal: the upper half above the shaft."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from setup.samples import palette
from setup.samples.manual.figures.pen import NORMAL, THIN, Pen


def seal_section(canvas: Canvas, width: float, height: float) -> None:
    """Draw shaft, sleeve, faces, spring, O-rings and cover, named."""
    pen = Pen(canvas)
    left, axis = width * 0.12, height * 0.14
    _shaft(pen, left, axis, width * 0.6)
    _stationary(pen, left + 150, axis + 40)
    _rotating(pen, left + 40, axis + 40)
    pen.dashed((left - 20, axis), (left + width * 0.6 + 20, axis))
    _names(pen, left, axis, width)


def _shaft(pen: Pen, left: float, axis: float, length: float) -> None:
    pen.style(NORMAL, fill=palette.METAL_LIGHT)
    pen.box(left, axis, length, 32)
    pen.style(NORMAL, fill=palette.METAL_DARK)
    pen.box(left + 20, axis + 32, 180, 8)


def _rotating(pen: Pen, x: float, y: float) -> None:
    """Draw the collar, its spring and the carbon face they press to the right."""
    pen.style(NORMAL, fill=palette.METAL_LIGHT)
    pen.box(x - 10, y, 16, 30)
    pen.style(1.2)
    zigzag = [(x + 6 + 5 * step, y + (24 if step % 2 else 8)) for step in range(12)]
    pen.lines((x + 6, y + 16), *zigzag[1:-1], (x + 61, y + 16))
    pen.style(NORMAL, fill=palette.METAL_LIGHT)
    pen.box(x + 61, y, 14, 36)
    pen.style(NORMAL, fill=palette.MUTED)
    pen.box(x + 75, y + 3, 22, 26)
    pen.style(NORMAL, fill=palette.INK)
    pen.oval(x + 68, y + 4.5, 4, 4)


def _stationary(pen: Pen, x: float, y: float) -> None:
    """Draw the ceramic seat in its cover."""
    pen.hatch(x, y + 40, 46, 42)
    pen.hatch(x + 24, y + 8, 22, 34)
    pen.style(NORMAL, fill=palette.ACCENT_SOFT)
    pen.box(x - 12, y + 3, 36, 36)
    pen.style(NORMAL, fill=palette.INK)
    pen.oval(x + 8, y + 40, 4, 4)
    pen.style(THIN)


def _names(pen: Pen, left: float, axis: float, width: float) -> None:
    column = width * 0.66
    top = axis + 118
    pen.note("A  Seal cover, KP40-060", (column, top), (left + 188, axis + 110))
    pen.note("B  O-ring of the seat", (column, top - 20), (left + 158, axis + 80))
    pen.note("C  Stationary seat, ceramic", (column, top - 40), (left + 168, axis + 66))
    pen.note("D  Rotating face, carbon", (left - 40, top + 8), (left + 126, axis + 60))
    pen.note("E  Spring", (left - 40, top - 10), (left + 78, axis + 60))
    pen.note("F  Collar", (left - 40, top - 28), (left + 36, axis + 64))
    pen.note("G  Shaft sleeve", (column, top - 62), (left + 192, axis + 36))
    pen.note("H  Shaft", (column, top - 84), (left + 230, axis + 16))
