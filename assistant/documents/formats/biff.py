"""How cells of old workbooks are shown: their number formats and what is hidden (MS-XLS), beside calamine's values."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.documents.formats.xlsx.number_format import BUILT_IN

_BOUND_SHEET, _FORMAT, _STYLE, _LOCK, _END = 0x85, 0x41E, 0xE0, 0x2F, 0x0A
_NUMBER, _SHORT_NUMBER, _SHORT_NUMBERS, _FORMULA, _ROW, _COLUMNS = 0x203, 0x27E, 0xBD, 0x06, 0x208, 0x7D
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
    """

    codes: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


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
            own[_word(body, 0)] = _text(body, 2, 2)
        elif kind == _STYLE and len(body) >= 4:
            styles.append(_word(body, 2))
        elif kind == _BOUND_SHEET and len(body) > 8:
            sheets.append((_text(body, 6, 1), struct.unpack_from("<I", body)[0]))
    codes = [own.get(number, BUILT_IN.get(number, "")) for number in styles]
    return {name: _look(stream, start, codes) for name, start in sheets}


def _look(stream: bytes, start: int, codes: list[str]) -> SheetLook:
    look = SheetLook()
    for kind, body in _records(stream, start):
        if kind in {_NUMBER, _SHORT_NUMBER, _SHORT_NUMBERS, _FORMULA}:
            for row, column, style in _styled(kind, body):
                if style < len(codes):
                    look.codes[row, column] = codes[style]
        elif kind == _ROW and len(body) >= 14 and _word(body, 12) & _HIDDEN_ROW:
            look.hidden_rows.add(_word(body, 0))
        elif kind == _COLUMNS and len(body) >= 10 and _word(body, 8) & _HIDDEN_COLUMN:
            look.hidden_columns.update(range(_word(body, 0), min(_word(body, 2), 255) + 1))
    return look


def _styled(kind: int, body: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield row, column and style of the cells that a record tells."""
    if kind == _SHORT_NUMBERS:
        for place in range(4, len(body) - 7, 6):
            yield _word(body, 0), _word(body, 2) + (place - 4) // 6, _word(body, place)
    elif len(body) >= 6:
        yield _word(body, 0), _word(body, 2), _word(body, 4)


def _records(stream: bytes, start: int) -> Iterator[Record]:
    """Yield the records of a part of the stream, up to its end mark."""
    while start + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, start)
        if kind == _END:
            return
        yield kind, stream[start + 4 : start + 4 + size]
        start += 4 + size


def _text(body: bytes, start: int, size_of_length: int) -> str:
    """Return a text with its length in front, each letter one byte or two."""
    length = int.from_bytes(body[start : start + size_of_length], "little")
    wide = body[start + size_of_length] & _WIDE
    raw = body[start + size_of_length + 1 :]
    return raw[: length * 2].decode("utf-16-le", "replace") if wide else raw[:length].decode("latin-1")


def _word(body: bytes, place: int) -> int:
    return int.from_bytes(body[place : place + 2], "little")
