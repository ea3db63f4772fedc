"""The texts of an old Word document, put together from the pieces in which it keeps them (MS-DOC)."""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise
from operator import attrgetter

from assistant.documents.formats.compound import Compound
from assistant.documents.formats.office_art import drawn_words
from assistant.documents.formats.ppt_records import record_at
from assistant.documents.formats.word_comments import comments
from assistant.documents.formats.word_formatting import DELETED, HIDDEN, Formatting, Look
from assistant.documents.formats.word_lists import WordLists

_MAGIC = 0xA5EC
_OLDEST = 0xC1
_SECOND_TABLE = 0x0200
_COUNTS_AT = 0x4C
_PIECES_AT, _HEADERS_AT, _DRAWN_AT = 0x1A2, 0xF2, 0x22A
_NARROW = 0x40000000
_FORMATTING, _PIECES = 1, 2
_NOTES = ((1, "Footnote"), (5, "Endnote"), (6, ""))
"""Which of the texts that follow each other is what; text boxes have no label."""
_COMMENTS = 4
_RUNNING = ("Header", "Header", "Footer", "Footer", "Header", "Footer")
_RUNNING_BOXES = "Header"
"""Label of the text boxes that headers and footers have."""
_ENDS = frozenset("\r\x07\f")
_HIDEABLE = re.compile(r"[^\r\x07\f]+")
_SEPARATORS = 6
"""Stories in front of the headers: the lines above footnotes."""


@dataclass(frozen=True)
class _Piece:
    """A run of letters as it lies in the stream.

    Attributes:
        first: Its first letter.
        last: The letter behind its last one.
        offset: Its first byte in the stream.
        width: Bytes of a letter.
        settings: What holds for all of it since the document was saved in haste.
    """

    first: int
    last: int
    offset: int
    width: int
    settings: bytes = b""


