from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from assistant import places
from assistant.documents.model import Head, Page
from assistant.documents.reader import Reader
from assistant.documents.values import PageStatus
from assistant.jobs import CancelToken


@pytest.fixture
def scanned(tmp_path: Path) -> Path:
    """A page of text, one that is only a picture, and another page of text."""
    file = tmp_path / "mixed.pdf"
    picture = Image.new("RGB", (1240, 600), "white")
    font = ImageFont.truetype(str(next(places.resource("fonts").glob("*.ttf"))), 48)
    ImageDraw.Draw(picture).text((100, 200), "Written in a picture only", fill="black", font=font)
    canvas = Canvas(str(file))
    for number in (1, 3):
        canvas.drawString(72, 700, f"Drawn words of page {number} stand here.")
        canvas.showPage()
        if number == 1:
            canvas.drawImage(ImageReader(picture), 0, 300, 595, 288)
            canvas.showPage()
    canvas.save()
    return file


def pages_of(parts: list[Head | Page]) -> list[Page]:
    return [part for part in parts if isinstance(part, Page)]


def test_a_glance_leaves_pictures_for_later_and_reads_the_rest(reader: Reader, scanned: Path):
    glanced = pages_of(list(reader.read(scanned, CancelToken(), glanced=True)))
    assert [page.status for page in glanced] == [PageStatus.TEXT, PageStatus.PENDING, PageStatus.TEXT]
    assert (glanced[1].text, glanced[1].reason) == ("", "This page has pictures that are still to be recognised.")
    assert glanced[2].text == "Drawn words of page 3 stand here."
    whole = pages_of(list(reader.read(scanned, CancelToken())))
    assert [page.status for page in whole] == [PageStatus.TEXT, PageStatus.OCR, PageStatus.TEXT]
    assert "picture only" in whole[1].text
    assert whole[0].text == glanced[0].text
