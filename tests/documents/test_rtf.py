from __future__ import annotations

import struct
from pathlib import Path

from assistant.documents.values import PageStatus
from tests.documents import made
from tests.documents.conftest import Read, Told
from tests.documents.test_old_office import biff, chart_of, nested, number, workbook


def told(read: Read, folder: Path, body: str, head: str = "") -> Told:
    path = folder / "a.rtf"
    path.write_text(f"{{\\rtf1\\ansi\\ansicpg1252{head} {body}}}", encoding="ascii")
    return read(path)


def test_page_breaks_and_new_sections_begin_pages(tmp_path: Path, read: Read):
    body = r"One\page Two\par\sect\sectd\sbknone still two\par\sect\sectd Three\par"
    pages = told(read, tmp_path, body).pages
    assert [(page.kind, page.text) for page in pages] == [
        ("page", "One"),
        ("page", "Two\n\nstill two"),
        ("page", "Three"),
    ]


def test_letters_come_out_of_every_kind_of_code(tmp_path: Path, read: Read):
    fonts = r"{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial Cyr;}}"
    body = r"Gr\'fc\'dfe \u8364?uro \uc2\u-10179??\u-8704??\uc1  \u10132?on {\f1 \'cd\'e0\'f1\'ee\'f1} \endash  end"
    assert told(read, tmp_path, body, fonts).text == "Grüße €uro 😀 ➔on Насос – end"


def test_hidden_text_is_labelled_and_deleted_text_left_out(tmp_path: Path, read: Read):
    text = told(read, tmp_path, r"Price 12{\deleted 10}{\v inner note} each").text
    assert text == "Price 12[hidden: inner note] each"


def test_rows_are_a_table_and_notes_are_labelled(tmp_path: Path, read: Read):
    rows = (
        r"\trowd Part\cell Price\cell\row\trowd Pump\cell 1\'a4{\footnote Net.}\par per piece\cell\row\pard After\par"
    )
    result = told(read, tmp_path, rf"{{\header Harbour office\par}}{rows}")
    assert "Header: Harbour office" in result.text
    assert "Footnote: Net." in result.text
    assert "Part | Price\nPump | 1¤ per piece" in result.text
    assert [table.header for page in result.pages for table in page.tables] == ["Part | Price"]


def test_pictures_links_and_lists_of_styles_are_no_text(tmp_path: Path, read: Read):
    body = (
        r"{\stylesheet{\s1 heading 1;}}{\*\generator Writer}See {\field{\*\fldinst HYPERLINK http://x.test}"
        r"{\fldrslt the page}} {\pict\pngblip " + "ab" * 50_000 + r"}\bin4 {}{} now\par"
    )
    assert told(read, tmp_path, body).text == "See the page  now"


def test_headings_are_told_by_their_outline_level(tmp_path: Path, read: Read):
    (page,) = told(read, tmp_path, r"\pard\outlinelevel0 Safety\par\pard Wear gloves.\par").pages
    assert [(section.title, section.level) for section in page.sections] == [("Safety", 1)]


