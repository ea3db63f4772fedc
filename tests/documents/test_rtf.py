from __future__ import annotations

from pathlib import Path

from assistant.documents.values import PageStatus
from tests.documents.conftest import Read, Told


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
    box = r"{\shp{\*\shpinst{\sp{\sn shapeType}{\sv 202}}{\shptxt Mind the gap\par}}}"
    assert told(read, tmp_path, rf"Before {box}after\par").text == "Mind the gap\n\nBefore after"
