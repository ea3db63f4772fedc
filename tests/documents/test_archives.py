from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.documents.reader import Reader
from assistant.errors import WorldError
from assistant.jobs import CancelToken
from tests.documents import made
from tests.documents.conftest import Read


def code_of(read: Callable[[], object]) -> str:
    with pytest.raises(WorldError) as error:
        read()
    return error.value.code


def test_members_come_out_with_their_folders(tmp_path: Path, read: Read, reader: Reader):
    path = made.packed(
        tmp_path / "a.zip",
        {"reports/march.txt": "March", "notes.md": "# Notes", "__MACOSX/._notes.md": "x", ".DS_Store": "x"},
    )
    told = read(path)
    assert (told.head.kind, told.head.attachments) == ("archive", ("reports/march.txt", "notes.md"))
    assert "reports/march.txt" in told.text
    members = list(reader.extract(path, CancelToken()))
    assert [(member.name, member.data) for member in members] == [
        ("reports/march.txt", b"March"),
        ("notes.md", b"# Notes"),
    ]


def test_names_cannot_lead_out_of_the_archive(tmp_path: Path, reader: Reader):
    path = made.packed(tmp_path / "a.zip", {"../../etc/evil.txt": "x", "/srv/abs.txt": "y", "a\\b.txt": "z"})
    assert [member.name for member in reader.extract(path, CancelToken())] == [
        "etc/evil.txt",
        "srv/abs.txt",
        "a/b.txt",
    ]


def test_an_archive_inside_an_archive_comes_out_as_it_is(tmp_path: Path, reader: Reader):
    inner = made.packed(tmp_path / "inner.zip", {"deep.txt": "deep"}).read_bytes()
    (member,) = reader.extract(made.packed(tmp_path / "outer.zip", {"inner.zip": inner}), CancelToken())
    assert zipfile.ZipFile(io.BytesIO(member.data)).read("deep.txt") == b"deep"


def test_a_damaged_member_is_named_and_the_others_come_out(tmp_path: Path, reader: Reader):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("bad.txt", "BADBADBADBAD")
        archive.writestr("good.txt", "good")
    path.write_bytes(path.read_bytes().replace(b"BADBADBADBAD", b"BADBADBADBXX", 1))
    bad, good = reader.extract(path, CancelToken())
    assert (bad.data, bad.reason.endswith(".")) == (b"", True)
    assert (good.data, good.reason) == (b"good", "")


@pytest.mark.parametrize("name", ["bomb.zip", "bomb.docx", "bomb.xlsx", "bomb.epub"])
def test_a_bomb_is_refused_before_it_goes_off(tmp_path: Path, read: Read, name: str):
    zeros = b"\0" * 300_000_000
    part = {"bomb.docx": "word/document.xml", "bomb.xlsx": "xl/workbook.xml", "bomb.epub": "OEBPS/a.xhtml"}
    members: dict[str, bytes | str] = {"mimetype": "application/epub+zip"} if name == "bomb.epub" else {}
    path = made.packed(tmp_path / name, {**members, part.get(name, "zeros.bin"): zeros})
    assert path.stat().st_size < 1_000_000
    assert code_of(lambda: read(path)) == "unpacks-too-large"


def test_too_many_entries_are_refused(tmp_path: Path, read: Read):
    path = made.packed(tmp_path / "a.zip", {f"{number}.txt": b"" for number in range(10_001)})
    assert code_of(lambda: read(path)) == "too-many-entries"


def test_an_entry_that_lies_about_its_size_gives_no_more_than_it_declares(tmp_path: Path, reader: Reader):
    path = made.packed(tmp_path / "a.zip", {"a.txt": b"x" * 1000})
    data = path.read_bytes().replace((1000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    path.write_bytes(data)
    (member,) = reader.extract(path, CancelToken())
    assert len(member.data) <= 10


def test_nested_and_exploding_xml_end_with_a_reason_or_text(tmp_path: Path, read: Read):
    (tmp_path / "deep.xml").write_text("<a>" * 200_000 + "core" + "</a>" * 200_000, encoding="utf-8")
    assert "core" in read(tmp_path / "deep.xml").text
    entities = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e0 "ha">{entities}]><a>&e11;</a>'
    (tmp_path / "laugh.xml").write_text(bomb, encoding="utf-8")
    assert len(read(tmp_path / "laugh.xml").text) < 100_000


def test_a_book_keeps_its_order_and_its_other_chapters(tmp_path: Path, read: Read):
    chapters = {f"OEBPS/c{number}.xhtml": f"<html><body><h1>Chapter {number}</h1></body></html>" for number in (3, 1)}
    manifest = "".join(
        f'<item id="c{number}" href="c{number}.xhtml" media-type="application/xhtml+xml"/>' for number in (3, 1, 2)
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>Tides</dc:title></metadata><manifest>{manifest}"
        '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="nav"/><itemref idref="c1"/><itemref idref="c2"/><itemref idref="c3"/></spine></package>'
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/p.opf"/></rootfiles></container>'
    )
    nav = "<html><body><nav>Contents</nav></body></html>"
    path = made.packed(
        tmp_path / "a.epub",
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OEBPS/p.opf": package,
            "OEBPS/nav.xhtml": nav,
            **chapters,
        },
    )
    told = read(path)
    assert told.head.title == "Tides"
    assert [(page.text, str(page.status)) for page in told.pages] == [
        ("Chapter 1", "text"), ("", "failed"), ("Chapter 3", "text"),
    ]  # fmt: skip
    assert "Contents" not in told.text
