"""The texts of a document of Word 6 or 95, as the published layout of its files tells where they lie."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import accumulate, pairwise

from assistant.documents.formats.word6_letters import Letters
from assistant.documents.formats.word_formatting import Look

_MAGICS = {0xA5DC, 0xA697, 0xA698, 0xA699, 0xA5EC}
_OLDEST, _NEWEST = 101, 105
_FLAGS_AT, _TEXT_AT, _COUNTS_AT, _PIECES_AT, _HEADERS_AT = 0x0A, 0x18, 0x34, 0x160, 0xB0
_FAST_SAVED, _WIDE = 0x0004, 0x1000
_FORMATTING, _PIECES = 1, 2
_NOTES = ((1, "Footnote"), (4, "Comment"), (5, "Endnote"), (6, ""))
"""Which of the texts that follow each other is what; text boxes have no label."""
_RUNNING = "Header or footer"
"""Which of them a story is was told by the sections that have it."""
_MARKS = frozenset("\t\n\r\f\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0e\x13\x14\x15\x1e\x1f")
"""Control characters that have a meaning in a document."""


def is_word6(start: bytes) -> bool:
    """Whether a document's stream was written by Word 6 or 95."""
    if len(start) < 4:
        return False
    magic, version = struct.unpack_from("<HH", start)
    return magic in _MAGICS and _OLDEST <= version <= _NEWEST


class Word6Text:
    """The texts of a document.

    Attributes:
        main: Its body: paragraphs end with a return, cells with 0x07, pages and sections with a form feed.
        notes: Label and text of footnotes, comments, endnotes and text boxes.
        running: Label and text of headers and footers, one for each section and kind of page.
        drawn: Words drawn as pictures of letters, of which there are none yet.
        looks: The format of each paragraph of the body, which is not read here.

    Args:
        start: The document's stream.

    Raises:
        ValueError: Its text is not where it should be; so do struct.error and IndexError say.
    """

    def __init__(self, start: bytes) -> None:
        counts = struct.unpack_from("<8I", start, _COUNTS_AT)
        if not 0 < sum(counts) <= len(start):
            raise ValueError(counts)
        self._start, self._letters = start, Letters(start)
        flags = struct.unpack_from("<H", start, _FLAGS_AT)[0]
        self._size = 2 if flags & _WIDE else 1
        whole = (0, sum(counts), struct.unpack_from("<I", start, _TEXT_AT)[0])
        self._pieces = list(_pieces(start)) if flags & _FAST_SAVED else [whole]
        borders = list(pairwise(accumulate(counts, initial=0)))
        self.main = self._between(*borders[0])
        self.drawn: list[str] = []
        self.looks: list[Look | None] = []
        self.notes = [(label, self._between(*borders[at])) for at, label in _NOTES]
        begin, end = borders[2]
        self.running = [
            (_RUNNING, self._between(begin + first, min(begin + last, end))) for first, last in _stories(start)
        ]
        _refuse_junk(self.main)

    def _between(self, first: int, last: int) -> str:
        """Return the text between two places, counted in bytes (or in pairs of them, where letters have two)."""
        parts = []
        for begin, end, offset in self._pieces:
            low, high = (offset + self._size * (at - begin) for at in (max(first, begin), min(last, end)))
            if low < high:
                parts.append(self._decoded(low, high))
        return "".join(parts)

    def _decoded(self, low: int, high: int) -> str:
        if self._size == 1:
            return self._letters.decoded(self._start, low, high)
        return self._start[low:high].decode("utf-16-le", "replace")


def _refuse_junk(text: str) -> None:
    """Raise ValueError where bytes that were taken for a text are none."""
    if not text or sum(letter < " " and letter not in _MARKS for letter in text) > len(text) / 50:
        raise ValueError("no text where it should be")


def _pieces(start: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield where each piece of a text that was saved in haste begins and ends, and where it lies in the stream."""
    offset, size = struct.unpack_from("<II", start, _PIECES_AT)
    told, place = start[offset : offset + size], 0
    while told[place] == _FORMATTING:
        place += 3 + int(struct.unpack_from("<H", told, place + 1)[0])
    if told[place] != _PIECES:
        raise ValueError(told[place])
    count = (struct.unpack_from("<I", told, place + 1)[0] - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", told, place + 5)
    if list(places) != sorted(places):
        raise ValueError(places)
    for number, (first, last) in enumerate(pairwise(places)):
        yield first, last, struct.unpack_from("<I", told, place + 5 + 4 * (count + 1) + 8 * number + 2)[0]


def _stories(start: bytes) -> Iterator[tuple[int, int]]:
    """Yield where each header and footer begins and ends among them."""
    offset, size = struct.unpack_from("<II", start, _HEADERS_AT)
    told = start[offset : offset + size]
    return pairwise(struct.unpack_from(f"<{len(told) // 4}I", told))
