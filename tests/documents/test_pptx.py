from __future__ import annotations

import zipfile
from pathlib import Path

import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation
from pptx.shapes.autoshape import Shape
from pptx.shapes.shapetree import GroupShapes, SlideShapes
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


def with_parts(show: Presentation, path: Path, parts: dict[str, str], links: dict[str, str]) -> Path:
    """Save a presentation with more parts, and more relationships in the parts that keep them."""
    whole = zipfile.ZipFile(saved(show, path.with_name("plain.pptx")))
    members: dict[str, bytes | str] = {name: whole.read(name) for name in whole.namelist()} | parts
    for name, link in links.items():
        members[name] = whole.read(name).decode().replace("</Relationships>", f"{link}</Relationships>")
    return made.packed(path, members)


def link(kind: str, target: str) -> str:
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return f'<Relationship Id="x{kind}" Type="{kinds}/{kind}" Target="{target}"/>'


def test_comments_of_the_old_and_the_new_kind_name_their_authors(show: Presentation, tmp_path: Path, read: Read):
    for title in ("One", "Two"):
        show.slides.add_slide(show.slide_layouts[5]).shapes.title.text = title
    old, main = "http://schemas.openxmlformats.org/presentationml/2006/main", "ppt/_rels/presentation.xml.rels"
    new = "http://schemas.microsoft.com/office/powerpoint/2018/8/main"

    def body(text: str) -> str:
        space = "http://schemas.openxmlformats.org/drawingml/2006/main"
        return f'<p:txBody><a:p xmlns:a="{space}"><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody>'

    reply = f'<p:replyLst><p:reply authorId="{{2}}">{body("It is.")}</p:reply></p:replyLst>'
    shorten = '<p:cm authorId="0"><p:text>Shorten.</p:text></p:cm>'
    final = f'<p:cm authorId="{{9}}">{reply}{body("Final?")}</p:cm>'
    parts = {
        "ppt/commentAuthors.xml": f'<p:cmAuthorLst xmlns:p="{old}"><p:cmAuthor id="0" name="Ann Lee"/></p:cmAuthorLst>',
        "ppt/authors.xml": f'<p:authorLst xmlns:p="{new}"><p:author id="{{2}}" name="Bo Vane"/></p:authorLst>',
        "ppt/comments/old.xml": f'<p:cmLst xmlns:p="{old}">{shorten}</p:cmLst>',
        "ppt/comments/new.xml": f'<p:cmLst xmlns:p="{new}">{final}</p:cmLst>',
    }
    links = {
        main: link("commentAuthors", "commentAuthors.xml") + link("authors", "authors.xml"),
        "ppt/slides/_rels/slide1.xml.rels": link("comments", "../comments/old.xml"),
        "ppt/slides/_rels/slide2.xml.rels": link("comments", "../comments/new.xml"),
    }
    told = read(with_parts(show, tmp_path / "a.pptx", parts, links))
    assert [page.text for page in told.pages] == [
        "One\n\nComment by Ann Lee: Shorten.", "Two\n\nComment: Final?\n\nComment by Bo Vane: It is.",
    ]  # fmt: skip


def test_footers_and_texts_of_the_master_are_told_once_and_hidden_shapes_labelled(
    show: Presentation, tmp_path: Path, read: Read
):
    def box(shapes: GroupShapes | SlideShapes, text: str) -> Shape:
        made_here = shapes.add_textbox(0, 0, Inches(1), Inches(1))
        made_here.text_frame.text = text
        return made_here

    source = show.slides.add_slide(show.slide_layouts[6])
    show.slide_layouts[6].shapes._spTree.append(box(source.shapes, "Harbour Office")._element)
    for number in (1, 2):
        slide = source if number == 1 else show.slides.add_slide(show.slide_layouts[6])
        box(slide.shapes, f"Slide {number}")
        footer = box(slide.shapes, "For internal use")._element
        footer.nvSpPr.nvPr.append(parse_xml(f'<p:ph {nsdecls("p")} type="ftr"/>'))
    box(source.shapes, "Old price")._element.nvSpPr.cNvPr.set("hidden", "1")
    told = read(saved(show, tmp_path / "a.pptx"))
    assert [page.text.split("\n\n") for page in told.pages] == [
        ["Slide 1", "Footer: For internal use", "[hidden: Old price]", "Master: Harbour Office"], ["Slide 2"],
    ]  # fmt: skip
