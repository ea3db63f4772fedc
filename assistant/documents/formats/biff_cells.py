"""The values of cells of old workbooks (MS-XLS), only those that are filled, whatever range a sheet declares."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from assistant.documents.clean import one_line
from assistant.documents.formats.biff import records, text_in, word_at

_TEXTS, _CONTINUED = 0xFC, 0x3C
_NUMBER, _SHORT, _SHORTS, _FORMULA, _RESULT = 0x203, 0x27E, 0xBD, 0x06, 0x207
_TEXT, _RICH_TEXT, _SHARED_TEXT, _TRUTH = 0x204, 0xD6, 0xFD, 0x205
_WIDE, _MORE, _RUNS = 0x01, 0x04, 0x08
_TEXT_FOLLOWS, _IS_TRUTH = 0, 1
_CELL = 6
"""Bytes of a cell's row, column and style, in front of its value."""

Value = float | bool | str


def shared_texts(stream: bytes) -> list[str]:
    """Return the texts that the cells of a workbook share; those behind a damaged one are lost."""
    chunks: list[bytes] = []
    for _, kind, body in records(stream, 0):
        if kind == _TEXTS or (chunks and kind == _CONTINUED):
            chunks.append(body)
        elif chunks:
            break
    return list(_Texts(chunks).all()) if chunks else []


def cells_in(stream: bytes, start: int, texts: list[str]) -> dict[int, dict[int, Value]]:
    """Return the values of a sheet by row and column, both from 0.

    Args:
        stream: Of the workbook.
        start: Where the sheet begins in it.
        texts: What its cells share.
    """
    rows: dict[int, dict[int, Value]] = {}
    waiting: tuple[int, int] | None = None
    for depth, kind, body in records(stream, start):
        if depth > 1:
            continue
        if kind == _RESULT and waiting and len(body) > 2:
            rows.setdefault(waiting[0], {})[waiting[1]] = one_line(text_in(body, 0, 2))
        for row, column, value in _values(kind, body, texts):
            rows.setdefault(row, {})[column] = value
        if kind == _FORMULA:
            waiting = (word_at(body, 0), word_at(body, 2))
    return dict(sorted(rows.items()))


def _values(kind: int, body: bytes, texts: list[str]) -> Iterator[tuple[int, int, Value]]:
    """Yield row, column and value of the cells that a record tells."""
    row, column = word_at(body, 0), word_at(body, 2)
    if kind == _SHORTS:
        for place in range(4, len(body) - 7, 6):
            yield row, column + (place - 4) // 6, _short(body[place + 2 : place + 6])
    elif kind == _SHARED_TEXT and len(body) >= _CELL + 4:
        number = int.from_bytes(body[_CELL : _CELL + 4], "little")
        if number < len(texts):
            yield row, column, texts[number]
    elif kind in {_TEXT, _RICH_TEXT} and len(body) > _CELL + 2:
        yield row, column, one_line(text_in(body, _CELL, 2))
    elif (value := _single(kind, body)) is not None:
        yield row, column, value


def _single(kind: int, body: bytes) -> Value | None:
    if kind == _NUMBER and len(body) >= _CELL + 8:
        return float(struct.unpack_from("<d", body, _CELL)[0])
    if kind == _SHORT and len(body) >= _CELL + 4:
        return _short(body[_CELL : _CELL + 4])
    if kind == _TRUTH and len(body) >= _CELL + 2 and not body[_CELL + 1]:
        return bool(body[_CELL])
    return _result(body[_CELL : _CELL + 8]) if kind == _FORMULA and len(body) >= _CELL + 8 else None


def _result(told: bytes) -> Value | None:
    """Return the stored result of a formula, None for a text, which follows, and for a fault."""
    if told[6:] != b"\xff\xff":
        return float(struct.unpack("<d", told)[0])
    return bool(told[2]) if told[0] == _IS_TRUTH else None


def _short(told: bytes) -> float:
    """Return a number in four bytes: its last bit says hundredths, the one before it a whole number."""
    (bits,) = struct.unpack("<i", told)
    value = float(bits >> 2) if bits & 2 else float(struct.unpack("<d", b"\0\0\0\0" + struct.pack("<i", bits & ~3))[0])
    return value / 100 if bits & 1 else value


class _Texts:
    """Reads texts from a record and those that continue it; where letters are parted, their width is told anew."""

    def __init__(self, chunks: list[bytes]) -> None:
        self._chunks = chunks
        self._chunk = 0
        self._place = 0

    def all(self) -> Iterator[str]:
        """Yield the texts, as many as there are."""
        count = int.from_bytes(self._bytes(8)[4:], "little")
        for _ in range(count):
            if self._ended():
                return
            yield one_line(self._text())

    def _text(self) -> str:
        count, flags = struct.unpack("<HB", self._bytes(3).ljust(3, b"\0"))
        runs = int.from_bytes(self._bytes(2), "little") if flags & _RUNS else 0
        more = int.from_bytes(self._bytes(4), "little") if flags & _MORE else 0
        text = self._letters(count, wide=bool(flags & _WIDE))
        self._bytes(4 * runs + more)
        return text

    def _letters(self, count: int, *, wide: bool) -> str:
        told = b""
        while count and self._chunk < len(self._chunks):
            width = 2 if wide else 1
            part = self._chunks[self._chunk][self._place :][: count * width]
            part = part[: len(part) // width * width]
            self._place += len(part)
            count -= len(part) // width
            told += part if wide else part.decode("latin-1").encode("utf-16-le")
            if count:
                self._next()
                wide = bool(int.from_bytes(self._bytes(1), "little") & _WIDE)
        return told.decode("utf-16-le", "replace")

    def _bytes(self, count: int) -> bytes:
        told = b""
        while count > len(told) and self._chunk < len(self._chunks):
            part = self._chunks[self._chunk][self._place :][: count - len(told)]
            self._place += len(part)
            told += part
            if len(told) < count:
                self._next()
        return told

    def _next(self) -> None:
        self._chunk, self._place = self._chunk + 1, 0

    def _ended(self) -> bool:
        """Whether nothing is left; a record that is read to its end may be continued."""
        if self._chunk < len(self._chunks) and self._place >= len(self._chunks[self._chunk]):
            self._next()
        return self._chunk >= len(self._chunks)
