"""What is cut off or damaged is read as far as it goes, and the ledger says that something is lost."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pptx
import pypdf
import pytest

from assistant.documents.reader import Reader
from assistant.documents.values import PageStatus
from assistant.errors import WorldError
from assistant.jobs import CancelToken
from tests.documents import made
from tests.documents.conftest import Read, Told

Change = Callable[[bytes], bytes | None]


def rewritten(source: Path, target: Path, part: str, change: Change) -> Path:
    """Copy a package with one part changed, or left out where the change gives None."""
    with zipfile.ZipFile(source) as old:
        parts = {name: change(old.read(name)) if name == part else old.read(name) for name in old.namelist()}
    return made.packed(target, {name: data for name, data in parts.items() if data is not None})


def document(path: Path) -> Path:
    written = docx.Document()
    for number in range(1, 41):
        written.add_paragraph(f"Step {number}: open valve {number}.")
    written.save(str(path))
    return path


def slides(path: Path) -> Path:
    show = pptx.Presentation()
    for title in ("One", "Two", "Three"):
        slide = show.slides.add_slide(show.slide_layouts[5])
        slide.shapes.title.text = f"Slide {title}"
        slide.notes_slide.notes_text_frame.text = f"Say {title}."
    show.save(str(path))
    return path


def workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "Stock"
    for number in range(1, 31):
        book.active.append([f"Part {number}", dt.date(2031, 3, 9)])
    book.create_sheet("Second")["A1"] = "kept"
    book.save(str(path))
    return path


def halved(data: bytes) -> bytes:
    return data[: len(data) // 2]


def assert_something_is_lost(told: Told) -> None:
    """The last page of the ledger is one that could not be read, with a sentence."""
    assert told.pages[-1].status is PageStatus.FAILED
    assert told.pages[-1].reason.endswith(".")


def test_half_a_document_is_read_and_the_rest_called_lost(tmp_path: Path, read: Read):
    path = rewritten(document(tmp_path / "a.docx"), tmp_path / "b.docx", "word/document.xml", halved)
    told = read(path)
    assert "Step 1: open valve 1." in told.text
    assert "Step 40" not in told.text
    assert_something_is_lost(told)


def test_damaged_styles_cost_no_text(tmp_path: Path, read: Read):
    path = rewritten(document(tmp_path / "a.docx"), tmp_path / "b.docx", "word/styles.xml", lambda _: b"no markup")
    told = read(path)
    assert "Step 40: open valve 40." in told.text
    assert_something_is_lost(told)


def test_a_character_that_xml_forbids_costs_only_itself(tmp_path: Path, read: Read):
    def change(data: bytes) -> bytes:
        return data.replace(b"valve 7.", b"valve\x07 7.")

    told = read(rewritten(document(tmp_path / "a.docx"), tmp_path / "b.docx", "word/document.xml", change))
    assert "Step 40: open valve 40." in told.text
    assert {page.status for page in told.pages} == {PageStatus.TEXT}


def test_a_slide_that_is_not_there_keeps_its_number(tmp_path: Path, read: Read):
    told = read(rewritten(slides(tmp_path / "a.pptx"), tmp_path / "b.pptx", "ppt/slides/slide2.xml", lambda _: None))
    assert [page.status for page in told.pages] == ["text", "failed", "text"]
    assert "Slide Three" in told.pages[2].text


@pytest.mark.parametrize("part", ["ppt/slides/slide2.xml", "ppt/notesSlides/notesSlide2.xml"])
def test_a_slide_of_which_a_part_is_lost_says_so(tmp_path: Path, read: Read, part: str):
    told = read(rewritten(slides(tmp_path / "a.pptx"), tmp_path / "b.pptx", part, halved))
    assert [bool(page.reason) for page in told.pages] == [False, True, False]
    assert "Two" in told.pages[1].text


def test_half_a_sheet_is_read_and_the_rest_called_lost(tmp_path: Path, read: Read):
    path = rewritten(workbook(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", "xl/worksheets/sheet1.xml", halved)
    told = read(path)
    assert [page.status for page in told.pages] == ["text", "failed", "text"]
    assert "Part 2 | 2031-03-09" in told.pages[0].text
    assert told.pages[2].text == "kept"


def test_a_sheet_that_is_not_there_is_named(tmp_path: Path, read: Read):
    path = rewritten(workbook(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", "xl/worksheets/sheet2.xml", lambda _: None)
    told = read(path)
    assert [(page.label, page.status) for page in told.pages] == [("Stock, rows 1–30", "text"), ("Second", "failed")]


def test_lost_shared_texts_are_no_empty_cells(tmp_path: Path, read: Read):
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        '<c r="A1" t="s"><v>0</v></c><c r="B1"><v>7</v></c></row></sheetData></worksheet>'
    )
    path = rewritten(
        workbook(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", "xl/worksheets/sheet2.xml", lambda _: sheet.encode()
    )
    told = read(rewritten(path, tmp_path / "c.xlsx", "xl/sharedStrings.xml", lambda _: None))
    assert_something_is_lost(told)


@pytest.mark.parametrize("share", [0.5, 0.95])
def test_a_document_that_is_cut_off_is_read_as_far_as_it_goes(tmp_path: Path, read: Read, share: float):
    whole = document(tmp_path / "a.docx").read_bytes()
    path = tmp_path / "b.docx"
    path.write_bytes(whole[: int(len(whole) * share)])
    told = read(path)
    assert "Step 1: open valve 1." in told.text
    assert_something_is_lost(told)


def test_a_workbook_without_its_list_of_parts_keeps_its_dates(tmp_path: Path, read: Read):
    whole = workbook(tmp_path / "a.xlsx").read_bytes()
    path = tmp_path / "b.xlsx"
    path.write_bytes(whole[: whole.rindex(b"PK\x03\x04", 0, whole.index(b"PK\x01\x02"))])
    told = read(path)
    assert "Part 30 | 2031-03-09" in told.text
    assert_something_is_lost(told)


def test_the_members_of_an_archive_that_is_cut_off_come_out(tmp_path: Path, read: Read, reader: Reader):
    whole = made.packed(tmp_path / "a.zip", {f"{name}.txt": f"{name} " * 300 for name in ("one", "two", "three")})
    content = whole.read_bytes()
    path = tmp_path / "b.zip"
    path.write_bytes(content[: content.index(b"three.txt") + 20])
    assert_something_is_lost(read(path))
    members = {member.name: (member.data[:4], bool(member.reason)) for member in reader.extract(path, CancelToken())}
    assert members["one.txt"] == (b"one ", False)
    assert members["two.txt"] == (b"two ", False)


def test_a_damaged_part_inside_a_whole_package_is_read_as_far_as_it_goes(tmp_path: Path, read: Read):
    path = document(tmp_path / "a.docx")
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entry = archive.getinfo("word/document.xml")
    place = entry.header_offset + 30 + len(entry.filename) + entry.compress_size - 40
    content[place : place + 20] = bytes(20)
    path.write_bytes(content)
    told = read(path)
    assert "Step 1: open valve 1." in told.text
    assert_something_is_lost(told)


@pytest.mark.parametrize("share", [0.6, 0.9, 0.995])
def test_the_pages_that_are_left_of_a_pdf_are_read(tmp_path: Path, read: Read, reader: Reader, share: float):
    pages = [[f"Page {number} tells of valve {number}."] for number in range(1, 9)]
    whole = made.pdf(tmp_path / "a.pdf", pages).read_bytes()
    path = tmp_path / "b.pdf"
    path.write_bytes(whole[: int(len(whole) * share)])
    told = read(path)
    assert told.pages[0].text == "Page 1 tells of valve 1."
    assert_something_is_lost(told)
    texts = {page.text for page in told.pages if page.status is PageStatus.TEXT}
    assert texts <= {line for (line,) in pages}
    assert reader.picture(path, 1, 200).width == 200


def test_pages_kept_in_compressed_streams_are_found(tmp_path: Path, read: Read):
    pages = [[f"Page {number} tells of valve {number}."] for number in range(1, 4)]
    document = pypdf.PdfWriter(clone_from=made.pdf(tmp_path / "a.pdf", pages))
    numbers = [page.indirect_reference.idnum for page in document.pages if page.indirect_reference]
    document.write(tmp_path / "b.pdf")
    whole = (tmp_path / "b.pdf").read_bytes()
    parts, bodies = [], b""
    for number in numbers:
        start = whole.index(b"\n%d 0 obj" % number) + 1
        end = whole.index(b"endobj", start)
        parts.append((number, len(bodies)))
        bodies += whole[start:end].split(b"obj", 1)[1].strip() + b" "
        whole = whole[:start] + whole[end + len(b"endobj") :]
    head = b" ".join(b"%d %d" % part for part in parts) + b" "
    packed = zlib.compress(head + bodies)
    stream = b"900 0 obj\n<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream\nendobj\n"
    stream %= (len(parts), len(head), len(packed), packed)
    (tmp_path / "c.pdf").write_bytes(whole[: whole.index(b"xref")] + stream)
    told = read(tmp_path / "c.pdf")
    assert [page.text for page in told.pages if page.status is PageStatus.TEXT] == [line for (line,) in pages]
    assert_something_is_lost(told)


def test_a_locked_pdf_that_is_cut_off_is_refused(tmp_path: Path, read: Read):
    document = pypdf.PdfWriter(clone_from=made.pdf(tmp_path / "a.pdf", [["Secret words."]]))
    document.encrypt("key")
    document.write(tmp_path / "b.pdf")
    whole = (tmp_path / "b.pdf").read_bytes()
    (tmp_path / "c.pdf").write_bytes(whole[: whole.index(b"startxref")])
    with pytest.raises(WorldError) as error:
        read(tmp_path / "c.pdf")
    assert error.value.code in {"damaged-file", "password-needed"}


def test_half_an_open_document_is_read_and_the_rest_called_lost(tmp_path: Path, read: Read):
    names = "urn:oasis:names:tc:opendocument:xmlns"
    text = "".join(f"<x:p>Step {number}: open valve {number}.</x:p>" for number in range(1, 41))
    start = f'<o:document-content xmlns:o="{names}:office:1.0" xmlns:x="{names}:text:1.0"><o:body><o:text>'
    members = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": start + text[:600]}
    told = read(made.packed(tmp_path / "a.odt", dict(members)))
    assert told.text.startswith("Step 1: open valve 1.")
    assert_something_is_lost(told)
