"""The discharge pressure gauge with its marked ranges."""

from __future__ import annotations

import math

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from setup.samples import palette
from setup.samples.manual.figures.pen import HEAVY, NORMAL, THIN, Pen, Point

FULL_SCALE = 6.0  # bar
START, SWEEP = 225.0, 270.0  # degrees: zero stands lower left
NORMAL_RANGE = (1.9, 2.5)
RELIEF = 4.5
SHOWN = 2.0


def pressure_gauge(canvas: Canvas, width: float, height: float) -> None:
    """Draw the dial, its ranges and what they mean."""
    pen = Pen(canvas)
    centre, radius = (width * 0.28, height * 0.53), height * 0.4
    _case(pen, centre, radius)
    _range(pen, centre, radius * 0.86, NORMAL_RANGE, palette.ACCENT)
    _range(pen, centre, radius * 0.86, (RELIEF, FULL_SCALE), palette.SIGNAL["DANGER"])
    _scale(pen, centre, radius)
    _needle(pen, centre, radius)
    right = width * 0.56
    pen.note("Green, 1.9 to 2.5 bar: normal at rated flow", (right, height * 0.8), _at(centre, radius * 0.86, 2.45))
    pen.note("Red, from 4.5 bar: the relief valve lifts", (right, height * 0.52), _at(centre, radius * 0.86, 5))
    pen.note(
        "Pointer at 2.0 bar: diesel fuel at the duty point", (right, height * 0.26), _at(centre, -radius * 0.2, SHOWN)
    )


def _case(pen: Pen, centre: Point, radius: float) -> None:
    pen.style(NORMAL, fill=palette.METAL_DARK)
    pen.box(centre[0] - 9, centre[1] - radius - 18, 18, 24)
    pen.style(HEAVY, fill=palette.METAL_LIGHT)
    pen.oval(*centre, radius * 1.09, radius * 1.09)
    pen.style(NORMAL, fill=palette.PAPER)
    pen.oval(*centre, radius, radius)


def _angle(pressure: float) -> float:
    return START - SWEEP * pressure / FULL_SCALE


def _at(centre: Point, radius: float, pressure: float) -> Point:
    turn = math.radians(_angle(pressure))
    return centre[0] + radius * math.cos(turn), centre[1] + radius * math.sin(turn)


def _range(pen: Pen, centre: Point, radius: float, ends: tuple[float, float], colour: Color) -> None:
    pen.canvas.saveState()
    pen.canvas.setLineCap(0)
    pen.style(7, colour)
    box = (centre[0] - radius, centre[1] - radius, centre[0] + radius, centre[1] + radius)
    pen.canvas.arc(*box, _angle(ends[1]), _angle(ends[0]) - _angle(ends[1]))
    pen.canvas.restoreState()


def _scale(pen: Pen, centre: Point, radius: float) -> None:
    for step in range(31):
        pressure = step / 5
        whole = step % 5 == 0
        pen.style(NORMAL if whole else THIN)
        pen.lines(_at(centre, radius * (0.8 if whole else 0.87), pressure), _at(centre, radius * 0.94, pressure))
        if whole:
            across, up = _at(centre, radius * 0.67, pressure)
            pen.text(across, up - 3, f"{pressure:.0f}", 9, bold=True, centre=True)
    pen.text(centre[0], centre[1] - radius * 0.5, "bar", 8, centre=True)


def _needle(pen: Pen, centre: Point, radius: float) -> None:
    pen.style(2.4)
    pen.lines(_at(centre, -radius * 0.2, SHOWN), _at(centre, radius * 0.78, SHOWN))
    pen.style(NORMAL, fill=palette.INK)
    pen.oval(*centre, 5, 5)
