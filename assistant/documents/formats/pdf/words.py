"""The words of a PDF page with their boxes, as pdfium finds them."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from assistant.documents.clean import clean
from assistant.documents.formats.layout.words import HYPHEN, Word

_WORD = re.compile("[^\\s\ufffe\x02]+[\ufffe\x02]?|[\ufffe\x02]")
_Place = Callable[[float, float], tuple[float, float]]


def words_of(page: pypdfium2.PdfPage) -> list[Word]:
    """Return the words of a page in the order they are drawn."""
    text_page = page.get_textpage()
    try:
        return list(_words(text_page, _placing(page)))
    finally:
        text_page.close()


def box_of(page: pypdfium2.PdfPage, edges: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Return a rectangle of the page's own space (left, bottom, right, top) as fractions of the displayed page."""
    return _placed(_placing(page), *edges)


def _words(text_page: pypdfium2.PdfTextPage, place: _Place) -> Iterator[Word]:
    text, index_of = _raw_text(text_page)
    rectangle = pdfium.FS_RECTF()
    line = end = 0
    for match in _WORD.finditer(text):
        line += text.count("\n", end, match.start())
        start, end = match.span()
        edges = _edges(text_page, rectangle, index_of(start), index_of(end - 1))
        if word := _readable(match[0]):
            yield Word(word, *_placed(place, *edges), line)
            line += word.endswith(HYPHEN)


def _raw_text(text_page: pypdfium2.PdfTextPage) -> tuple[str, Callable[[int], int]]:
    """Return the text, one character a UTF-16 unit, and how to get from an offset in it to pdfium's index."""
    count = pdfium.FPDFText_CountChars(text_page)
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer) - 1
    units = np.frombuffer(buffer, np.uint16, max(written, 0))
    text = units.astype(np.uint32).tobytes().decode("utf-32-le", "surrogatepass")
    if len(text) == count:
        return text, lambda offset: offset
    return text, lambda offset: int(pdfium.FPDFText_GetCharIndexFromTextIndex(text_page, offset))


def _readable(raw: str) -> str:
    if not raw.isascii():
        raw = raw.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    hyphen = raw.endswith((HYPHEN, "\x02"))
    return clean(raw) + (HYPHEN if hyphen else "")


def _edges(
    text_page: pypdfium2.PdfTextPage, rectangle: pdfium.FS_RECTF, first: int, last: int
) -> tuple[float, float, float, float]:
    """Return left, bottom, right, top of the boxes of a word's first and last character together.

    Asking for two characters a word instead of all takes a fifth of the time.
    """
    pdfium.FPDFText_GetLooseCharBox(text_page, first, rectangle)
    left, bottom, right, top = rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
    if last != first:
        pdfium.FPDFText_GetLooseCharBox(text_page, last, rectangle)
        left, right = min(left, rectangle.left), max(right, rectangle.right)
        bottom, top = min(bottom, rectangle.bottom), max(top, rectangle.top)
    return left, bottom, right, top


def _placing(page: pypdfium2.PdfPage) -> _Place:
    """Return the map from a point of the page's own space to fractions of the displayed, rotated page."""
    left, bottom, right, top = page.get_bbox()
    width, height = max(right - left, 1e-6), max(top - bottom, 1e-6)
    turn = page.get_rotation()

    def place(x: float, y: float) -> tuple[float, float]:
        across, down = (x - left) / width, (top - y) / height
        return {0: (across, down), 90: (1 - down, across), 180: (1 - across, 1 - down), 270: (down, 1 - across)}[turn]

    return place


def _placed(place: _Place, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
    x1, y1 = place(left, top)
    x2, y2 = place(right, bottom)
    x1, x2, y1, y2 = (min(max(edge, 0.0), 1.0) for edge in (x1, x2, y1, y2))
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
