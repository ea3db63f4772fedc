"""In which code the bytes of a document of Word 6 or 95 stand: that of their font (published layout of its files)."""

from __future__ import annotations

import re
import struct
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import attrgetter

from assistant.documents.formats.rtf.letters import CHARSETS

_LANGUAGE_AT, _ORDER_AT = 0x06, 0x14
_STYLES_AT, _RUNS_AT, _FONTS_AT, _RUN_PAGES_AT = 0x60, 0xB8, 0xD0, 0x18A
_MACINTOSH = 0x0100
_STANDARD_FONT = 14
"""Where the table of styles names the font of text that has no other."""
_PAGE = 512
_SET_FONT, _STRIKE_OUT, _HIDE = 93, 65, 92
_HIDEABLE = re.compile(r"[^\r\x07\f]+")
_SIZES = (
    dict.fromkeys((65, 66, 67, 71, 75, *range(85, 93), 94, 98, 99, 100, 101, 102, 104, 117, 118), 1)
    | dict.fromkeys((69, 72, 80, 93, 96, 97, 107, 109, 110), 2)
    | {70: 4, 73: 3, 83: 0, 95: 3}
)
"""Bytes that follow each order for the looks of letters."""
_OPEN_SIZES = {68, 74, 81, 82, 103, 105, 106, 108}
"""Orders that tell the number of their bytes."""
_LANGUAGES = {
    code: codec
    for codec, codes in {
        "cp1250": (0x0405, 0x040E, 0x0415, 0x0418, 0x041A, 0x041B, 0x041C, 0x0424, 0x081A),
        "cp1251": (0x0402, 0x0419, 0x0422, 0x0423, 0x042F, 0x0C1A),
        "cp1253": (0x0408,),
        "cp1254": (0x041F,),
        "cp1255": (0x040D,),
        "cp1256": (0x0401, 0x0420, 0x0429),
        "cp1257": (0x0425, 0x0426, 0x0427),
        "cp1258": (0x042A,),
        "cp874": (0x041E,),
        "cp932": (0x0411,),
        "cp949": (0x0412,),
        "gbk": (0x0804, 0x1004),
        "big5": (0x0404, 0x0C04),
    }.items()
    for code in codes
}


@dataclass(frozen=True)
class _Run:
    """Bytes of the stream whose letters look alike."""

    begin: int
    end: int
    code: str
    struck_out: bool = False
    hidden: bool = False


class Letters:
    """The codes of a document's bytes.

    Args:
        start: The document's stream.
    """

    def __init__(self, start: bytes) -> None:
        fonts = list(_font_codes(_part(start, _FONTS_AT)))
        self._usual = _Run(0, 0, _usual_code(start, fonts))
        runs = (run for page in _run_pages(start) for run in _runs(page))
        self._runs = sorted((self._run(run, fonts) for run in runs), key=attrgetter("begin"))

    def _run(self, told: tuple[int, int, bytes], fonts: list[str]) -> _Run:
        begin, end, orders = told
        looks = dict(_orders(orders))
        font = int.from_bytes(looks.get(_SET_FONT, b"\xff\xff"), "little")
        code = fonts[font] if font < len(fonts) else ""
        marks = (bool(looks.get(order, b"\0")[0] & 1) for order in (_STRIKE_OUT, _HIDE))
        return _Run(begin, end, code or self._usual.code, *marks)

    def decoded(self, start: bytes, first: int, last: int) -> str:
        """Return the text between two places of the stream, without what is struck out; what is hidden is labelled.

        A byte that its code does not know becomes U+FFFD.
        """
        parts, place = [], first
        for run in self._runs[max(bisect(self._runs, first, key=attrgetter("begin")) - 1, 0) :]:
            if run.begin >= last:
                break
            if run.end > place:
                middle = max(run.begin, place)
                parts += [
                    replace(self._usual, begin=place, end=middle),
                    replace(run, begin=middle, end=min(run.end, last)),
                ]
                place = min(run.end, last)
        parts.append(replace(self._usual, begin=place, end=last))
        return "".join(_shown(start, part) for part in parts)


def _shown(start: bytes, run: _Run) -> str:
    if run.struck_out:
        return ""
    text = start[run.begin : run.end].decode(run.code, "replace")
    return _HIDEABLE.sub(r"[hidden: \g<0>]", text) if run.hidden else text


def _part(start: bytes, place: int) -> bytes:
    """Return the part of the stream whose offset and size are told at a place."""
    offset, size = struct.unpack_from("<II", start, place)
    return start[offset : offset + size]


def _font_codes(told: bytes) -> Iterator[str]:
    """Yield the code of each font, "" where it is the usual one."""
    place = 2
    while place + 5 <= len(told):
        yield CHARSETS.get(told[place + 4], "")
        place += told[place] + 1


def _usual_code(start: bytes, fonts: list[str]) -> str:
    """The code of text without a font of its own: the standard font tells it, else the language."""
    (order,) = struct.unpack_from("<H", start, _ORDER_AT)
    if order == _MACINTOSH:
        return "mac-roman"
    styles = _part(start, _STYLES_AT)
    font = struct.unpack_from("<H", styles, _STANDARD_FONT)[0] if len(styles) >= _STANDARD_FONT + 2 else len(fonts)
    (language,) = struct.unpack_from("<H", start, _LANGUAGE_AT)
    return (fonts[font] if font < len(fonts) else "") or _LANGUAGES.get(language, "cp1252")


def _run_pages(start: bytes) -> Iterator[bytes]:
    """Yield the pages that tell of runs of letters: those that are listed, and those that were never listed."""
    told = _part(start, _RUNS_AT)
    count = max(len(told) - 4, 0) // 6
    listed = struct.unpack_from(f"<{count}H", told, 4 * (count + 1)) if count else ()
    first, _, pages = struct.unpack_from("<HHH", start, _RUN_PAGES_AT)
    for number in dict.fromkeys((*listed, *range(first, first + pages))):
        page = start[number * _PAGE : (number + 1) * _PAGE]
        if number and len(page) == _PAGE:
            yield page


def _runs(page: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield begin, end and orders of each run."""
    count = page[-1]
    if 5 * count + 4 > _PAGE:
        return
    places = struct.unpack_from(f"<{count + 1}I", page)
    for number in range(count):
        at = 2 * page[4 * (count + 1) + number]
        yield places[number], places[number + 1], page[at + 1 : at + 1 + page[at]] if at else b""


def _orders(told: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield orders with what follows them, up to one that is not known or cut off."""
    place = 0
    while place < len(told):
        kind = told[place]
        if kind in _OPEN_SIZES and place + 1 < len(told):
            place += 2 + told[place + 1]
        elif kind in _SIZES and place + 1 + _SIZES[kind] <= len(told):
            yield kind, told[place + 1 : place + 1 + _SIZES[kind]]
            place += 1 + _SIZES[kind]
        else:
            break
