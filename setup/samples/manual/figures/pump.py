"""The pump unit in oblique view, assembled or drawn apart along its shaft."""

from __future__ import annotations

import math
from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas

from setup.samples import palette
from setup.samples.manual.figures.pen import HEAVY, NORMAL, THIN, Pen, Point

TILT = 9.0  # degrees by which the shaft rises to the right

# Part, its position along the shaft when assembled, and drawn apart (points from the casing's face).
PLACES = {
    "casing": (0, 0),
    "gasket": (30, 72),
    "nut": (6, 98),
    "impeller": (8, 118),
    "wear ring": (10, 152),
    "seal": (10, 178),
    "seal cover": (34, 212),
    "bearing frame": (44, 244),
    "shaft": (60, 330),
    "coupling": (112, 382),
    "motor": (134, 424),
}
BALLOONS = {
    "1": ("casing", 22, -74),
    "2": ("gasket", 2, -66),
    "4": ("nut", 4, 60),
    "3": ("impeller", 8, -74),
    "5": ("wear ring", 4, 60),
    "6": ("seal", 8, -58),
    "7": ("seal cover", 3, 64),
    "8": ("bearing frame", 40, 62),
    "9": ("shaft", 26, -48),
    "12": ("coupling", 14, 50),
    "14": ("motor", 52, 74),
}


def cover(canvas: Canvas, width: float, height: float) -> None:
    """Draw the assembled unit, large, for the cover."""
    canvas.saveState()
    canvas.translate(width * 0.1, height * 0.4)
    canvas.scale(width / 300, width / 300)
    _unit(canvas, column=0)
    canvas.restoreState()


def exploded(canvas: Canvas, width: float, height: float) -> None:
    """Draw the unit apart along its shaft, with balloons that carry the positions of the parts list."""
    scale = width / 600
    canvas.saveState()
    canvas.translate(38 * scale, height * 0.37)
    canvas.scale(scale, scale)
    _unit(canvas, column=1)
    pen = Pen(canvas)
    for number, (part, along, above) in BALLOONS.items():
        target = _on_shaft(PLACES[part][1] + along, math.copysign(_edge(part), above))
        pen.balloon(number, _on_shaft(PLACES[part][1] + along + 8, above), target)
    canvas.restoreState()


def _edge(part: str) -> float:
    return {"nut": 6, "seal": 12, "shaft": 4, "coupling": 16, "bearing frame": 24, "motor": 34}.get(part, 26)


def _on_shaft(along: float, above: float) -> Point:
    angle = math.radians(TILT)
    return along * math.cos(angle), along * math.sin(angle) + above


def _unit(canvas: Canvas, column: int) -> None:
    """Draw the parts from the back to the front: column 0 assembled on the base plate, 1 apart."""
    canvas.saveState()
    canvas.rotate(TILT)
    pen = Pen(canvas)
    if column:
        pen.dashed((-30, 0), (560, 0))
    else:
        pen.style(NORMAL, fill=palette.METAL_DARK)
        pen.box(52, -76, 196, 10, 1.5)
    for part in reversed(PLACES):
        canvas.saveState()
        canvas.translate(PLACES[part][column], 0)
        pen.style(NORMAL)
        PARTS[part](pen)
        canvas.restoreState()
    canvas.restoreState()


def _casing(pen: Pen) -> None:
    pen.box(12, 40, 20, 34)
    pen.oval(22, 74, 19, 6)
    pen.oval(22, 76.5, 19, 6)
    pen.oval(22, 76.5, 9, 3)
    pen.cylinder(0, 0, 36, 50)
    for angle in range(0, 360, 45):
        turn = math.radians(angle + 22)
        pen.oval(13 * math.cos(turn), 43 * math.sin(turn), 1.4, 3)
    pen.cylinder(-14, 0, 14, 26)
    pen.style(NORMAL, fill=palette.METAL_DARK)
    pen.oval(-14, 0, 4.6, 15)


