"""The pump's curve: head over flow, with the duty point."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from setup.samples import palette
from setup.samples.manual.figures.pen import HEAVY, NORMAL, THIN, Pen, Point

HEAD = ((0, 31), (10, 30.5), (20, 29), (30, 27), (40, 24), (50, 19))  # m³/h, metres: the table beside it says the same
DUTY = (40, 24)
LEFT, BOTTOM, RIGHT, TOP = 46, 34, 20, 14
FLOW_END, HEAD_END = 55, 35


def head_curve(canvas: Canvas, width: float, height: float) -> None:
    """Draw the head curve with its grid and duty point."""
    pen = Pen(canvas)

    def place(flow: float, head: float) -> Point:
        across = LEFT + flow / FLOW_END * (width - LEFT - RIGHT)
        return across, BOTTOM + head / HEAD_END * (height - BOTTOM - TOP)

    for flow in range(0, FLOW_END + 1, 10):
        pen.style(THIN, palette.RULE)
        pen.lines(place(flow, 0), place(flow, HEAD_END))
        pen.text(place(flow, 0)[0], BOTTOM - 11, str(flow), 7.5, centre=True)
    for head in range(0, HEAD_END + 1, 5):
        pen.style(THIN, palette.RULE)
        pen.lines(place(0, head), place(FLOW_END, head))
        pen.text(LEFT - 16, place(0, head)[1] - 2.5, str(head))
    pen.style(NORMAL)
    pen.lines(place(0, HEAD_END), place(0, 0), place(FLOW_END, 0))
    pen.text(width / 2, 6, "Flow in m³/h", 8, bold=True, centre=True)
    _upright(canvas, "Head in m", 12, height / 2)
    _curve(pen, [place(*point) for point in HEAD])
    _duty(pen, place(*DUTY))


def _curve(pen: Pen, points: list[Point]) -> None:
    """Draw a smooth line through the points (Catmull–Rom, as Bézier pieces)."""
    pen.style(2.2, palette.ACCENT)
    path = pen.canvas.beginPath()
    path.moveTo(*points[0])
    padded = [points[0], *points, points[-1]]
    for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        first = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        second = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        path.curveTo(*first, *second, *end)
    pen.canvas.drawPath(path, stroke=1, fill=0)


def _duty(pen: Pen, at: Point) -> None:
    across, up = at
    pen.dashed((across, BOTTOM), (across, up), (LEFT, up))
    pen.style(HEAVY, palette.ACCENT_DEEP, palette.PAPER)
    pen.oval(across, up, 4, 4)
    pen.text(across - 22, up + 16, "Duty point: 40 m³/h at 24 m", 8, bold=True)


def _upright(canvas: Canvas, words: str, x: float, y: float) -> None:
    canvas.saveState()
    canvas.translate(x, y)
    canvas.rotate(90)
    Pen(canvas).text(0, 0, words, 8, bold=True, centre=True)
    canvas.restoreState()
