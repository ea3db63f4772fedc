"""Documents inside Office documents, and formulas."""

from __future__ import annotations

import struct
from pathlib import Path

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from assistant.documents.reader import Reader
from assistant.jobs import CancelToken
from tests.documents import made
from tests.documents.conftest import Read
from tests.documents.test_odd_sheets import book, links, text
from tests.documents.test_old_office import number, workbook

M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def test_documents_inside_a_workbook_become_documents(tmp_path: Path, read: Read, reader: Reader):
    def packaged(name: str, streams: dict[str, bytes]) -> bytes:
        return made.compound(tmp_path / name, streams).read_bytes()

    names = b"Note\0C:\\drafts\\note.txt\0" + b"\0\0\3\0" + struct.pack("<I", 6) + b"C:\\t\\\0"
    native = struct.pack("<IH", 0, 2) + names + struct.pack("<I", 5) + b"Words"
    inner = book(tmp_path / "inner", f"<sheetData><row>{text('A1', 'Inner')}</row></sheetData>")
    more: dict[str, bytes | str] = {
        "xl/worksheets/_rels/sheet1.xml.rels": links(
            ("package", "../embeddings/inner.xlsx"), ("oleObject", "../embeddings/one.bin"),
            ("oleObject", "../embeddings/two.bin"), ("oleObject", "../embeddings/three.bin"),
            ("oleObject", "../embeddings/four.bin"), ("chart", "../charts/chart1.xml"),
        ),
        "xl/charts/_rels/chart1.xml.rels": links(("package", "../embeddings/figures.xlsx")),
        "xl/embeddings/figures.xlsx": "figures",
        "xl/embeddings/inner.xlsx": inner.read_bytes(),
        "xl/embeddings/one.bin": packaged("one", {"Workbook": workbook(number(0, 0, 1, 0.45))}),
        "xl/embeddings/two.bin": packaged("two", {"\x01Ole10Native": native}),
        "xl/embeddings/three.bin": packaged("three", {"Equation Native": b"x"}),
        "xl/embeddings/four.bin": packaged("four", {"Equation Native": b"x"}),
    }  # fmt: skip
    outer = book(tmp_path / "a.xlsx", f"<sheetData><row>{text('A1', 'Outer')}</row></sheetData>", more)
    assert len(read(outer).head.attachments) == 5
    members = {member.name: member for member in reader.extract(outer, CancelToken())}
    assert set(members) == {"inner.xlsx", "one.xls", "note.txt", "three.bin"}
    assert members["note.txt"].data == b"Words"
    assert members["three.bin"].reason == "Objects of this kind are not read."
    for name, told in (("inner.xlsx", "Inner"), ("one.xls", "45%")):
        (tmp_path / name).write_bytes(members[name].data)
        assert read(tmp_path / name).text == told


def test_formulas_are_told_in_a_line(tmp_path: Path, read: Read):
    def part(name: str, inner: str) -> str:
        return f"<m:{name}>{inner}</m:{name}>"

    def run(words: str) -> str:
        return part("r", part("t", words))

    half = part("f", part("num", run("a+b")) + part("den", run("2")))
    power = part("sSup", part("e", run("x")) + part("sup", run("2")))
    total = part("nary", '<m:naryPr><m:chr m:val="∑"/></m:naryPr>' + part("sub", run("i")) + part("e", run("k")))
    root = part("rad", part("e", part("d", part("e", run("y+1")))))
    document = docx.Document()
    paragraph = document.add_paragraph("Mean ")
    paragraph._p.append(parse_xml(f"<m:oMath {M} {nsdecls('w')}>{half}{run('=')}{power}{total}{root}</m:oMath>"))
    document.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx").text == "Mean (a+b)/2=x^2∑_i k√(y+1)"
