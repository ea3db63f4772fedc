"""Pages of which pdfium makes nothing are read by pypdf where it makes sense of them, and by recognition otherwise."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont

from assistant.documents.formats.layout.words import Word
from assistant.documents.formats.pdf import reading
from assistant.documents.formats.pdf.second import SecondOpinion
from assistant.documents.model import Page
from assistant.documents.source import Source
from assistant.documents.values import PageStatus
from tests.documents import made
from tests.documents.pdf_sheets import sheet

LINES = ["The pump must be drained before the cover", "is taken off; then loosen all eight bolts."]
TOLD = " ".join(LINES)
Opened = Callable[[Path], Source]


@pytest.fixture
def opened() -> Iterator[Opened]:
    """Opens sources and closes them in the end."""
    sources: list[Source] = []

    def opened(path: Path) -> Source:
        sources.append(Source(os.open(path, os.O_RDONLY), path.name))
        return sources[-1]

    yield opened
    for source in sources:
        source.close()


def test_a_page_that_one_library_cannot_map_is_read_by_the_other_without_boxes(
    tmp_path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
):
    nothing: list[Word] = []
    monkeypatch.setattr(reading, "parted_words_of", lambda *_: nothing)
    _, page = reading.read(opened(made.pdf(tmp_path / "a.pdf", [LINES])))
    assert isinstance(page, Page)
    assert (" ".join(page.text.split()), page.status) == (TOLD, PageStatus.TEXT)
    assert page.tool.startswith("pypdf ")
    assert len(page.words.spans) == 0
    assert page.reason.endswith(".")


@pytest.mark.parametrize("known", [TOLD, TOLD[: len(TOLD) // 2]])
def test_a_text_that_is_not_clearly_fuller_is_not_preferred(tmp_path: Path, opened: Opened, known: str):
    assert SecondOpinion(opened(made.pdf(tmp_path / "a.pdf", [LINES]))).better(0, known) == ""


def test_signs_are_no_better_text(tmp_path: Path, opened: Opened):
    assert SecondOpinion(opened(made.pdf(tmp_path / "a.pdf", [["#$%&/()=?" * 9] * 9]))).better(0, "") == ""


def test_a_page_with_very_long_drawing_instructions_is_left_alone(tmp_path: Path, opened: Opened):
    long = [TOLD] * 6000
    assert SecondOpinion(opened(made.pdf(tmp_path / "a.pdf", [long]))).better(0, "") == ""


def test_a_file_that_the_second_reader_cannot_open_gives_no_opinion(tmp_path: Path, opened: Opened):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 nothing else")
    assert SecondOpinion(opened(tmp_path / "a.pdf")).better(0, "") == ""


@pytest.mark.parametrize("lines", [["港の料金は上がった", "船は明日出る"], ["船は明日出る"]], ids=["some", "all"])
def test_lines_that_run_down_are_all_told_where_the_font_is_missing(tmp_path: Path, opened: Opened, lines: list[str]):
    font = UnicodeCIDFont("HeiseiKakuGo-W5", isVertical=True)
    pdfmetrics.registerFont(font)
    drawn = sheet(tmp_path / "a.pdf")
    drawn.setFont(font.name, 14)
    for number, line in enumerate(lines):
        drawn.drawString(500 - 30 * number, 700, line)
    drawn.save()
    _, page = reading.read(opened(tmp_path / "a.pdf"))
    assert isinstance(page, Page)
    assert page.text.split("\n") == lines
