"""The circuit diagram: main circuit on the left, control circuit on the right."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from setup.samples import palette
from setup.samples.manual.figures.pen import HEAVY, NORMAL, Pen

PHASES = ("L1", "L2", "L3")
FIRST, GAP = 60, 26  # where the first phase stands, and the distance between two


def circuit(canvas: Canvas, width: float, height: float) -> None:
    """Draw both circuits, scaled to the box."""
    pen = Pen(canvas)
    canvas.saveState()
    canvas.scale(width / 470, height / 300)
    _main(pen)
    _control(pen)
    canvas.restoreState()


def _main(pen: Pen) -> None:
    for number, name in enumerate(PHASES):
        x = FIRST + GAP * number
        pen.text(x, 289, name, 8, bold=True, centre=True)
        _phase(pen, x)
    _linked(pen, 256, "Q1")
    _linked(pen, 176, "K1")
    pen.text(FIRST - 40, 214, "F1", 8, bold=True)
    pen.text(FIRST - 40, 132, "F2", 8, bold=True)
    _motor(pen)
    _earth(pen)


def _phase(pen: Pen, x: float) -> None:
    """Draw one phase from the supply to the motor: isolator, fuse, contactor, overload relay."""
    pen.style(NORMAL)
    pen.lines((x, 284), (x, 264))
    _contact(pen, x, 248)
    pen.lines((x, 248), (x, 228))
    pen.box(x - 5, 206, 10, 22)
    pen.lines((x, 228), (x, 184))
    _contact(pen, x, 168)
    pen.lines((x, 168), (x, 146))
    pen.box(x - 9, 124, 18, 22)
    pen.lines((x - 4, 130), (x - 4, 135), (x + 4, 135), (x + 4, 140), (x - 4, 140))
    pen.lines((x, 124), (x, 96))


def _contact(pen: Pen, x: float, y: float) -> None:
    """Draw an open contact between y and y + 16."""
    pen.lines((x, y), (x - 8, y + 15))
    pen.oval(x, y + 16, 1.4, 1.4)


def _linked(pen: Pen, y: float, name: str) -> None:
    pen.canvas.saveState()
    pen.canvas.setDash(3, 2)
    pen.style(0.6)
    pen.lines((FIRST - 22, y), (FIRST + 2 * GAP - 5, y))
    pen.canvas.restoreState()
    pen.text(FIRST - 40, y - 3, name, 8, bold=True)


def _motor(pen: Pen) -> None:
    middle = FIRST + GAP
    pen.style(HEAVY)
    pen.oval(middle, 68, 34, 34)
    pen.text(middle, 68, "M1", 12, bold=True, centre=True)
    pen.text(middle, 54, "3 ~  5.5 kW", 7.5, centre=True)
    for number, name in enumerate(("U", "V", "W")):
        pen.text(FIRST + GAP * number + 4, 103, name, 6.5)


def _earth(pen: Pen) -> None:
    x = FIRST + 3 * GAP
    pen.text(x, 289, "PE", 8, bold=True, centre=True)
    pen.canvas.saveState()
    pen.style(NORMAL, palette.ACCENT)
    pen.canvas.setDash(7, 3)
    pen.lines((x, 284), (x, 68), (FIRST + GAP + 34, 68))
    pen.canvas.restoreState()


def _control(pen: Pen) -> None:
    """Draw the 24 V rung: fuse, stop, start with its holding contact, dry-run switch, coil."""
    left, right, y = 210, 452, 168
    pen.style(HEAVY)
    pen.lines((left, 284), (left, 60))
    pen.lines((right, 284), (right, 60))
    pen.text(left, 289, "+24 V", 8, bold=True, centre=True)
    pen.text(right, 289, "0 V", 8, bold=True, centre=True)
    pen.style(NORMAL)
    pen.lines((left, y), (right, y))
    _rung(pen, y)
    pen.style(NORMAL)
    pen.lines((left, 96), (404, 96))
    pen.lines((404, 96), (right, 96))
    _opener(pen, 262, 96, "F2", "overload trips")
    pen.oval(404, 96, 10, 10)
    pen.lines((397, 89), (411, 103))
    pen.lines((397, 103), (411, 89))
    _label(pen, 404, 96, "H1", "fault lamp", 18)


def _rung(pen: Pen, y: float) -> None:
    pen.box(222, y - 4.5, 22, 9)
    _label(pen, 233, y, "F3", "2 A")
    _closer(pen, 268, y, "S0", "stop")
    _closer(pen, 312, y, "S1", "start")
    pen.style(NORMAL)
    pen.lines((294, y), (294, y + 46), (336, y + 46), (336, y))
    _closer(pen, 314, y + 46, "K1", "holds")
    _closer(pen, 362, y, "B1", "dry run")
    pen.style(NORMAL)
    pen.box(396, y - 9, 28, 18)
    _label(pen, 410, y, "K1", "coil", 17)


def _closer(pen: Pen, x: float, y: float, name: str, words: str) -> None:
    """Interrupt a wire by a contact, and name it."""
    pen.style(2.4, palette.PAPER)
    pen.lines((x - 8, y), (x + 8, y))
    pen.style(NORMAL)
    pen.lines((x - 9, y), (x + 8, y + 8))
    pen.oval(x + 9, y, 1.4, 1.4)
    _label(pen, x, y, name, words)


def _opener(pen: Pen, x: float, y: float, name: str, words: str) -> None:
    _closer(pen, x, y, name, words)
    pen.style(NORMAL)
    pen.lines((x + 9, y), (x + 9, y + 9), (x + 4, y + 9))


def _label(pen: Pen, x: float, y: float, name: str, words: str, apart: float = 14) -> None:
    """Write a device's name above the wire and what it does below."""
    pen.text(x, y + apart - 3, name, 8, bold=True, centre=True)
    pen.text(x, y - apart - 2, words, 6.5, centre=True)
