"""Documents inside old Office documents and rich text become documents of their own."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from assistant.documents.formats.compound import Compound
from assistant.documents.formats.compound_writer import compound_file
from assistant.documents.reader import Reader
from assistant.documents.source import Member
from assistant.jobs import CancelToken
from tests.documents.conftest import Read
from tests.documents.test_old_office import number, record, show, word_document, workbook

NOT_READ = "Objects of this kind are not read."


def test_streams_come_out_of_a_written_file_as_they_went_in():
    streams = {"One": b"1" * 5000, "Two": b"2" * 70_000, "In/Three": b"3" * 4096, "In/Deep/Four": b"4" * 9000}
    streams |= {f"Many {place}": bytes([place]) * 4096 for place in range(40)}
    written = Compound(compound_file(streams))
    assert {path: written.stream(path) for path in streams} == streams
    assert written.whole


def packaged(name: str, content: bytes) -> bytes:
    """Return what a package of Windows holds, with the size in front of it."""
    names = f"{name}\0C:\\drafts\\{name}\0".encode() + b"\0\0\3\0" + struct.pack("<I", 6) + b"C:\\t\\\0"
    inner = b"\2\0" + names + struct.pack("<I", len(content)) + content
    return struct.pack("<I", len(inner)) + inner


def inner_streams() -> dict[str, dict[str, bytes]]:
    """Return objects by their place: a workbook, a Word document, a package, two formulas, and a button."""
    return {
        "1": {"Workbook": workbook(number(0, 0, 1, 0.45))},
        "2": word_document("Inside\r"),
        "3": {"\x01Ole10Native": packaged("note.txt", b"Words")},
        "4": {"Equation Native": b"x"},
        "5": {"Equation Native": b"x"},
        "6": {"\x03OCXNAME": b"Button", "contents": b"x"},
    }


def within(prefix: str) -> dict[str, bytes]:
    return {
        f"{prefix}{place}/{name}": data for place, streams in inner_streams().items() for name, data in streams.items()
    }


def checked(members: list[Member], folder: Path, read: Read) -> None:
    """Check that each of the objects came out as what it is."""
    told = {member.name: member for member in members}
    assert set(told) == {"object 1.xls", "object 2.doc", "note.txt", "object 4"}
    assert (told["object 4"].data, told["object 4"].reason) == (b"", NOT_READ)
    assert told["note.txt"].data == b"Words"
    for name, words in (("object 1.xls", "45%"), ("object 2.doc", "Inside")):
        (folder / name).write_bytes(told[name].data)
        assert read(folder / name).text == words


def test_objects_of_a_word_document_become_documents(tmp_path: Path, read: Read, reader: Reader):
    outer = tmp_path / "a.doc"
    outer.write_bytes(compound_file(word_document("Outer\r") | within("ObjectPool/_")))
    told = read(outer)
    assert told.head.attachments == ("object 1.xls", "object 2.doc", "note.txt", "object 4")
    assert told.text == "Outer"
    checked(list(reader.extract(outer, CancelToken())), tmp_path, read)


def test_objects_of_an_old_workbook_become_documents(tmp_path: Path, read: Read, reader: Reader):
    outer = tmp_path / "a.xls"
    outer.write_bytes(compound_file({"Workbook": workbook(number(0, 0, 0, 7))} | within("MBD0000000")))
    assert len(read(outer).head.attachments) == 4
    checked(list(reader.extract(outer, CancelToken())), tmp_path, read)


@pytest.mark.parametrize(("kind", "inside"), [(0, ["object 1.doc"]), (2, [])])
def test_an_object_on_an_old_slide_becomes_a_document_but_no_button(
    tmp_path: Path, read: Read, reader: Reader, kind: int, inside: list[str]
):
    inner = compound_file(word_document("Inside\r"))
    objects = record(0x0FCC, record(0x0FC3, struct.pack("<6I", 1, kind, 7, 0, 3, 0)), container=True)
    stored = record(0x1011, struct.pack("<I", len(inner)) + zlib.compress(inner), 1)
    outer = show(tmp_path / "a.ppt", b"", record(0x0409, objects, container=True), stored)
    assert list(read(outer).head.attachments) == inside
    members = list(reader.extract(outer, CancelToken()))
    assert [member.data for member in members] == [inner] * len(inside)


def test_a_damaged_object_on_an_old_slide_is_said(tmp_path: Path, reader: Reader):
    objects = record(0x0FCC, record(0x0FC3, struct.pack("<6I", 1, 0, 7, 0, 3, 0)), container=True)
    outer = show(tmp_path / "a.ppt", b"", record(0x0409, objects, container=True), record(0x1011, b"\0" * 9, 1))
    (member,) = reader.extract(outer, CancelToken())
    assert (member.name, member.reason) == ("object 1", "It is damaged.")


def written(kind: str, content: bytes) -> str:
    """Return an object as rich text has it: its kind, two empty names, and its content."""
    name = kind.encode() + b"\0"
    data = struct.pack("<III", 0x501, 2, len(name)) + name + struct.pack("<III", 0, 0, len(content)) + content
    return rf"{{\object\objemb{{\*\objclass {kind}}}{{\*\objdata {data.hex()}}}{{\result }}}}"


def test_objects_of_rich_text_become_documents(tmp_path: Path, read: Read, reader: Reader):
    objects = [
        written("Package", packaged("note.txt", b"Words")[4:]),
        written("Word.Document.8", compound_file(word_document("Inside\r"))),
        written("Equation.2", b"x"),
        written("Equation.2", b"x"),
    ]
    outer = tmp_path / "a.rtf"
    outer.write_text(rf"{{\rtf1 Outer{''.join(objects)}\par}}")
    told = read(outer)
    assert (told.text, told.head.attachments) == ("Outer", ("note.txt", "object 2.doc", "object 3"))
    members = list(reader.extract(outer, CancelToken()))
    assert [member.reason for member in members] == ["", "", NOT_READ]
    assert members[0].data == b"Words"
    (tmp_path / "inner.doc").write_bytes(members[1].data)
    assert read(tmp_path / "inner.doc").text == "Inside"
