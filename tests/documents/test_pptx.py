from __future__ import annotations

import zipfile
from pathlib import Path

import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.presentation import Presentation
from pptx.util import Inches

from tests.documents import made
from tests.documents.conftest import Read


@pytest.fixture
def show() -> Presentation:
    return pptx.Presentation()


def saved(show: Presentation, path: Path) -> Path:
    show.save(str(path))
    return path


def test_titles_groups_tables_charts_and_notes_are_told(show: Presentation, tmp_path: Path, read: Read):
    slide = show.slides.add_slide(show.slide_layouts[5])
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(Inches(1), Inches(1), Inches(2), Inches(1)).text_frame.text = "Inside a group"
    table = slide.shapes.add_table(2, 2, Inches(1), Inches(3), Inches(4), Inches(1)).table
    for place, text in enumerate(["Ship", "Berth", "Aurora", "4"]):
        table.cell(place // 2, place % 2).text = text
    data = CategoryChartData()
    data.categories = ["May", "June"]
    data.add_series("Tons", (12, 14))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(4), Inches(4), Inches(2), data)
    slide.shapes.title.text = "Harbour traffic"
    slide.notes_slide.notes_text_frame.text = "Mention the strike."
    (page,) = read(saved(show, tmp_path / "a.pptx")).pages
    assert page.text.startswith("Harbour traffic\n\n")
    assert "Inside a group" in page.text
    assert "Ship | Berth\nAurora | 4" in page.text
    assert "May | 12" in page.text
    assert page.text.endswith("Notes: Mention the strike.")
    assert (page.kind, page.label, page.sections[0].title) == ("slide", "1", "Harbour traffic")


def test_hidden_slides_are_labelled(show: Presentation, tmp_path: Path, read: Read):
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = "Back-up figures"
    slide._element.set("show", "0")
    assert read(saved(show, tmp_path / "a.pptx")).text == "[hidden slide]\n\nBack-up figures"


def test_slides_come_in_the_order_of_the_show(show: Presentation, tmp_path: Path, read: Read):
    for title in ("One", "Two", "Three"):
        show.slides.add_slide(show.slide_layouts[5]).shapes.title.text = title
    order = show.slides._sldIdLst
    order.insert(0, order[2])
    assert [page.text for page in read(saved(show, tmp_path / "a.pptx")).pages] == ["Three", "One", "Two"]


def test_an_empty_slide_is_a_page_of_its_own(show: Presentation, tmp_path: Path, read: Read):
    show.slides.add_slide(show.slide_layouts[6])
    show.slides.add_slide(show.slide_layouts[5]).shapes.title.text = "Second"
    told = read(saved(show, tmp_path / "a.pptx"))
    assert [page.status for page in told.pages] == ["empty", "text"]


def test_a_damaged_slide_costs_only_itself(show: Presentation, tmp_path: Path, read: Read):
    for title in ("One", "Two"):
        show.slides.add_slide(show.slide_layouts[5]).shapes.title.text = title
    whole = zipfile.ZipFile(saved(show, tmp_path / "a.pptx"))
    parts: dict[str, bytes | str] = {name: whole.read(name) for name in whole.namelist()}
    told = read(made.packed(tmp_path / "b.pptx", parts | {"ppt/slides/slide1.xml": b""}))
    assert [(page.text, page.status) for page in told.pages] == [("", "failed"), ("Two", "text")]
    assert told.pages[0].reason == "This slide is damaged and could not be read."
