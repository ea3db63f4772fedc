"""Numbers and bullets that old Word documents put in front of paragraphs by themselves (MS-DOC 2.9.131, 2.9.150)."""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.documents.formats.counting import counted

_LISTS_AT, _USES_AT = 0x2E2, 0x2EA
_LIST, _USE, _LEVEL, _CHANGE = 28, 16, 28, 8
_SIMPLE = 0x01
_LEVELS = 9
_BULLET, _NOTHING = 23, 255
_FORMS = {1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 22: "decimalZero", _NOTHING: "none"}
_STARTS, _FORMATS = 0x10, 0x20
_MOST = 4000
Listed = tuple[int, int]
"""Which use of a list a paragraph belongs to, from 1, and its level from 0."""


@dataclass(frozen=True)
class _Level:
    """How a level counts: where it starts, in which form, and the label, in which small codes stand for levels."""

    start: int
    form: int
    pattern: str


class WordLists:
    """Counts the paragraphs of the lists of a document.

    Args:
        start: The document's stream.
        table: The stream of its tables.
    """

    def __init__(self, start: bytes, table: bytes) -> None:
        self._lists = dict(_lists(start, table))
        self._uses = list(_uses(start, table))
        self._counts: dict[int, dict[int, int]] = defaultdict(dict)
        self._begun: set[int] = set()

    def label(self, listed: Listed) -> str:
        """Count one more paragraph and return what stands in front of it, "" where nothing does."""
        use, level = listed
        if not 0 < use <= len(self._uses):
            return ""
        name, starts = self._uses[use - 1]
        levels = self._lists.get(name, [])
        if level >= len(levels):
            return ""
        counts = self._counts[name]
        if use not in self._begun:
            self._begun.add(use)
            counts |= {begun: start - 1 for begun, start in starts.items()}
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return _shown(levels, counts, level)


def _shown(levels: list[_Level], counts: dict[int, int], level: int) -> str:
    if levels[level].form == _BULLET:
        return "•"

    def letter(sign: str) -> str:
        place = ord(sign)
        if place >= len(levels):
            return "" if place < _LEVELS else sign
        return counted(counts.get(place, levels[place].start), _FORMS.get(levels[place].form, "decimal"))

    return "".join(map(letter, levels[level].pattern)).strip()


def _lists(start: bytes, table: bytes) -> Iterator[tuple[int, list[_Level]]]:
    """Yield number and levels of each list; the levels of all stand behind the list of lists."""
    offset, size = struct.unpack_from("<II", start, _LISTS_AT)
    count = struct.unpack_from("<H", table, offset)[0] if size else 0
    place = offset + size
    for at in range(min(count, _MOST)):
        told = table[offset + 2 + at * _LIST :][:_LIST]
        if len(told) < _LIST:
            return
        levels = []
        for _ in range(1 if told[26] & _SIMPLE else _LEVELS):
            level, place = _level(table, place)
            levels.append(level)
        yield int.from_bytes(told[:4], "little"), levels


def _level(table: bytes, place: int) -> tuple[_Level, int]:
    """Return a level and where the next one begins."""
    told = table[place : place + _LEVEL].ljust(_LEVEL, b"\0")
    start, form = struct.unpack_from("<IB", told)
    place += _LEVEL + told[24] + told[25]
    count = int.from_bytes(table[place : place + 2], "little")
    pattern = table[place + 2 : place + 2 + 2 * count].decode("utf-16-le", "replace")
    return _Level(start, form, pattern), place + 2 + 2 * count


def _uses(start: bytes, table: bytes) -> Iterator[tuple[int, dict[int, int]]]:
    """Yield for each use of a list its number, and the levels that it counts anew from which number on."""
    offset, size = struct.unpack_from("<II", start, _USES_AT)
    count = struct.unpack_from("<I", table, offset)[0] if size else 0
    place = offset + 4 + count * _USE
    for at in range(min(count, _MOST)):
        told = table[offset + 4 + at * _USE :][:_USE]
        if len(told) < _USE:
            return
        place += 4
        starts: dict[int, int] = {}
        for _ in range(told[12]):
            number, kind = struct.unpack_from("<IB", table[place : place + _CHANGE].ljust(_CHANGE, b"\0"))
            place += _CHANGE
            if kind & _FORMATS:
                level, place = _level(table, place)
                number = level.start
            if kind & (_STARTS | _FORMATS):
                starts[kind & 0xF] = number
        yield int.from_bytes(told[:4], "little"), starts
