"""Columns that no gutter parts are read one after the other all the same, or the ledger says that they may be some."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.documents import made
from tests.documents.conftest import Read
from tests.documents.pdf_sheets import sheet

DOUBT = "The order of reading is uncertain: this page may have columns."
WIDE = max(stringWidth(line, "Helvetica", 10) for line in made.PUMP)


def across(path: Path, left: Sequence[str], right: Sequence[str], place: float, *, from_right: bool = False) -> Path:
    drawn = sheet(path)
    for number, (one, other) in enumerate(zip(left, right, strict=True)):
        draw = drawn.drawRightString if from_right else drawn.drawString
        draw(place if from_right else 50, 700 - 13 * number, one)
        drawn.drawString(place, 700 - 13 * number, other)
    drawn.save()
    return path


@pytest.mark.parametrize("gap", [0.0, 1.5, 2.78, 4.0, 6.0])
def test_columns_with_hardly_a_gap_are_read_down(tmp_path: Path, read: Read, gap: float):
    told = read(across(tmp_path / "a.pdf", made.PUMP, made.BUDGET, 50 + WIDE + gap))
    assert " ".join([*made.PUMP, *made.BUDGET]) == told.flat


def test_columns_that_touch_in_each_line_are_read_down(tmp_path: Path, read: Read):
    told = read(across(tmp_path / "a.pdf", made.PUMP, made.BUDGET, 260, from_right=True))
    assert " ".join([*made.PUMP, *made.BUDGET]) == told.flat


def test_touching_columns_too_short_to_be_sure_of_are_said(tmp_path: Path, read: Read):
    (page,) = read(across(tmp_path / "a.pdf", made.PUMP[1:3], made.BUDGET[1:3], 50 + WIDE)).pages
    assert page.reason == DOUBT


def test_bullets_and_numbers_close_to_their_text_stay_with_it(tmp_path: Path, read: Read):
    drawn = sheet(tmp_path / "a.pdf")
    for number, text in enumerate(made.PUMP):
        drawn.drawString(50, 700 - 13 * number, f"{number + 1}.")
        drawn.drawString(64, 700 - 13 * number, text)
    drawn.save()
    (page,) = read(tmp_path / "a.pdf").pages
    assert page.text.split("\n")[0] == f"1. {made.PUMP[0]}"
    assert page.reason == ""


def test_words_drawn_in_pieces_are_not_parted(tmp_path: Path, read: Read):
    drawn = sheet(tmp_path / "a.pdf")
    for number in range(12):
        text = drawn.beginText(50, 700 - 13 * number)
        for piece in ("The harbour mas", "ter wrote to the ", "minis", "try about the ", "dues."):
            text.textOut(piece)
        drawn.drawText(text)
    drawn.save()
    assert read(tmp_path / "a.pdf").flat == " ".join(["The harbour master wrote to the ministry about the dues."] * 12)
