"""Words of a PDF under what was drawn over them are told, labelled hidden; what is merely marked or shaded is not."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from PIL import Image
from pypdf.annotations import Rectangle
from reportlab.lib.colors import Color, black, red, white, yellow
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from tests.documents import made
from tests.documents.conftest import Read
from tests.documents.pdf_sheets import sheet

TEXT = "The keeper was paid by the harbour office."
HIDDEN = "The keeper was paid by [hidden: the harbour office.]"
LEFT, WIDE = 175, 110
"""Of what lies over the last three words."""

Draw = Callable[[canvas.Canvas], None]


def read_over(path: Path, read: Read, draw: Draw, *, before: bool = False) -> str:
    """Return what is read of a line where something is drawn over (or before) the end of it."""
    drawn = sheet(path)
    drawn.setFont("Helvetica", 10)
    if before:
        draw(drawn)
    drawn.setFillColor(black)
    drawn.drawString(72, 740, TEXT)
    if not before:
        draw(drawn)
    drawn.setFillColor(black)
    drawn.drawString(72, 700, "It is not said for what.")
    drawn.save()
    return read(path).flat


def bar(color: Color) -> Draw:
    def draw(drawn: canvas.Canvas) -> None:
        drawn.setFillColor(color)
        drawn.rect(LEFT, 737, WIDE, 11, stroke=0, fill=1)

    return draw


def picture(drawn: canvas.Canvas) -> None:
    image = Image.new("RGB", (40, 10), "black")
    drawn.drawImage(ImageReader(io.BytesIO(made.png(image))), LEFT, 737, WIDE, 11)


def stroke(drawn: canvas.Canvas) -> None:
    drawn.setLineWidth(11)
    drawn.line(LEFT, 742, LEFT + WIDE, 742)


def form(drawn: canvas.Canvas) -> None:
    drawn.beginForm("bar")
    drawn.rect(0, 0, WIDE, 11, stroke=0, fill=1)
    drawn.endForm()
    drawn.translate(LEFT, 737)
    drawn.doForm("bar")
    drawn.translate(-LEFT, -737)


@pytest.mark.parametrize("draw", [bar(black), bar(red), bar(white), picture, stroke, form])
def test_words_under_what_is_drawn_over_them_are_labelled(tmp_path: Path, read: Read, draw: Draw):
    assert HIDDEN in read_over(tmp_path / "a.pdf", read, draw)


def frame(drawn: canvas.Canvas) -> None:
    drawn.rect(LEFT, 733, WIDE, 18)


def clipped(drawn: canvas.Canvas) -> None:
    drawn.saveState()
    path = drawn.beginPath()
    path.rect(300, 300, 10, 10)
    drawn.clipPath(path, stroke=0)
    bar(black)(drawn)
    drawn.restoreState()


def multiplied(drawn: canvas.Canvas) -> None:
    drawn.setBlendMode("Multiply")
    bar(yellow)(drawn)


@pytest.mark.parametrize(
    "draw",
    [bar(Color(1, 0, 0, alpha=0.4)), multiplied, frame, clipped],
    ids=["faint", "multiplied", "frame", "clipped"],
)
def test_marked_words_are_not_labelled(tmp_path: Path, read: Read, draw: Draw):
    assert read_over(tmp_path / "a.pdf", read, draw).startswith(TEXT)


def labelled(drawn: canvas.Canvas) -> None:
    bar(black)(drawn)
    drawn.setFillColor(white)
    drawn.drawString(LEFT + 2, 740, "Secret by order of May")


def test_words_under_a_bar_with_writing_are_labelled_and_its_writing_is_not(tmp_path: Path, read: Read):
    told = read_over(tmp_path / "a.pdf", read, labelled)
    assert HIDDEN in told
    assert "Secret by order of May" in told
    assert told.count("[hidden:") == 1


def test_words_on_a_shaded_ground_are_not_labelled(tmp_path: Path, read: Read):
    assert read_over(tmp_path / "a.pdf", read, bar(yellow), before=True).startswith(TEXT)


@pytest.mark.parametrize("opaque", [True, False])
def test_words_under_an_annotation_that_fills_its_box_are_labelled(tmp_path: Path, read: Read, opaque: bool):
    read_over(tmp_path / "a.pdf", read, frame)
    writer = pypdf.PdfWriter(clone_from=tmp_path / "a.pdf")
    box = (LEFT, 735, LEFT + WIDE, 750)
    writer.add_annotation(0, Rectangle(rect=box, interior_color="000000" if opaque else None))
    writer.write(tmp_path / "b.pdf")
    assert (HIDDEN in read(tmp_path / "b.pdf").flat) is opaque


def test_a_bar_over_a_scan_hides_the_words_of_its_text_layer(tmp_path: Path, read: Read):
    lines = ["Serial number 77431 of the turbine", "Inspected by the harbour office in May"]
    drawn = sheet(tmp_path / "a.pdf")
    drawn.drawImage(ImageReader(io.BytesIO(made.png(made.picture_of_text(lines)))), 0, 500, 612, 247)
    text = drawn.beginText(60, 700)
    text.setTextRenderMode(3)
    for line in lines:
        text.textLine(line)
    drawn.drawText(text)
    drawn.rect(58, 685, 250, 10, stroke=0, fill=1)
    drawn.save()
    assert read(tmp_path / "a.pdf").flat == f"{lines[0]} [hidden: {lines[1]}]"
