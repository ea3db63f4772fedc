"""How cells of old workbooks are shown: their number formats and what is hidden (MS-XLS), beside calamine's values."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.documents.formats.numbers.codes import BUILT_IN

_BOUND_SHEET, _FORMAT, _STYLE, _LOCK, _BEGIN, _END = 0x85, 0x41E, 0xE0, 0x2F, 0x809, 0x0A
_NUMBER, _SHORT_NUMBER, _SHORT_NUMBERS, _FORMULA, _ROW, _COLUMNS = 0x203, 0x27E, 0xBD, 0x06, 0x208, 0x7D
_TEXT, _SHARED_TEXT, _TRUTH_OR_FAULT, _SHEETS_MEANT = 0x204, 0xFD, 0x205, 0x17
_STYLED = {_NUMBER, _SHORT_NUMBER, _SHORT_NUMBERS, _FORMULA, _TEXT, _SHARED_TEXT}
_JOINED, _DATES = 0xE5, 0x22
_WITH_CELLS = {0, 2}
_RESULT_IS_FAULT = 2
_FAULTS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_UNKNOWN_FAULT = "#ERROR!"
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x01
_WIDE = 0x01

Record = tuple[int, bytes]


@dataclass
class SheetLook:
    """How one sheet is shown; rows and columns count from 0.

    Attributes:
        codes: Number format of a cell by its row and column.
        hidden_rows: Rows that are not shown.
        hidden_columns: Columns that are not shown.
        start: Where the sheet begins in the workbook's stream.
        spans: How many columns joined cells take, by row and column.
        faults: What cells show that hold no value but a fault, such as `#DIV/0!`, by row and column.
    """

    codes: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    start: int = 0
    spans: dict[int, dict[int, int]] = field(default_factory=dict)
    faults: dict[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True)
class ListedSheet:
    """A sheet as the workbook lists it.

    Attributes:
        name: Its name.
        start: Where it begins in the workbook's stream.
        hidden: Whether it is not shown.
        holds_cells: Whether it is a sheet of cells or a chart, not one of macros.
    """

    name: str
    start: int
    hidden: bool
    holds_cells: bool


def is_locked(stream: bytes) -> bool:
    """Whether a workbook stream is encrypted."""
    return any(kind == _LOCK for kind, _ in _records(stream, 0))


def looks(stream: bytes) -> dict[str, SheetLook]:
    """Return how each sheet of a workbook stream is shown, by its name; what is damaged is left out."""
    own: dict[int, str] = {}
    styles: list[int] = []
    sheets: list[tuple[str, int]] = []
    for kind, body in _records(stream, 0):
        if kind == _FORMAT and len(body) > 5:
            own[word_at(body, 0)] = text_in(body, 2, 2)
        elif kind == _STYLE and len(body) >= 4:
            styles.append(word_at(body, 2))
        elif kind == _BOUND_SHEET and len(body) > 8:
            sheets.append((text_in(body, 6, 1), struct.unpack_from("<I", body)[0]))
    codes = [own.get(number, BUILT_IN.get(number, "")) for number in styles]
    return {name: _look(stream, start, codes) for name, start in sheets}


def listed_sheets(stream: bytes) -> list[ListedSheet]:
    """Return the sheets of a workbook in order."""
    bodies = (body for kind, body in _records(stream, 0) if kind == _BOUND_SHEET and len(body) > 8)
    return [
        ListedSheet(text_in(body, 6, 1), struct.unpack_from("<I", body)[0], bool(body[4] & 3), body[5] in _WITH_CELLS)
        for body in bodies
    ]


def dates_from_1904(stream: bytes) -> bool:
    """Whether the dates of a workbook count from 1904."""
    return any(kind == _DATES and word_at(body, 0) == 1 for kind, body in _records(stream, 0))


def sheet_starts(stream: bytes) -> list[int]:
    """Return where the sheets of a workbook stream begin; one that lists none is a sheet itself."""
    listed = [body for kind, body in _records(stream, 0) if kind == _BOUND_SHEET and len(body) > 8]
    return [struct.unpack_from("<I", body)[0] for body in listed] or ([0] if stream else [])


def sheets_meant(stream: bytes) -> list[int]:
    """Return which sheet each reference to a sheet means: its place in the workbook from 0, -1 for none in it."""
    told = next((body for kind, body in _records(stream, 0) if kind == _SHEETS_MEANT), b"")
    ends = struct.iter_unpack("<Hhh", told[2 : 2 + 6 * word_at(told, 0)][: len(told[2:]) // 6 * 6])
    return [first for _, first, _ in ends]


def _look(stream: bytes, start: int, codes: list[str]) -> SheetLook:
    look = SheetLook(start=start)
    for kind, body in _records(stream, start):
        if (fault := _fault(kind, body)) is not None:
            look.faults[word_at(body, 0), word_at(body, 2)] = fault
        if kind in _STYLED:
            for row, column, style in _styled(kind, body):
                if style < len(codes):
                    look.codes[row, column] = codes[style]
        elif kind == _JOINED:
            for first, _, left, right in struct.iter_unpack("<4H", body[2 : 2 + (len(body) - 2) // 8 * 8]):
                look.spans.setdefault(first, {})[left] = right - left + 1
        elif kind == _ROW and len(body) >= 14 and word_at(body, 12) & _HIDDEN_ROW:
            look.hidden_rows.add(word_at(body, 0))
        elif kind == _COLUMNS and len(body) >= 10 and word_at(body, 8) & _HIDDEN_COLUMN:
            look.hidden_columns.update(range(word_at(body, 0), min(word_at(body, 2), 255) + 1))
    return look


def _fault(kind: int, body: bytes) -> str | None:
    """Return the fault that a cell shows, typed or the result of a formula, None where it shows none."""
    if kind == _TRUTH_OR_FAULT and len(body) >= 8 and body[7]:
        return _FAULTS.get(body[6], _UNKNOWN_FAULT)
    if kind == _FORMULA and len(body) >= 14 and body[6] == _RESULT_IS_FAULT and body[12:14] == b"\xff\xff":
        return _FAULTS.get(body[8], _UNKNOWN_FAULT)
    return None


def _styled(kind: int, body: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield row, column and style of the cells that a record tells."""
    if kind == _SHORT_NUMBERS:
        for place in range(4, len(body) - 7, 6):
            yield word_at(body, 0), word_at(body, 2) + (place - 4) // 6, word_at(body, place)
    elif len(body) >= 6:
        yield word_at(body, 0), word_at(body, 2), word_at(body, 4)


def records(stream: bytes, start: int) -> Iterator[tuple[int, int, bytes]]:
    """Yield depth, kind and body of the records of a part of the stream, up to its end; charts in it are one deeper."""
    depth = 0
    while start + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, start)
        if kind == _END and depth <= 1:
            return
        depth += (kind == _BEGIN) - (kind == _END)
        yield depth, kind, stream[start + 4 : start + 4 + size]
        start += 4 + size


def _records(stream: bytes, start: int) -> Iterator[Record]:
    """Yield the records of a part of the stream, up to its end mark, without those of charts in it."""
    return ((kind, body) for depth, kind, body in records(stream, start) if depth <= 1)


def text_in(body: bytes, start: int, size_of_length: int) -> str:
    """Return a text with its length in front, each letter one byte or two."""
    length = int.from_bytes(body[start : start + size_of_length], "little")
    wide = body[start + size_of_length] & _WIDE
    raw = body[start + size_of_length + 1 :]
    return raw[: length * 2].decode("utf-16-le", "replace") if wide else raw[:length].decode("latin-1")


def word_at(body: bytes, place: int) -> int:
    """Return the number of two bytes at a place, 0 where the record ends before."""
    return int.from_bytes(body[place : place + 2], "little")
