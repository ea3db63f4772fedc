"""Turns the blocks of text.toml into what reportlab lays out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer, Table
from reportlab.platypus.tableofcontents import TableOfContents

from setup.samples import palette
from setup.samples.manual import styles
from setup.samples.manual.figures import curve, gauge, piping, pump, seal, wiring

Block = dict[str, Any]

WIDTH = 170 * mm
SIGN_WIDTH = 28 * mm
DRAWINGS: dict[str, Callable[[Canvas, float, float], None]] = {
    "exploded": pump.exploded,
    "head curve": curve.head_curve,
    "installation": piping.installation,
    "circuit": wiring.circuit,
    "gauge": gauge.pressure_gauge,
    "seal section": seal.seal_section,
}


class Drawing(Flowable):  # type: ignore[misc] # reportlab has no types
    """A line drawing as wide as the text, its height in millimetres."""

    def __init__(self, name: str, height: float) -> None:
        super().__init__()
        self.name, self.width, self.height = name, WIDTH, height * mm

    def draw(self) -> None:
        """Draw it; reportlab has moved the origin to the lower left corner."""
        self.canv.saveState()
        DRAWINGS[self.name](self.canv, self.width, self.height)
        self.canv.restoreState()


def flowables(block: Block) -> Iterator[Flowable]:
    """Yield what one block becomes; the block's first key says its kind."""
    yield from KINDS[next(iter(block))](block)


def _text(block: Block) -> Iterator[Flowable]:
    yield Paragraph(block["text"], styles.BODY)


def _heading(block: Block) -> Iterator[Flowable]:
    yield Paragraph(block["heading"], styles.HEADING)


def _steps(block: Block) -> Iterator[Flowable]:
    for number, step in enumerate(block["steps"], 1):
        yield Paragraph(step, styles.LISTED, bulletText=f"{number}.")
    yield Spacer(1, 4)


def _bullets(block: Block) -> Iterator[Flowable]:
    for line in block["bullets"]:
        yield Paragraph(line, styles.LISTED, bulletText="•")
    yield Spacer(1, 4)


def _figure(block: Block) -> Iterator[Flowable]:
    yield KeepTogether([Drawing(block["figure"], block["height"]), Paragraph(block["caption"], styles.CAPTION)])


def _alert(block: Block) -> Iterator[Flowable]:
    word = Paragraph(block["alert"], styles.ALERT_WORD)
    box = Table([[word, Paragraph(block["text"], styles.CELL)]], [SIGN_WIDTH, WIDTH - SIGN_WIDTH])
    box.setStyle(styles.alert(palette.SIGNAL[block["alert"]]))
    yield KeepTogether([Spacer(1, 2), box, Spacer(1, 8)])


def _table(block: Block) -> Iterator[Flowable]:
    head = [Paragraph(cell, styles.HEADER_CELL) for cell in block["header"]]
    rows = [[Paragraph(cell, styles.CELL) for cell in row] for row in block["rows"]]
    table = Table([head, *rows], [width * mm for width in block["columns"]], repeatRows=1)
    table.setStyle(styles.TABLE)
    yield table
    yield Spacer(1, 10)


def _contents(_: Block) -> Iterator[Flowable]:
    yield Paragraph("Contents", styles.HEADING)
    contents = TableOfContents(
        levelStyles=[styles.CONTENTS, styles.CONTENTS_SECTION], dotsMinLevel=0, rightColumnWidth=24
    )
    yield contents


KINDS: dict[str, Callable[[Block], Iterator[Flowable]]] = {
    "text": _text,
    "heading": _heading,
    "steps": _steps,
    "bullets": _bullets,
    "figure": _figure,
    "alert": _alert,
    "table": _table,
    "contents": _contents,
}
