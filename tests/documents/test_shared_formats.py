"""Right values were written down from the files as their own programs show them."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.documents.reader import Reader
from assistant.documents.values import PageStatus
from assistant.errors import WorldError
from assistant.jobs import CancelToken
from tests.documents.conftest import Read

pytestmark = pytest.mark.shared


@pytest.fixture
def folder(shared_data: Path) -> Path:
    return shared_data / "formats"


def test_text_boxes_are_told_once(folder: Path, read: Read):
    told = read(folder / "docx" / "docling-textbox.docx")
    assert told.text.count("Student falls ill") == 1
    assert told.text.count("Case closed.") == 1
    assert 1_800 < len(told.text) < 2_000


def test_tracked_changes_are_told_as_accepted(folder: Path, read: Read):
    text = read(folder / "docx" / "docling-track_changes.docx").text
    assert "world" in text
    assert "Inserted paragraph." in text
    assert "earth" not in text
    assert "Deleted paragraph." not in text


def test_comments_headers_and_footers_are_labelled(folder: Path, read: Read):
    comments = read(folder / "docx" / "docling-docx_comments.docx").text
    assert "Comment by John Reviewer: This is a sample reviewer comment on the first paragraph." in comments
    headers = read(folder / "docx" / "docling-docx_page_header_footer_first_page.docx")
    assert headers.text.count("Header: FIRST PAGE HEADER (page 1 only)") == 1
    assert "This is body text on page 2." in headers.pages[1].text


def test_real_page_breaks_give_real_page_numbers(folder: Path, read: Read):
    told = read(folder / "docx" / "unstructured-page-breaks.docx")
    assert [page.status for page in told.pages] == [
        PageStatus.TEXT, PageStatus.TEXT, PageStatus.TEXT, PageStatus.EMPTY, PageStatus.TEXT, PageStatus.TEXT,
    ]  # fmt: skip
    assert "followed by text on same page" in told.pages[2].text
    assert told.pages[4].text.startswith("<<producing two page-breaks to get from page-3 to page-5.")


def test_a_linked_file_is_not_followed(folder: Path, read: Read):
    link = Path("/tmp/test_rlink.txt")  # noqa: S108 - the document names exactly this file
    there = link.exists()
    if not there:
        link.write_text("canary")
    try:
        assert "canary" not in read(folder / "docx" / "markitdown-rlink.docx").text
    finally:
        if not there:
            link.unlink()


def test_an_old_word_document_is_read_also_under_a_new_suffix(folder: Path, read: Read, tmp_path: Path):
    renamed = tmp_path / "letter.docx"
    renamed.write_bytes((folder / "docx" / "unstructured-simple.doc").read_bytes())
    assert "These are a few of my favorite things:" in read(renamed).text


def test_an_inflated_sheet_is_read_in_full(folder: Path, read: Read):
    told = read(folder / "xlsx" / "docling-xlsx_04_inflated.xlsx")
    assert "first | second | third" in told.pages[0].text
    assert told.pages[0].label == "Sheet1, rows 1–7"
    assert told.pages[3].text.startswith("[hidden sheet]")


def test_the_header_is_found_under_a_title(folder: Path, read: Read):
    (page,) = read(folder / "xlsx" / "docling-xlsx_05_table_with_title.xlsx").pages
    assert page.text.startswith("Number of freshwater ducks per year\nYear | Freshwater Ducks\n2019 | 120")
    assert page.tables[-1].header == "Year | Freshwater Ducks"


def test_locked_old_and_empty_workbooks_are_told_apart(folder: Path, read: Read):
    with pytest.raises(WorldError) as locked:
        read(folder / "xlsx" / "unstructured-password_protected.xlsx")
    assert locked.value.code == "password-needed"
    opened = read(folder / "xlsx" / "unstructured-password_protected.xlsx", "123")
    assert "Row 1 Column 1 | Row 1 Column 2" in opened.text
    assert "FIB | The student activities fee is | 95" in read(folder / "xlsx" / "unstructured-tests-example.xls").text
    assert [page.status for page in read(folder / "xlsx" / "unstructured-empty.xlsx").pages] == [PageStatus.EMPTY]


def test_slides_with_their_tables(folder: Path, read: Read):
    (page,) = read(folder / "pptx" / "unstructured-fake-power-point-table.pptx").pages
    assert page.text.startswith("A Slide with a Table")
    assert page.tables[0].header == "Column 1 | Column 2 | Column 3"
    assert "Tangerine | Pink | Aqua" in page.text
    odd = read(folder / "pptx" / "docling-powerpoint_unrecognized_shape.pptx")
    assert "Text in an unrecognized shape" in odd.pages[1].text
    assert read(folder / "pptx" / "unstructured-fake-power-point-malformed.pptx").text.startswith("Test Slide")


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("csv/markitdown-test_mskanji.csv", "佐藤太郎 | 30 | 東京"),
        ("csv/unstructured-stanley-cups-utf-16.csv", "Maple Leafs"),
        ("txt/unstructured-umlauts-non-utf8.md", "äöüß"),
        ("txt/unstructured-fake-text-utf-16-le.txt", "Hamburgers are delicious"),
        ("txt/unstructured-fake-text-utf-16.txt", "Hamburgers are delicious"),
        ("html/unstructured-fake-html-cp1252.html", "Die schöne Frau hat einen Kaffee"),
        ("html/unstructured-fake-html-cp1252.html", "L'été était très chaud"),
    ],
)
def test_the_encoding_is_found(folder: Path, read: Read, name: str, phrase: str):
    assert phrase in read(folder / name).text


def test_a_guessed_encoding_is_said(folder: Path, read: Read):
    (page,) = read(folder / "csv" / "markitdown-test_mskanji.csv").pages
    assert page.reason == "The encoding was guessed to be cp932."


def test_wide_fields_of_a_table_are_read(folder: Path, read: Read):
    told = read(folder / "csv" / "unstructured-csv-with-long-lines.csv")
    assert told.pages[1].tables[0].name == "row 2"
    assert told.pages[1].tables[0].header.startswith("SpearmanCorrelationCoefficient | ")


def test_messages_are_told_once(folder: Path, read: Read):
    both = read(folder / "eml" / "unstructured-mime-different-plain-html.eml").text
    assert "This is the text/plain part." in both
    assert "text/html" not in both
    assert "This is a text/html part." in read(folder / "eml" / "unstructured-mime-html-only.eml").text
    odd = read(folder / "eml" / "unstructured-mime-word-encoded-subject.eml")
    assert odd.head.title == "Simple email with ☸☿ Unicode subject"
    (empty,) = read(folder / "eml" / "unstructured-empty.eml").pages
    assert (empty.status, empty.reason) == (PageStatus.EMPTY, "This message is empty.")


def test_attachments_come_out_as_documents(folder: Path, read: Read, reader: Reader):
    path = folder / "msg" / "docling-msg_with_attachment.msg"
    told = read(path)
    assert told.head.attachments == ("test.txt", "report.pdf")
    assert "From: Alice Example <alice@example.com>" in told.text
    assert "This email contains an attachment." in told.text
    members = list(reader.extract(path, CancelToken()))
    assert [(member.name, bool(member.data)) for member in members] == [("test.txt", True), ("report.pdf", True)]
    assert members[1].data.startswith(b"%PDF")
    mail = folder / "eml" / "docling-eml_with_attachment.eml"
    assert [member.name for member in reader.extract(mail, CancelToken())] == ["test.txt"]


def test_books_open_documents_and_rich_text(folder: Path, read: Read):
    book = read(folder / "epub" / "markitdown-test.epub")
    assert book.head.title == "Test EPUB Document"
    assert [page.label for page in book.pages] == ["Chapter 1: Test Content", "Chapter 2: More Content"]
    assert "Leader | Sarah | Mark | Ryan" in read(folder / "odt" / "unstructured-fake.odt").text
    rich = read(folder / "rtf" / "unstructured-eng_spa_mult.rtf").text
    assert "Todos los seres humanos nacen libres e iguales en dignidad y derechos" in rich


def test_pictures_are_recognised_or_named_as_unsupported(folder: Path, read: Read):
    (page,) = read(folder / "img" / "unstructured-english-and-korean.png").pages
    assert page.status is PageStatus.OCR
    assert "RULES AND INSTRUCTIONS" in page.text
    assert "successfully sent" in page.text
    with pytest.raises(WorldError) as error:
        read(folder / "img" / "unstructured-DA-1p.heic")
    assert (error.value.code, "HEIC" in error.value.message) == ("unsupported-format", True)
