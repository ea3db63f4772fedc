"""The words of a PDF page with their boxes, as pdfium finds them."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from assistant.documents.clean import clean
from assistant.documents.formats.layout.words import HYPHEN, Word

_WORD = re.compile("[^\\s\ufffe\x02]+[\ufffe\x02]?|[\ufffe\x02]")
_Edges = tuple[float, float, float, float, float, float, float, float]


def words_of(page: pypdfium2.PdfPage) -> list[Word]:
    """Return the words of a page in the order they are drawn."""
    text_page = page.get_textpage()
    try:
        texts, lines, edges, unseen = _raw_words(text_page)
    finally:
        text_page.close()
    boxes = displayed(page, _around(edges)).tolist()
    return [
        Word(text, left, top, right, bottom, line, line in unseen)
        for text, (left, top, right, bottom), line in zip(texts, boxes, lines, strict=True)
        if text
    ]


def displayed(page: pypdfium2.PdfPage, edges: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return rectangles of the page's own space as they stand on the displayed, rotated page.

    Args:
        page: The page.
        edges: (n, 4) left, bottom, right, top in points.

    Returns:
        (n, 4) left, top, right, bottom as fractions 0..1.
    """
    left, bottom, right, top = page.get_bbox()
    across = (edges[:, [0, 2]] - left) / max(right - left, 1e-6)
    down = (top - edges[:, [1, 3]]) / max(top - bottom, 1e-6)
    turned = {0: (across, down), 90: (1 - down, across), 180: (1 - across, 1 - down), 270: (down, 1 - across)}
    xs, ys = turned[page.get_rotation()]
    boxes = np.stack([xs.min(axis=1), ys.min(axis=1), xs.max(axis=1), ys.max(axis=1)], axis=1)
    clipped: NDArray[np.float64] = np.clip(np.nan_to_num(boxes), 0.0, 1.0)
    return clipped


def _raw_words(text_page: pypdfium2.PdfTextPage) -> tuple[list[str], list[int], list[_Edges], set[int]]:
    """Return each word's text, line and edges in points, and the lines that are drawn invisibly."""
    text, index_of = _raw_text(text_page)
    rectangle = pdfium.FS_RECTF()
    texts: list[str] = []
    lines: list[int] = []
    edges: list[_Edges] = []
    unseen: set[int] = set()
    line = end = 0
    for match in _WORD.finditer(text):
        line += text.count("\n", end, match.start())
        start, end = match.span()
        if (not lines or line != lines[-1]) and _invisible(text_page, index_of(start)):
            unseen.add(line)
        edges.append(_edges(text_page, rectangle, index_of(start), index_of(end - 1)))
        texts.append(_readable(match[0]))
        lines.append(line)
        line += texts[-1].endswith(HYPHEN)
    return texts, lines, edges, unseen


def _invisible(text_page: pypdfium2.PdfTextPage, index: int) -> bool:
    drawn = pdfium.FPDFText_GetTextObject(text_page, index)
    return bool(drawn) and pdfium.FPDFTextObj_GetTextRenderMode(drawn) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE


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


def _edges(text_page: pypdfium2.PdfTextPage, rectangle: pdfium.FS_RECTF, first: int, last: int) -> _Edges:
    """Return left, bottom, right, top of a word's first character and of its last.

    Asking for two characters a word instead of all takes a fifth of the time.
    """
    pdfium.FPDFText_GetLooseCharBox(text_page, first, rectangle)
    start = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
    if last == first:
        return start + start
    pdfium.FPDFText_GetLooseCharBox(text_page, last, rectangle)
    return (*start, rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)


def _around(edges: list[_Edges]) -> NDArray[np.float64]:
    """Return (n, 4) left, bottom, right, top around both characters of each word."""
    both = np.array(edges, np.float64).reshape(-1, 2, 4)
    return np.concatenate([both[:, :, :2].min(axis=1), both[:, :, 2:].max(axis=1)], axis=1)