class WordText:
    """The texts of a document in the accepted view of its changes; what is hidden is labelled.

    Attributes:
        main: Its body: paragraphs end with a return, cells with 0x07, pages and sections with a form feed.
        notes: Label and text of footnotes, comments, endnotes and text boxes.
        running: Label and text of headers and footers, one for each section and kind of page.
        drawn: Words drawn as pictures of letters, such as watermarks.
        looks: The format of each paragraph and cell of the body, in order, None where nothing tells it.

    Args:
        file: The compound file.

    Raises:
        ValueError: It is older than Word 97.
        struct.error: It is damaged; so does IndexError say.
    """

    def __init__(self, file: Compound) -> None:
        start = file.stream("WordDocument")
        magic, version = struct.unpack_from("<HH", start)
        if magic != _MAGIC or version < _OLDEST:
            raise ValueError(version)
        table = file.stream("1Table" if struct.unpack_from("<H", start, 10)[0] & _SECOND_TABLE else "0Table")
        pieces = list(_pieces(_part(start, table, _PIECES_AT)))
        self._text = "".join(_letters(start, piece) for piece in pieces)
        self._marks, self._pieces = bytearray(len(self._text)), pieces
        formatting = Formatting(start, table)
        for piece in pieces:
            self._mark(piece, formatting)
        counts = struct.unpack_from("<8I", start, _COUNTS_AT)
        borders = list(pairwise(accumulate(counts, initial=0)))
        self.main = self._accepted(*borders[0])
        self.looks = list(self._looks(*borders[0], formatting, WordLists(start, table)))
        begin, end = borders[_COMMENTS]
        said = [(label, begin + first, begin + last) for label, first, last in comments(start, table, end - begin)]
        footnotes, *others = [(label, *borders[at]) for at, label in _NOTES]
        self.notes = [(label, self._accepted(first, last)) for label, first, last in (footnotes, *said, *others)]
        self.running = list(self._stories(*borders[2], _part(start, table, _HEADERS_AT)))
        self.drawn = list(dict.fromkeys(_drawn(_part(start, table, _DRAWN_AT))))
        self.running.append((_RUNNING_BOXES, self._accepted(*borders[7])))

    def _mark(self, piece: _Piece, formatting: Formatting) -> None:
        """Mark the letters of a piece that are struck out or hidden."""
        end = piece.offset + (piece.last - piece.first) * piece.width
        whole = [(piece.offset, end, mark)] if (mark := formatting.mark(piece.settings)) else []
        for first, last, mark in [*formatting.marked(piece.offset, end), *whole]:
            begin = piece.first + (first - piece.offset) // piece.width
            count = (last - first) // piece.width
            self._marks[begin : begin + count] = bytes([mark]) * count

    def _ends(self, first: int, last: int) -> Iterator[int]:
        """Yield where paragraphs and cells end."""
        for at in range(first, min(last, len(self._text))):
            if self._text[at] in _ENDS and self._marks[at] != DELETED:
                yield at

    def _looks(self, first: int, last: int, formatting: Formatting, lists: WordLists) -> Iterator[Look | None]:
        """Yield the format of each paragraph, those with a text counted in their lists."""
        for at in self._ends(first, last):
            look = formatting.look(self._place(at))
            counts = look is not None and bool(look.listed[0]) and bool(self._accepted(first, at).strip())
            yield replace(look, label=lists.label(look.listed)) if look is not None and counts else look
            first = at + 1

    def _place(self, letter: int) -> int:
        """Return the place of a letter in the stream."""
        piece = self._pieces[bisect_right(self._pieces, letter, key=attrgetter("first")) - 1]
        return piece.offset + (letter - piece.first) * piece.width

    def _accepted(self, first: int, last: int) -> str:
        """Return the text between two letters without what is struck out."""
        told = []
        for mark, run in groupby(range(first, min(last, len(self._text))), self._marks.__getitem__):
            letters = "".join(map(self._text.__getitem__, run))
            if mark != DELETED:
                told.append(_HIDEABLE.sub(r"[hidden: \g<0>]", letters) if mark == HIDDEN else letters)
        return "".join(told).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def _stories(self, first: int, last: int, told: bytes) -> Iterator[tuple[str, str]]:
        """Yield label and text of each header and footer."""
        places = struct.unpack(f"<{len(told) // 4}I", told[: len(told) // 4 * 4])
        for number, (begin, end) in enumerate(pairwise(places[:-1])):
            if number >= _SEPARATORS:
                label = _RUNNING[(number - _SEPARATORS) % len(_RUNNING)]
                yield label, self._accepted(first + begin, min(first + end, last))


def _drawn(told: bytes) -> Iterator[str]:
    """Yield the words that the shapes of each drawing draw, which stands behind what all share and a byte."""
    shared = record_at(told, 0)
    place = 8 + len(shared.body) if shared else len(told)
    while (drawing := record_at(told, place + 1)) is not None:
        yield from drawn_words(told[place + 1 : place + 9 + len(drawing.body)])
        place += 9 + len(drawing.body)


def _part(start: bytes, table: bytes, place: int) -> bytes:
    """Return a part of the table stream, which the start of the document tells at a place."""
    offset, size = struct.unpack_from("<II", start, place)
    return table[offset : offset + size]


def _pieces(told: bytes) -> Iterator[_Piece]:
    """Yield the pieces of the text, in letters of one byte or of two."""
    place, haste = 0, list[bytes]()
    while told[place] == _FORMATTING:
        size = int(struct.unpack_from("<H", told, place + 1)[0])
        haste.append(told[place + 3 : place + 3 + size])
        place += 3 + size
    if told[place] != _PIECES:
        raise ValueError(told[place])
    (size,) = struct.unpack_from("<I", told, place + 1)
    count = (size - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", told, place + 5)
    for number, (first, last) in enumerate(pairwise(places)):
        offset, setting = struct.unpack_from("<IH", told, place + 5 + 4 * (count + 1) + 8 * number + 2)
        settings = haste[setting >> 1] if setting & 1 and setting >> 1 < len(haste) else b""
        narrow = bool(offset & _NARROW)
        begin = (offset & ~_NARROW) // 2 if narrow else offset
        yield _Piece(first, max(first, last), begin, 1 if narrow else 2, settings)


def _letters(start: bytes, piece: _Piece) -> str:
    """Return the letters of a piece, as many as it says there are, but no more than the document has room for."""
    count = piece.last - piece.first
    raw = start[piece.offset : piece.offset + count * piece.width]
    text = raw.decode("cp1252" if piece.width == 1 else "utf-16-le", "replace")
    if len(text) != count and piece.width > 1:  # letters beyond the first plane, which the document counts as two
        text = "".join(chr(unit) for (unit,) in struct.iter_unpack("<H", raw[: len(raw) // 2 * 2]))
    return text.ljust(min(count, len(start)), "\0")
