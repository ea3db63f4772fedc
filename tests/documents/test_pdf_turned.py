"""Pages on which the lines run up or down are laid out as if they were upright, columns and tables too."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen import canvas

from tests.documents import made
from tests.documents.conftest import Read
from tests.documents.pdf_sheets import HEIGHT, cells, sheet, told

TABLE = (("Ship", "Master", "Cargo"), ("Alma", "Ms Holm", "Timber"), ("Brage", "Mr Vik", "Salt"))


def sideways(path: Path, way: int) -> canvas.Canvas:
    """Return an upright page on whose canvas, 792 by 612 points, lines run up (1) or down (-1)."""
    drawn = sheet(path)
    drawn.translate(612 if way > 0 else 0, 0 if way > 0 else HEIGHT)
    drawn.rotate(90 * way)
    return drawn


@pytest.mark.parametrize("way", [1, -1])
def test_a_table_that_runs_up_or_down_is_told_by_its_rows(tmp_path: Path, read: Read, way: int):
    drawn = sideways(tmp_path / "a.pdf", way)
    drawn.drawString(60, 540, "Fleet of the year")
    for y in (500, 480, 460, 440):
        drawn.line(60, y, 500, y)
    for x in (60, 200, 340, 500):
        drawn.line(x, 500, x, 440)
    cells(drawn, (60, 200, 340), (500, 480, 460), TABLE)
    drawn.save()
    (page,) = read(tmp_path / "a.pdf").pages
    (table,) = page.tables
    assert told(page, table) == [" | ".join(row) for row in TABLE]
    assert table.header == "Ship | Master | Cargo"
    (box,) = page.words.within(page.text.index("Brage"), page.text.index("Brage") + 5)
    down = 64 / HEIGHT if way < 0 else 1 - 64 / HEIGHT
    assert (box.bottom - box.top) * HEIGHT > (box.right - box.left) * 612
    assert box.top - 0.01 < down < box.bottom + 0.01


@pytest.mark.parametrize("way", [1, -1])
def test_columns_that_run_up_or_down_are_read_one_after_the_other(tmp_path: Path, read: Read, way: int):
    drawn = sideways(tmp_path / "a.pdf", way)
    for number, row in enumerate(zip(made.PUMP, made.BUDGET, strict=True)):
        for left, text in zip((60, 400), row, strict=True):
            drawn.drawString(left, 500 - 13 * number, text)
    drawn.save()
    assert read(tmp_path / "a.pdf").flat == " ".join([*made.PUMP, *made.BUDGET])
