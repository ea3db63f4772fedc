"""How letters and paragraphs of an old Word document are formatted, as far as it changes what is read (MS-DOC 2.6)."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.documents.formats.word_lists import Listed
from assistant.documents.formats.word_styles import LIST_LEVEL, LIST_USE, ROW_DEFINED, WordStyles, number, settings

DELETED, HIDDEN = 1, 2
"""Marks of letters that are struck out, or not shown."""
_LETTERS_AT, _PARAGRAPHS_AT, _STYLES_AT = 0xFA, 0x102, 0xA2
_PAGE = 512
_STRUCK_OUT, _NOT_SHOWN, _LETTER_STYLE = 0x0800, 0x083C, 0x4A30
_IN_TABLE, _ROW_ENDS, _OUTLINE = 0x2416, 0x2417, 0x2640
_BODY_LEVEL = 9
_Settings = Callable[[bytes, int, int], bytes]


@dataclass(frozen=True)
class Look:
    """What is read of a paragraph's format.

    Attributes:
        level: Heading level from 1, 0 for body text.
        in_table: Whether it stands in a cell.
        row_ends: Whether it is the mark at the end of a table's row.
        edges: The right edges of the row's cells, in twentieths of a point.
        listed: Which use of a list it is counted in, 0 for none, and its level there.
        label: What Word puts in front of it by itself.
    """

    level: int = 0
    in_table: bool = False
    row_ends: bool = False
    edges: tuple[int, ...] = ()
    listed: Listed = (0, 0)
    label: str = ""


class Formatting:
    """The runs of letters and the paragraphs of a document, by the bytes of its stream in which they lie.

    Args:
        start: The document's stream.
        table: The stream of its tables.
    """

    def __init__(self, start: bytes, table: bytes) -> None:
        self._styles = WordStyles(_part(start, table, _STYLES_AT))
        runs = list(_pages(start, _part(start, table, _LETTERS_AT), _letter_settings))
        paragraphs = list(_pages(start, _part(start, table, _PARAGRAPHS_AT), _paragraph_settings))
        self._runs = sorted((first, last, self.mark(told)) for first, last, told in runs)
        self._looks = sorted((first, last, told) for first, last, told in paragraphs)
        self._begins = [first for first, _, _ in self._looks]

    def marked(self, first: int, last: int) -> Iterator[tuple[int, int, int]]:
        """Yield the runs of struck out and of hidden letters between two places of the stream, with their marks."""
        for begin, end, mark in self._runs[max(bisect_right(self._runs, (first,)) - 1, 0) :]:
            if begin >= last:
                return
            if mark and end > first:
                yield max(begin, first), min(end, last), mark

    def look(self, place: int) -> Look | None:
        """Return the format of the paragraph whose end mark stands at a place, None where nothing tells it."""
        at = bisect_right(self._begins, place) - 1
        if at < 0 or place >= self._looks[at][1]:
            return None
        told = self._looks[at][2]
        style = int.from_bytes(told[:2], "little")
        look = Look(level=self._styles.level(style), listed=self._styles.listed(style))
        for code, operand in settings(told[2:]):
            look = _with(look, code, operand)
        return look

    def mark(self, told: bytes) -> int:
        """Return the mark of letters by their settings; their own go before those of their style."""
        found = dict(settings(told))
        if number(found.get(_STRUCK_OUT, b"")) & 1:
            return DELETED
        style = number(found.get(_LETTER_STYLE, b""))
        own = found.get(_NOT_SHOWN)
        hidden = number(own) & 1 if own is not None else self._styles.hides(style)
        return HIDDEN if hidden else 0


def _edges(operand: bytes) -> tuple[int, ...]:
    """Return the right edges of a row's cells, behind their number and the left edge of the first."""
    count = min(operand[0], (len(operand) - 1) // 2 - 1) if operand else 0
    return struct.unpack_from(f"<{count}h", operand, 3) if count > 0 else ()


def _with(look: Look, code: int, operand: bytes) -> Look:
    on = bool(number(operand))
    if code == _IN_TABLE:
        return replace(look, in_table=on)
    if code == _ROW_ENDS:
        return replace(look, row_ends=on)
    if code == ROW_DEFINED:
        return replace(look, edges=_edges(operand))
    if code in {LIST_USE, LIST_LEVEL}:
        use, level = look.listed
        return replace(look, listed=(number(operand), level) if code == LIST_USE else (use, number(operand)))
    if code == _OUTLINE:
        return replace(look, level=number(operand) + 1 if number(operand) < _BODY_LEVEL else 0)
    return look


def _part(start: bytes, table: bytes, place: int) -> bytes:
    offset, size = struct.unpack_from("<II", start, place)
    return table[offset : offset + size]


def _pages(start: bytes, told: bytes, settings_at: _Settings) -> Iterator[tuple[int, int, bytes]]:
    """Yield first and last place and the settings of all runs, which pages of 512 bytes keep."""
    count = max((len(told) - 4) // 8, 0)
    for (page,) in struct.iter_unpack("<I", told[4 * (count + 1) : 4 * (2 * count + 1)]):
        content = start[page * _PAGE : (page + 1) * _PAGE]
        if len(content) == _PAGE:
            runs = content[-1]
            places = struct.unpack_from(f"<{runs + 1}I", content) if 4 * (runs + 1) < _PAGE else ()
            for at, (first, last) in enumerate(pairwise(places)):
                yield first, last, settings_at(content, runs, at)


def _letter_settings(page: bytes, runs: int, at: int) -> bytes:
    place = 2 * page[4 * (runs + 1) + at] if 4 * (runs + 1) + at < _PAGE else 0
    return page[place + 1 : place + 1 + page[place]] if place else b""


def _paragraph_settings(page: bytes, runs: int, at: int) -> bytes:
    """Return the number of a paragraph's style, in two bytes, and its settings."""
    where = 4 * (runs + 1) + 13 * at
    place = 2 * page[where] if where < _PAGE else 0
    if not 0 < place < _PAGE - 1:
        return b"\0\0"
    size = page[place]
    return page[place + 1 : place + 2 * size] if size else page[place + 2 : place + 2 + 2 * page[place + 1]]
