"""The report's two charts, drawn with reportlab and turned into pictures."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from setup.samples import fonts, palette
from setup.samples.manual.figures.pen import NORMAL, THIN, Pen

WIDTH, HEIGHT = 460, 210
DOTS_PER_POINT = 2.5
YEARS = ("2022", "2023", "2024")
USE = {
    "Ferries": (112.0, 115.5, 118.4),
    "Fishing boats": (61.0, 56.2, 51.3),
    "Emergency power": (14.5, 19.8, 26.7),
    "Vehicles, cranes": (18.2, 17.9, 17.6),
}
SHADES = (palette.METAL_DARK, palette.MUTED, palette.ACCENT)
RESERVE = (("A  Carry on", 9), ("B  Second pump and third tank", 21), ("C  Option B and an electric ferry", 21))
RESERVE_NEEDED = 21


def picture(draw: Callable[[Pen], None]) -> bytes:
    """Return a chart as PNG."""
    fonts.register()
    sheet = io.BytesIO()
    canvas = Canvas(sheet, pagesize=(WIDTH, HEIGHT), invariant=1)
    draw(Pen(canvas))
    canvas.save()
    with pypdfium2.PdfDocument(sheet.getvalue()) as document:
        image = document[0].render(scale=DOTS_PER_POINT).to_pil()
    target = io.BytesIO()
    image.convert("RGB").quantize(64).save(target, "PNG", optimize=True)
    return target.getvalue()


def use(pen: Pen) -> None:
    """Draw groups of bars: one group a use, one bar a year, in thousand litres."""
    left, bottom, scale = 36.0, 34.0, 1.32
    for mark in range(0, 121, 20):
        pen.style(THIN, palette.RULE)
        pen.lines((left, bottom + mark * scale), (WIDTH - 10, bottom + mark * scale))
        pen.text(left - 22, bottom + mark * scale - 3, f"{mark:>3}", 8.5)
    for group, (name, amounts) in enumerate(USE.items()):
        start = left + 14 + group * 102
        pen.text(start + 39, 18, name, 9, centre=True)
        for bar, amount in enumerate(amounts):
            pen.style(NORMAL, SHADES[bar], SHADES[bar])
            pen.box(start + bar * 26, bottom, 24, amount * scale)
            pen.text(start + bar * 26 + 12, bottom + amount * scale + 4, f"{amount:.1f}", 7.5, centre=True)
    _legend(pen)


def _legend(pen: Pen) -> None:
    for number, year in enumerate(YEARS):
        x = WIDTH - 160 + number * 50
        pen.style(NORMAL, SHADES[number], SHADES[number])
        pen.box(x, HEIGHT - 16, 9, 9)
        pen.text(x + 13, HEIGHT - 15, year, 9)


def reserve(pen: Pen) -> None:
    """Draw one bar an option, in days, and the line of the target."""
    left, scale = 170.0, 11.0
    for number, (name, days) in enumerate(RESERVE):
        y = HEIGHT - 62 - number * 52
        colour = palette.ACCENT if days >= RESERVE_NEEDED else palette.SIGNAL["WARNING"]
        pen.text(8, y + 10, name, 9.5)
        pen.style(NORMAL, colour, colour)
        pen.box(left, y, days * scale, 28, 2)
        pen.text(left + days * scale + 6, y + 10, f"{days} days", 9.5, bold=True)
    pen.dashed((left + RESERVE_NEEDED * scale, 14), (left + RESERVE_NEEDED * scale, HEIGHT - 18))
    pen.text(left + RESERVE_NEEDED * scale - 52, HEIGHT - 12, "Target: 21 days", 9, bold=True)
