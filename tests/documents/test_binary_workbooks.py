"""Binary workbooks (.xlsb), put together record by record."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path

import pytest

from assistant.documents.reader import Reader
from assistant.errors import WorldError
from assistant.jobs import CancelToken
from tests.documents import made
from tests.documents.conftest import Read
from tests.documents.test_odd_sheets import links

LAST_ROW, LAST_COLUMN = 1_048_575, 16_383

Cells = Mapping[tuple[int, int], float | None]


def record(kind: int, body: bytes = b"") -> bytes:
    return b"".join(map(seven_bits, (kind, len(body)))) + body


def seven_bits(number: int) -> bytes:
    return bytes([number]) if number < 0x80 else bytes([number & 0x7F | 0x80]) + seven_bits(number >> 7)


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def sheet(cells: Cells) -> bytes:
    """Return a sheet of numbers, and of cells with nothing but a format."""
    rows, columns = (max(place[axis] for place in cells) for axis in (0, 1))
    told = record(129) + record(148, struct.pack("<4I", 0, rows, 0, columns)) + record(145)
    for (row, column), value in sorted(cells.items()):
        told += record(0, struct.pack("<IIHBBBI", row, 0, 300, 0, 0, 0, 0))
        number = b"" if value is None else struct.pack("<d", value)
        told += record(5 if number else 1, struct.pack("<II", column, 0) + number)
    return told + record(146) + record(130)


def book(path: Path, sheets: Mapping[str, Cells], more: Mapping[str, bytes | str] | None = None) -> Path:
    listed = b"".join(
        record(156, struct.pack("<II", 0, place) + wide(f"r{place}") + wide(name))
        for place, name in enumerate(sheets, 1)
    )
    parts: dict[str, bytes | str] = {
        "_rels/.rels": links(("officeDocument", "xl/workbook.bin")),
        "xl/workbook.bin": record(131) + record(143) + listed + record(144) + record(132),
        "xl/_rels/workbook.bin.rels": links(*(("worksheet", f"worksheets/{name}.bin") for name in sheets)),
        **{f"xl/worksheets/{name}.bin": sheet(cells) for name, cells in sheets.items()},
    }
    return made.packed(path, parts | dict(more or {}))


def test_a_sheet_whose_cells_lie_too_far_apart_is_said_and_the_others_are_told(tmp_path: Path, read: Read):
    path = book(tmp_path / "a.xlsb", {"Far": {(0, 0): 1, (LAST_ROW, LAST_COLUMN): 7}, "Near": {(0, 0): 1.5, (2, 1): 2}})
    far, near = read(path).pages
    assert (far.label, far.status, near.text) == ("Far", "failed", "1.5\n2")
    assert far.reason.startswith("The filled cells of this sheet lie too far apart")


def test_a_far_cell_with_nothing_but_a_format_costs_nothing(tmp_path: Path, read: Read):
    path = book(tmp_path / "a.xlsb", {"Near": {(0, 0): 1.5, (LAST_ROW, LAST_COLUMN): None}})
    assert read(path).text == "1.5"


def test_documents_inside_a_binary_workbook_become_documents(tmp_path: Path, read: Read, reader: Reader):
    more: dict[str, bytes | str] = {
        "xl/worksheets/_rels/Near.bin.rels": links(("package", "../embeddings/note.docx")),
        "xl/embeddings/note.docx": b"words",
    }
    path = book(tmp_path / "a.xlsb", {"Near": {(0, 0): 1.5}}, more)
    assert read(path).head.attachments == ("note.docx",)
    assert [member.data for member in reader.extract(path, CancelToken())] == [b"words"]


def test_a_damaged_sheet_is_said_and_the_others_are_told(tmp_path: Path, read: Read):
    parts: dict[str, bytes | str] = {"xl/worksheets/Lost.bin": b"\xff" * 50}
    lost, near = read(book(tmp_path / "a.xlsb", {"Lost": {(0, 0): 1}, "Near": {(0, 0): 1.5}}, parts)).pages
    assert (lost.status, lost.reason) == ("failed", "This sheet is damaged or missing and could not be read.")
    assert near.text == "1.5"


def test_a_workbook_without_the_links_to_its_sheets_is_damaged(tmp_path: Path, read: Read):
    path = book(tmp_path / "a.xlsb", {"Near": {(0, 0): 1.5}}, {"xl/_rels/workbook.bin.rels": links()})
    with pytest.raises(WorldError, match="cannot be opened as a workbook"):
        read(path)
