"""Where a PDF page shows pictures rather than text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from assistant.documents.formats.layout.words import Word
from assistant.documents.formats.pdf.places import displayed
from assistant.documents.formats.pdf.walking import NOWHERE, Drawn, bounds
from assistant.documents.values import Box

_SCAN = 0.3
"""A picture with words over it that fills as much of the page is a scan that was read before."""
_TELLING = 0.03
"""A picture that fills less of the page is taken for a logo or an ornament."""
_LOOKED_AT = 40
"""Scans draw their picture first or last: so many objects at either end are looked at."""
_TOUCHING = 0.004
"""Of the page, between two strips of a picture."""
_BACKGROUND_WORDS = 5
_WITH_LETTERS = {pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_FORM}


def telling_pictures(page: pypdfium2.PdfPage) -> list[Box]:
    """Return where the pictures stand that are large enough to hold text."""
    edges = np.array(list(_picture_edges(page)), np.float64).reshape(-1, 4)
    boxes = [Box(*row) for row in displayed(page, edges).tolist()]
    return [box for box in _whole(boxes) if _area(box) >= _TELLING]


def _whole(boxes: Iterable[Box]) -> list[Box]:
    """Return pictures with those as one that are strips of one: as wide, each on top of the next."""
    whole: list[Box] = []
    for box in sorted(boxes, key=lambda one: (round(one.left, 2), round(one.right, 2), one.top)):
        if whole and _goes_on(whole[-1], box):
            whole[-1] = Box(box.left, whole[-1].top, box.right, max(box.bottom, whole[-1].bottom))
        else:
            whole.append(box)
    return whole


def _goes_on(above: Box, box: Box) -> bool:
    aside = max(abs(above.left - box.left), abs(above.right - box.right))
    return aside < _TOUCHING and -_TOUCHING < box.top - above.bottom < _TOUCHING


def undecoded(page: pypdfium2.PdfPage, drawn: Sequence[Drawn], places: Sequence[Box]) -> bool:
    """Whether a picture at one of some places is damaged, or packed in a way that cannot be unpacked here.

    Args:
        page: The page.
        drawn: What is drawn on it.
        places: Where pictures are looked at.
    """
    pictures = [(one, outer) for one, kind, outer in drawn if kind == pdfium.FPDF_PAGEOBJ_IMAGE and places]
    edges = np.array([bounds(*picture) or NOWHERE for picture in pictures], np.float64).reshape(-1, 4)
    boxes = [Box(*row) for row in displayed(page, edges).tolist()]
    there = (one for (one, _), box in zip(pictures, boxes, strict=True) if any(_over(place, box) for place in places))
    return not all(map(_unpacks, islice(there, 2 * _LOOKED_AT)))


def _unpacks(picture: pdfium.FPDF_PAGEOBJECT) -> bool:
    bitmap = pdfium.FPDFImageObj_GetBitmap(picture)
    if bitmap:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return bool(bitmap)


def has_content(page: pypdfium2.PdfPage) -> bool:
    """Whether anything at all is drawn on a page."""
    return bool(pdfium.FPDFPage_CountObjects(page))


def has_text(page: pypdfium2.PdfPage) -> bool:
    """Whether letters are drawn on a page, or forms that may hold some."""
    objects = (pdfium.FPDFPage_GetObject(page, index) for index in range(pdfium.FPDFPage_CountObjects(page)))
    return any(pdfium.FPDFPageObj_GetType(drawn) in _WITH_LETTERS for drawn in objects)


def scanned_words(pictures: Iterable[Box], words: Sequence[Word]) -> list[Word]:
    """Return the words that stand over large pictures: most likely what an earlier recognition made of them."""
    large = [box for box in pictures if _area(box) >= _SCAN]
    return [word for word in words if any(_over(box, word) for box in large)]


def shown_over(pictures: Sequence[Box], words: Iterable[Word]) -> list[Word]:
    """Return the words, those over pictures as ones that are seen: the picture shows what they say."""
    return [
        replace(word, unseen=False) if word.unseen and any(_over(box, word) for box in pictures) else word
        for word in words
    ]


def unread(pictures: Iterable[Box], words: Sequence[Word]) -> list[Box]:
    """Return the pictures with no text over them; with text they are a background, or a scan read before."""
    return [box for box in pictures if sum(_over(box, word) for word in words) < _BACKGROUND_WORDS]


def looks_printed(pixels: NDArray[np.uint8]) -> bool:
    """Whether a picture has the even ground of print, diagrams and tables, unlike a photograph."""
    greys = pixels.mean(axis=2).astype(np.int64)
    shares = np.bincount(greys.ravel() // 8, minlength=33) / greys.size
    return bool((shares[:-1] + shares[1:]).max() > 0.5)


def _area(box: Box) -> float:
    return (box.right - box.left) * (box.bottom - box.top)


def _over(box: Box, word: Word | Box) -> bool:
    across, down = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return box.left <= across <= box.right and box.top <= down <= box.bottom


def _picture_edges(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    count = pdfium.FPDFPage_CountObjects(page)
    for index in sorted({*range(min(count, _LOOKED_AT)), *range(max(count - _LOOKED_AT, 0), count)}):
        drawn = pdfium.FPDFPage_GetObject(page, index)
        edges = bounds(drawn) if _shows_picture(drawn) else None
        if edges:
            yield edges


def _shows_picture(drawn: pdfium.FPDF_PAGEOBJECT) -> bool:
    """Whether an object is a picture, or a form that begins with one."""
    kind = pdfium.FPDFPageObj_GetType(drawn)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        return bool(kind == pdfium.FPDF_PAGEOBJ_IMAGE)
    inner = range(min(pdfium.FPDFFormObj_CountObjects(drawn), 5))
    kinds = (pdfium.FPDFPageObj_GetType(pdfium.FPDFFormObj_GetObject(drawn, index)) for index in inner)
    return pdfium.FPDF_PAGEOBJ_IMAGE in kinds