def test_a_text_without_its_end_says_so(tmp_path: Path, read: Read):
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1\ansi First words\par second {\b wor")
    pages = read(tmp_path / "a.rtf").pages
    assert [page.status for page in pages] == [PageStatus.TEXT, PageStatus.FAILED]
    assert pages[0].text == "First words\n\nsecond wor"


def test_a_box_stands_by_itself_and_its_properties_are_no_text(tmp_path: Path, read: Read):
    box = r"{\shp{\*\shpinst\shpleft180\shptop20{\sp{\sn shapeType}{\sv 202}}{\shptxt Mind the gap\par}}}"
    assert told(read, tmp_path, rf"Before {box}after\par").text == "Mind the gap\n\nBefore after"


def test_notes_are_told_behind_their_paragraph_and_comments_with_their_author(tmp_path: Path, read: Read):
    comment = r"{\*\atnid AL}{\*\atnauthor Ann Lee}\chatn{\*\annotation{\*\atndate 17} Is this final?}"
    body = rf"Price{comment} 12{{\*\footnote \chftn Net.}} each{{\footnote\ftnalt Last.}}\par After\par"
    assert told(read, tmp_path, body).text.split("\n\n") == [
        "Price 12 each", "Comment by Ann Lee: Is this final?", "Footnote: Net.", "Endnote: Last.", "After",
    ]  # fmt: skip


def test_a_paragraph_whose_border_was_deleted_goes_on_and_headers_are_told_once(tmp_path: Path, read: Read):
    header = r"{\header Harbour\par}"
    body = rf"{header}First half, {{\deleted gone\par }}second half.\par\sect\sbknone{header}End\par"
    assert told(read, tmp_path, body).text.split("\n\n") == ["Header: Harbour", "First half, second half.", "End"]


def test_headings_are_told_by_their_style(tmp_path: Path, read: Read):
    styles = r"{\stylesheet{\s0 Normal;}{\s1\b Heading 1;}{\s4\outlinelevel1 \'dcberschrift;}}"
    (page,) = told(read, tmp_path, r"\pard\s1 Safety\par\pard\s4 Gloves\par\pard\s0 Wear them.\par", styles).pages
    assert [(section.title, section.level) for section in page.sections] == [("Safety", 1), ("Gloves", 2)]
    assert page.text == "Safety\n\nGloves\n\nWear them."


def test_tables_inside_cells_and_drawn_boxes_are_told(tmp_path: Path, read: Read):
    inner = r"\itap2 Inner\nestcell more\nestcell{\*\nesttableprops\trowd\nestrow}\itap1"
    rows = rf"\trowd Part\cell Note\cell\row\trowd Pump {inner}\cell new\cell\row\pard After\par"
    box = r"{\*\do\dobxpage{\dptxbxtext Mind the gap\par}}"
    result = told(read, tmp_path, rows + box + r"\u61623?\tab Point\par")
    assert result.text.split("\n\n") == ["Part | Note\nPump Inner more | new", "After", "Mind the gap", "•\tPoint"]


def test_a_chart_inside_the_text_is_told(tmp_path: Path, read: Read):
    chart = chart_of(
        biff(0x1003, b"\0" * 12), nested(biff(0x100D, b"\0\0\4\0Coal")),
        biff(0x1065, struct.pack("<H", 1)), number(0, 0, 0, 12.5),
    )  # fmt: skip
    inner = made.compound(tmp_path / "object", {"Workbook": workbook(chart)}).read_bytes()
    digits = (b"\1\5\0\0\2\0\0\0" + inner).hex()
    lines = "\n".join(digits[place : place + 128] for place in range(0, len(digits), 128))
    body = rf"Before\par{{\object\objemb{{\*\objclass MSGraph.Chart.8}}{{\*\objdata {lines}}}{{\result }}}}After\par"
    assert told(read, tmp_path, body).text.split("\n\n") == ["Before", "Chart", " | Coal\n | 12.5", "After"]


def test_a_table_at_the_beginning_of_a_cell_stays_in_it(tmp_path: Path, read: Read):
    inner = r"\pard\intbl\itap2 in\nestcell{\nonesttables\par}\pard\intbl\itap2 more\nestcell{\nonesttables\par}"
    rows = rf"\trowd\pard\intbl outer\par {inner}\pard\intbl\cell side\cell\row\pard After\par"
    assert told(read, tmp_path, rows).text.split("\n\n") == ["outer in more | side", "After"]


def test_joined_cells_leave_columns_empty(tmp_path: Path, read: Read):
    head = r"\trowd\cellx1000\cellx2000\cellx3000 Part\cell Stock\cell Price\cell\row"
    wide = r"\trowd\cellx2010\cellx3000 Sold out\cell 12\cell\row"
    odd = r"\trowd Bolt\cell 4\cell 9\cell\row"
    result = told(read, tmp_path, rf"{head}{wide}{odd}\pard After\par")
    assert result.text.split("\n\n") == ["Part | Stock | Price\nSold out |  | 12\nBolt | 4 | 9", "After"]
