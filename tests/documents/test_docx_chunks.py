"""Documents that a Word document takes in where they stand."""

from __future__ import annotations

from pathlib import Path

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.documents.conftest import Read
from tests.documents.test_old_objects import packaged, written

PAGE = (
    "<html><body><h2>Bolts</h2><p>Use new ones.</p>"
    "<table><tr><th>Part</th><th>Torque</th></tr><tr><td>M8</td><td>40 Nm</td></tr></table></body></html>"
)
SAVED = (
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
    f"--b\r\nContent-Type: text/html\r\n\r\n{PAGE}\r\n--b--\r\n"
)
CHUNK = f'<w:altChunk {nsdecls("w", "r")} r:id="%s"/>'


def with_chunks(path: Path, chunks: dict[str, bytes]) -> Path:
    """Write a document that takes others in between its first and its last words."""
    document = docx.Document()
    document.add_paragraph("Before")
    for name, data in chunks.items():
        part = Part(PackURI(f"/word/{name}"), "application/octet-stream", data, document.part.package)
        link = document.part.relate_to(part, RELATIONSHIP_TYPE.A_F_CHUNK)
        document.paragraphs[-1]._p.addnext(parse_xml(CHUNK % link))
        document.add_paragraph("After")
    document.save(str(path))
    return path


def test_documents_of_other_kinds_are_read_where_they_are_taken_in(tmp_path: Path, read: Read):
    inner = docx.Document()
    inner.add_heading("Pumps", 1)
    inner.save(str(tmp_path / "inner.docx"))
    for name, data, told in (
        ("one.html", PAGE.encode(), "Bolts\n\nUse new ones.\n\nPart | Torque\nM8 | 40 Nm"),
        ("one.dat", PAGE.encode(), "Bolts\n\nUse new ones.\n\nPart | Torque\nM8 | 40 Nm"),
        ("one.mht", SAVED.encode(), "Bolts\n\nUse new ones.\n\nPart | Torque\nM8 | 40 Nm"),
        ("one.rtf", rb"{\rtf1 Open the valve.\par Shut it.}", "Open the valve.\n\nShut it."),
        ("one.txt", b"Plain words.", "Plain words."),
        ("one.docx", (tmp_path / "inner.docx").read_bytes(), "Pumps"),
    ):
        told_all = read(with_chunks(tmp_path / "a.docx", {name: data}))
        assert told_all.text == f"Before\n\n{told}\n\nAfter", name


def test_headings_and_tables_of_what_is_taken_in_keep_what_they_are(tmp_path: Path, read: Read):
    told = read(with_chunks(tmp_path / "a.docx", {"one.html": PAGE.encode()}))
    (page,) = told.pages
    assert [(section.title, section.level) for section in page.sections] == [("Bolts", 2)]
    assert page.tables[0].header == "Part | Torque"


def test_what_is_taken_in_but_cannot_be_read_stands_in_the_ledger(tmp_path: Path, read: Read):
    with_chunks(tmp_path / "inner.docx", {"one.txt": b"Too deep."})
    nested = (tmp_path / "inner.docx").read_bytes()
    for name, data in (("one.bin", b"\0\1\2\3"), ("two.docx", nested), ("three.docx", b"PK\3\4 cut off")):
        told = read(with_chunks(tmp_path / "a.docx", {name: data}))
        assert told.pages[-1].status == "failed", name
        assert "could not be read" in told.pages[-1].reason
        assert told.text.startswith("Before\n\n")


def test_documents_inside_what_is_taken_in_are_said_to_be_left(tmp_path: Path, read: Read):
    inner = rf"{{\rtf1 Open.{written('Package', packaged('note.txt', b'Words')[4:])}\par}}"
    told = read(with_chunks(tmp_path / "a.docx", {"one.rtf": inner.encode()}))
    assert told.text.startswith("Before\n\nOpen.\n\nAfter")
    assert (told.pages[-1].status, "holds others" in told.pages[-1].reason) == ("failed", True)


def test_a_document_that_is_taken_in_twice_is_told_once(tmp_path: Path, read: Read):
    document = docx.Document(str(with_chunks(tmp_path / "a.docx", {"one.txt": b"Once."})))
    (chunk,) = document.element.body.iterchildren("{*}altChunk")
    chunk.addnext(parse_xml(CHUNK % chunk.get(chunk.keys()[0])))
    document.save(str(tmp_path / "b.docx"))
    assert read(tmp_path / "b.docx").text == "Before\n\nOnce.\n\nAfter"
