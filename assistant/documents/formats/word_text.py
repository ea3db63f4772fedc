"""The texts of an old Word document, put together from the pieces in which it keeps them (MS-DOC)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import accumulate, pairwise

from assistant.documents.formats.compound import Compound

_MAGIC = 0xA5EC
_OLDEST = 0xC1
_SECOND_TABLE = 0x0200
_COUNTS_AT = 0x4C
_PIECES_AT, _HEADERS_AT = 0x1A2, 0xF2
_NARROW = 0x40000000
_FORMATTING, _PIECES = 1, 2
_NOTES = ((1, "Footnote"), (4, "Comment"), (5, "Endnote"), (6, ""))
"""Which of the texts that follow each other is what; text boxes have no label."""
_RUNNING = ("Header", "Header", "Footer", "Footer", "Header", "Footer")
_SEPARATORS = 6
"""Stories in front of the headers: the lines above footnotes."""


class WordText:
    """The texts of a document.

    Attributes:
        main: Its body: paragraphs end with a return, cells with 0x07, pages and sections with a form feed.
        notes: Label and text of footnotes, comments, endnotes and text boxes.
        running: Label and text of headers and footers, one for each section and kind of page.

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
        text = "".join(_pieces(start, _part(start, table, _PIECES_AT)))
        counts = struct.unpack_from("<8I", start, _COUNTS_AT)
        borders = list(pairwise(accumulate(counts, initial=0)))
        self.main = text[slice(*borders[0])]
        self.notes = [(label, text[slice(*borders[at])]) for at, label in _NOTES]
        self.running = list(_stories(text[slice(*borders[2])], _part(start, table, _HEADERS_AT)))


def _part(start: bytes, table: bytes, place: int) -> bytes:
    """Return a part of the table stream, which the start of the document tells at a place."""
    offset, size = struct.unpack_from("<II", start, place)
    return table[offset : offset + size]


def _pieces(start: bytes, told: bytes) -> Iterator[str]:
    """Yield the text of each piece, in letters of one byte or of two."""
    place = 0
    while told[place] == _FORMATTING:
        place += 3 + int(struct.unpack_from("<H", told, place + 1)[0])
    if told[place] != _PIECES:
        raise ValueError(told[place])
    (size,) = struct.unpack_from("<I", told, place + 1)
    count = (size - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", told, place + 5)
    for number, (first, last) in enumerate(pairwise(places)):
        (offset,) = struct.unpack_from("<I", told, place + 5 + 4 * (count + 1) + 8 * number + 2)
        letters = max(last - first, 0)
        if offset & _NARROW:
            begin = (offset & ~_NARROW) // 2
            yield start[begin : begin + letters].decode("cp1252", "replace")
        else:
            yield start[offset : offset + 2 * letters].decode("utf-16-le", "replace")


def _stories(text: str, told: bytes) -> Iterator[tuple[str, str]]:
    """Yield label and text of each header and footer."""
    places = struct.unpack(f"<{len(told) // 4}I", told[: len(told) // 4 * 4])
    for number, (first, last) in enumerate(pairwise(places[:-1])):
        if number >= _SEPARATORS:
            yield _RUNNING[(number - _SEPARATORS) % len(_RUNNING)], text[first:last]
