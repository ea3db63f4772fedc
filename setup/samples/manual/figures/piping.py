"""How the pump stands between tank and pipe: a side view."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from setup.samples import palette
from setup.samples.manual.figures.pen import HEAVY, NORMAL, THIN, Pen


def installation(canvas: Canvas, width: float, height: float) -> None:
    """Draw tank, suction line, pump unit on its foundation, and discharge line."""
    pen = Pen(canvas)
    canvas.saveState()
    canvas.translate(0, (height - 246 * width / 470) / 2)
    canvas.scale(width / 470, width / 470)
    ground = 46
    _ground(pen, ground)
    _tank(pen, ground)
    _suction(pen, ground)
    _discharge(pen, ground)
    _pump(pen, ground)
    pen.dimension((70, 29), (70, ground + 68), "max.")
    pen.text(74, 60, "4.5 m", 7)
    pen.dimension((120, ground + 88), (226, ground + 88), "straight run ≥ 325 mm")
    _names(pen, ground)
    canvas.restoreState()


def _ground(pen: Pen, ground: float) -> None:
    pen.hatch(200, ground - 14, 220, 14, 6)
    pen.style(HEAVY)
    pen.lines((110, ground), (450, ground))


def _tank(pen: Pen, ground: float) -> None:
    pen.style(NORMAL, fill=palette.PAPER)
    pen.box(14, 2, 92, ground + 40, 3)
    pen.style(THIN, palette.ACCENT, palette.ACCENT_SOFT)
    pen.canvas.rect(14.6, 2.6, 90.8, 26, stroke=0, fill=1)
    pen.lines((15, 28.6), (105, 28.6))


def _pipe(pen: Pen, *points: tuple[float, float]) -> None:
    """Draw a pipe as two parallel lines along its middle line."""
    pen.style(9)
    pen.canvas.setLineJoin(0)
    pen.lines(*points)
    pen.style(7, palette.PAPER)
    pen.lines(*points)


def _suction(pen: Pen, ground: float) -> None:
    _pipe(pen, (52, 16), (52, ground + 74), (236, ground + 74))
    pen.style(NORMAL, fill=palette.METAL_DARK)
    pen.box(45, 7, 14, 13, 2)
    pen.style(NORMAL, fill=palette.METAL_LIGHT)
    pen.lines((140, ground + 68), (166, ground + 68), (160, ground + 52), (146, ground + 52), close=True, fill=True)
    pen.box(138, ground + 67, 30, 14, 2)


def _discharge(pen: Pen, ground: float) -> None:
    _pipe(pen, (252, ground + 92), (252, ground + 170), (440, ground + 170))
    _valve(pen, 330, ground + 170)
    pen.style(NORMAL, fill=palette.METAL_LIGHT)
    pen.box(280, ground + 162, 24, 16, 2)
    pen.style(THIN)
    pen.lines((284, ground + 166), (300, ground + 174))
    pen.style(NORMAL)
    pen.lines((252, ground + 130), (274, ground + 130))
    pen.oval(284, ground + 130, 10, 10)
    pen.lines((284, ground + 130), (289, ground + 136))


def _valve(pen: Pen, x: float, y: float) -> None:
    pen.style(NORMAL, fill=palette.PAPER)
    pen.lines((x - 14, y + 9), (x + 14, y - 9), (x + 14, y + 9), (x - 14, y - 9), close=True, fill=True)
    pen.lines((x, y), (x, y + 18))
    pen.lines((x - 9, y + 18), (x + 9, y + 18))


def _pump(pen: Pen, ground: float) -> None:
    """Draw the unit from the side: casing, frame, coupling guard, motor, base plate."""
    pen.style(NORMAL, fill=palette.METAL_DARK)
    pen.box(222, ground, 190, 9, 1)
    pen.style(NORMAL, fill=palette.METAL_LIGHT)
    pen.box(226, ground + 64, 8, 20)
    pen.box(234, ground + 44, 34, 60, 5)
    pen.box(244, ground + 102, 16, 7)
    pen.box(268, ground + 56, 44, 36, 2)
    pen.box(280, ground + 9, 20, 47)
    pen.style(NORMAL, fill=palette.ACCENT_SOFT)
    pen.box(312, ground + 58, 26, 32, 4)
    pen.style(NORMAL, fill=palette.METAL_LIGHT)
    pen.box(338, ground + 42, 70, 64, 6)
    pen.box(350, ground + 9, 46, 33)
    pen.box(356, ground + 106, 30, 13, 2)
    pen.style(THIN)
    for line in range(7):
        pen.lines((346, ground + 50 + 8 * line), (400, ground + 50 + 8 * line))


def _names(pen: Pen, ground: float) -> None:
    pen.note("Foot valve", (112, 8), (58, 13))
    pen.note("Suction strainer", (112, ground + 32), (150, ground + 56))
    pen.note("Check valve", (226, ground + 190), (286, ground + 175))
    pen.note("Discharge valve", (352, ground + 190), (336, ground + 187))
    pen.note("Pressure gauge", (304, ground + 136), (290, ground + 131))
    pen.note("Coupling guard", (340, ground + 124), (326, ground + 84))