def _ring(outer: float, inner: float, thickness: float) -> Callable[[Pen], None]:
    def draw(pen: Pen) -> None:
        pen.cylinder(0, 0, thickness, outer)
        pen.canvas.setFillColor(palette.PAPER)
        pen.oval(0, 0, inner * 0.3, inner)

    return draw


def _nut(pen: Pen) -> None:
    pen.cylinder(0, 0, 9, 7)
    pen.style(THIN)
    pen.lines((0, 3), (9, 3))
    pen.lines((0, -3), (9, -3))


def _impeller(pen: Pen) -> None:
    pen.cylinder(0, 0, 9, 38)
    for angle in range(0, 360, 60):
        path = pen.canvas.beginPath()
        start, end = math.radians(angle), math.radians(angle + 75)
        path.moveTo(0.3 * 10 * math.cos(start), 10 * math.sin(start))
        bend = 0.3 * 30 * math.cos(start + 0.35), 30 * math.sin(start + 0.35)
        path.curveTo(*bend, *bend, 0.3 * 36 * math.cos(end), 36 * math.sin(end))
        pen.canvas.drawPath(path, stroke=1, fill=0)
    pen.cylinder(-4, 0, 5, 9)


def _seal(pen: Pen) -> None:
    for place, radius in ((15, 15), (10, 12), (5, 14), (0, 11)):
        pen.canvas.saveState()
        pen.canvas.translate(place, 0)
        _ring(radius, 6, 3)(pen)
        pen.canvas.restoreState()


def _seal_cover(pen: Pen) -> None:
    _ring(32, 9, 7)(pen)
    for angle in (45, 135, 225, 315):
        turn = math.radians(angle)
        pen.oval(0.3 * 25 * math.cos(turn), 25 * math.sin(turn), 1, 2.6)


def _bearing_frame(pen: Pen) -> None:
    pen.box(34, -62, 26, 44)
    pen.box(26, -66, 42, 6)
    pen.cylinder(6, 0, 62, 26)
    pen.cylinder(0, 0, 8, 36)
    pen.style(NORMAL, fill=palette.ACCENT_SOFT)
    pen.oval(42, 0, 6, 6)
    pen.lines((36.5, -1.5), (47.5, -1.5))
    pen.style(NORMAL, fill=palette.METAL_DARK)
    pen.oval(0, 0, 2.8, 9)


def _shaft(pen: Pen) -> None:
    pen.cylinder(0, 0, 46, 5)
    pen.style(THIN)
    pen.lines((32, 1.5), (42, 1.5))
    pen.lines((32, -1.5), (42, -1.5))


def _coupling(pen: Pen) -> None:
    pen.cylinder(14, 0, 10, 17)
    pen.style(NORMAL, fill=palette.ACCENT_SOFT)
    pen.oval(12, 0, 5, 16)
    pen.cylinder(0, 0, 10, 17)
    pen.style(NORMAL, fill=palette.METAL_DARK)
    pen.oval(0, 0, 1.8, 6)


def _motor(pen: Pen) -> None:
    pen.box(24, -62, 60, 30)
    pen.box(16, -66, 76, 6)
    pen.cylinder(0, 0, 104, 40)
    pen.style(THIN)
    for height in range(-30, 36, 6):
        pen.lines((math.sqrt(1 - (height / 40) ** 2) * 12 + 2, height), (96, height))
    pen.style(NORMAL)
    pen.box(30, 34, 40, 20, 2)
    pen.lines((30, 49), (70, 49))
    pen.style(HEAVY)
    pen.cylinder(-8, 0, 10, 6)


PARTS: dict[str, Callable[[Pen], None]] = {
    "casing": _casing,
    "gasket": _ring(42, 34, 2),
    "nut": _nut,
    "impeller": _impeller,
    "wear ring": _ring(26, 20, 6),
    "seal": _seal,
    "seal cover": _seal_cover,
    "bearing frame": _bearing_frame,
    "shaft": _shaft,
    "coupling": _coupling,
    "motor": _motor,
}
