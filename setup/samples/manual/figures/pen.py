"""A pen for technical drawings on a reportlab canvas: lines, cylinders, balloons, arrows and dimensions, in points."""

from __future__ import annotations

import math
from collections.abc import Sequence

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from setup.samples import fonts, palette

THIN = 0.5
NORMAL = 0.9
HEAVY = 1.4

Point = tuple[float, float]


class Pen:
    """Draws on one canvas."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        canvas.setLineCap(1)
        canvas.setLineJoin(1)

    def style(self, width: float = NORMAL, stroke: Color = palette.INK, fill: Color = palette.PAPER) -> None:
        """Choose line width and colours for what follows."""
        self.canvas.setLineWidth(width)
        self.canvas.setStrokeColor(stroke)
        self.canvas.setFillColor(fill)

    def lines(self, *points: Point, close: bool = False, fill: bool = False) -> None:
        """Draw a line through points."""
        path = self.canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        if close:
            path.close()
        self.canvas.drawPath(path, stroke=1, fill=int(fill))

    def box(self, x: float, y: float, width: float, height: float, radius: float = 0, fill: bool = True) -> None:
        """Draw a rectangle by its lower left corner."""
        self.canvas.roundRect(x, y, width, height, radius, stroke=1, fill=int(fill))

    def oval(self, x: float, y: float, across: float, up: float, fill: bool = True) -> None:
        """Draw an ellipse by its centre and half axes."""
        self.canvas.ellipse(x - across, y - up, x + across, y + up, stroke=1, fill=int(fill))

    def cylinder(self, x: float, y: float, length: float, radius: float, squash: float = 0.3) -> None:
        """Draw a lying cylinder seen from the left, its left face centred on (x, y)."""
        across = radius * squash
        path = self.canvas.beginPath()
        path.moveTo(x, y + radius)
        path.lineTo(x + length, y + radius)
        path.arcTo(x + length - across, y - radius, x + length + across, y + radius, 90, -180)
        path.lineTo(x, y - radius)
        path.close()
        self._shade(path, y - radius, y + radius)
        self.canvas.drawPath(path, stroke=1, fill=0)
        self.canvas.setFillColor(palette.METAL_LIGHT)
        self.oval(x, y, across, radius)

    def _shade(self, path: object, bottom: float, top: float) -> None:
        self.canvas.saveState()
        self.canvas.clipPath(path, stroke=0, fill=0)
        colours = (palette.METAL_DARK, palette.METAL_LIGHT, palette.METAL_DARK)
        self.canvas.linearGradient(0, bottom, 0, top, colours, (0, 0.68, 1), extend=True)
        self.canvas.restoreState()

    def dashed(self, *points: Point) -> None:
        """Draw a centre line."""
        self.canvas.saveState()
        self.canvas.setDash(6, 2.5)
        self.style(THIN, palette.MUTED)
        self.lines(*points)
        self.canvas.restoreState()

    def text(self, x: float, y: float, text: str, size: float = 7.5, bold: bool = False, centre: bool = False) -> None:
        """Write one line of text at its baseline."""
        self.canvas.setFillColor(palette.INK)
        self.canvas.setFont(fonts.BOLD if bold else fonts.REGULAR, size)
        (self.canvas.drawCentredString if centre else self.canvas.drawString)(x, y, text)

    def balloon(self, number: str, at: Point, target: Point) -> None:
        """Draw a numbered circle with a leader line that ends in a dot on its part."""
        self.style(THIN, palette.ACCENT_DEEP, palette.ACCENT_DEEP)
        self.lines(at, target)
        self.oval(*target, 1.3, 1.3)
        self.style(NORMAL, palette.ACCENT_DEEP, palette.PAPER)
        self.oval(*at, 8, 8)
        self.text(at[0], at[1] - 2.7, number, 7.5, bold=True, centre=True)

    def note(self, words: str, at: Point, target: Point) -> None:
        """Write words beside a leader line that ends in a dot on what they name; the line starts on the nearer side."""
        self.style(THIN, palette.ACCENT_DEEP, palette.ACCENT_DEEP)
        width = self.canvas.stringWidth(words, fonts.REGULAR, 7.5)
        start = at[0] + width + 2 if target[0] > at[0] + width else at[0] - 2
        self.lines((start, at[1] + 2.5), target)
        self.oval(*target, 1.3, 1.3)
        self.text(*at, words)

    def arrow(self, start: Point, end: Point, size: float = 5) -> None:
        """Draw a line that ends in a filled head."""
        angle = math.atan2(end[1] - start[1], end[0] - start[0])
        self.lines(start, end)
        wings = [
            (end[0] - size * math.cos(angle + turn), end[1] - size * math.sin(angle + turn)) for turn in (-0.4, 0.4)
        ]
        self.canvas.setFillColor(palette.INK)
        self.lines(end, *wings, close=True, fill=True)

    def dimension(self, start: Point, end: Point, words: str) -> None:
        """Draw a horizontal or upright dimension line with its measure."""
        self.style(THIN)
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        self.arrow(middle, start, 4)
        self.arrow(middle, end, 4)
        upright = start[0] == end[0]
        self.text(middle[0] + (4 if upright else 0), middle[1] + (-2.5 if upright else 3), words, 7, centre=not upright)

    def hatch(self, x: float, y: float, width: float, height: float, step: float = 4) -> None:
        """Draw a cut surface: a box filled with slanting lines."""
        self.canvas.saveState()
        path = self.canvas.beginPath()
        path.rect(x, y, width, height)
        self.canvas.clipPath(path, stroke=0, fill=0)
        self.style(0.35, palette.MUTED)
        for offset in _steps(-height, width, step):
            self.lines((x + offset, y), (x + offset + height, y + height))
        self.canvas.restoreState()
        self.style(NORMAL)
        self.box(x, y, width, height, fill=False)


def _steps(start: float, end: float, step: float) -> Sequence[float]:
    return [start + step * number for number in range(int((end - start) / step) + 1)]
