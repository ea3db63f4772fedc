"""Words of a PDF page that lie under something drawn over them, as under the bars of a poor redaction."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from assistant.documents.formats.pdf.places import displayed
from assistant.documents.formats.pdf.walking import Drawn, Edges, Matrix, bounds

_LOWEST = 3.0
"""Points: a bar that is lower, or narrower, covers no word."""
_LARGEST_PICTURE = 0.3
"""Of the page: a larger picture is a scan, whose words may be drawn below it."""
_MOST = 2000
"""Covers of a page that are looked at."""
_MOST_ANNOTATIONS = 1000
_LAST = 1 << 40
"""Stands for the place of annotations: they are drawn after the page."""
_COVERED = 0.8
"""Of the width of a word that a cover lies over."""
_MIDDLE = 0.25
"""Of the height of a line above and below what small letters fill."""
_PATH, _IMAGE, _TEXT = pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_TEXT
_COVERING = {
    pdfium.FPDF_ANNOT_SQUARE,
    pdfium.FPDF_ANNOT_CIRCLE,
    pdfium.FPDF_ANNOT_POLYGON,
    pdfium.FPDF_ANNOT_LINE,
    pdfium.FPDF_ANNOT_INK,
    pdfium.FPDF_ANNOT_STAMP,
    pdfium.FPDF_ANNOT_REDACT,
}

_Boxes = NDArray[np.float64]


@dataclass(frozen=True)
class Covers:
    """What may cover words of a page.

    Attributes:
        boxes: (n, 4) left, top, right, bottom as fractions 0..1 of the displayed page.
        places: (n,) when each is drawn among all that is drawn, from 0.
    """

    boxes: _Boxes
    places: NDArray[np.int64]

    @classmethod
    def on(cls, page: pypdfium2.PdfPage, drawn: Sequence[Drawn]) -> Covers:
        """Return the covers of a page: opaque areas, pictures that are no scans, and marks drawn with a pen."""
        found = [one for _, one in zip(range(_MOST), _opaque(page, drawn), strict=False)]
        boxes = displayed(page, np.array([edges for _, edges in found], np.float64).reshape(-1, 4))
        return cls(boxes, np.array([place for place, _ in found], np.int64))

    def pairs(self, words: _Boxes) -> Iterator[tuple[int, int]]:
        """Yield the index of each word with that of each cover that lies over nearly all of it.

        Args:
            words: (m, 4) as `boxes`.
        """
        if not len(words):
            return
        middles = (words[:, 1] + words[:, 3]) / 2
        for at, (left, top, right, bottom) in enumerate(self.boxes.tolist()):
            shared = np.minimum(words[:, 2], right) - np.maximum(words[:, 0], left)
            over = (shared > 0) & (shared >= _COVERED * (words[:, 2] - words[:, 0]))
            yield from ((int(word), at) for word in np.nonzero(over & (top <= middles) & (middles <= bottom))[0])


def covered(
    covers: Covers,
    drawn: Sequence[Drawn],
    words: _Boxes,
    text_of: Callable[[int], pdfium.FPDF_PAGEOBJECT],
    is_even: Callable[[float, float, float, float], bool],
) -> set[int]:
    """Return the indexes of the words that nobody sees because something was drawn over them.

    Args:
        covers: What may cover words of a page.
        drawn: What is drawn on the page.
        words: (n, 4) left, top, right, bottom as fractions 0..1 of the displayed page.
        text_of: Returns the object that draws a word.
        is_even: Tells whether nothing can be told apart at a place on the page.
    """
    pairs = list(covers.pairs(words))
    if not pairs:
        return set()
    order = _order_of_texts(drawn)
    placed = {word: order.get(_address(text_of(word)), _LAST) for word in {word for word, _ in pairs}}
    labels: dict[int, list[_Boxes]] = defaultdict(list)
    for word, at in pairs:
        if placed[word] > covers.places[at]:
            labels[at].append(words[word])

    def hides(word: int, at: int) -> bool:
        part = _seen_part(words[word], covers.boxes[at])
        return is_even(*part) or any(_overlap(part, label) for label in labels[at])

    return {word for word, at in pairs if placed[word] < covers.places[at] and hides(word, at)}


def _overlap(part: tuple[float, float, float, float], label: _Boxes) -> bool:
    """Whether something is written over what a cover hides, as the reason of a redaction is."""
    return bool(max(part[0], label[0]) < min(part[2], label[2]) and max(part[1], label[1]) < min(part[3], label[3]))


def _seen_part(word: _Boxes, cover: _Boxes) -> tuple[float, float, float, float]:
    """Return the part of a word's box that letters fill and a cover hides."""
    left, right = max(word[0], cover[0]), min(word[2], cover[2])
    edge = _MIDDLE * (word[3] - word[1])
    return float(left), float(word[1] + edge), float(right), float(word[3] - edge)


def _order_of_texts(objects: Sequence[Drawn]) -> dict[int, int]:
    """Return when each text of a page is drawn, by its address."""
    return {_address(drawn): place for place, (drawn, kind, _) in enumerate(objects) if kind == _TEXT}


def _address(drawn: pdfium.FPDF_PAGEOBJECT) -> int:
    return ctypes.addressof(drawn.contents) if drawn else 0


def _opaque(page: pypdfium2.PdfPage, objects: Sequence[Drawn]) -> Iterator[tuple[int, Edges]]:
    """Yield what could cover words, and when it is drawn."""
    area = page.get_width() * page.get_height()
    for place, (drawn, kind, outer) in enumerate(objects):
        edges = _edges_of(drawn, kind, outer)
        if edges and (kind == _PATH or _area(edges) < _LARGEST_PICTURE * area):
            yield place, edges
    yield from ((_LAST, edges) for edges in _marks(page))


def _edges_of(drawn: pdfium.FPDF_PAGEOBJECT, kind: int, outer: Matrix) -> Edges | None:
    """Return the bounds of a filled path, a broad stroke or a picture that lets nothing through."""
    if kind not in {_PATH, _IMAGE} or (kind == _PATH and not _fills(drawn)):
        return None
    edges = bounds(drawn, outer)
    if not edges or min(edges[2] - edges[0], edges[3] - edges[1]) < _LOWEST:
        return None
    return None if pdfium.FPDFPageObj_HasTransparency(drawn) else edges


def _fills(path: pdfium.FPDF_PAGEOBJECT) -> bool:
    fill, stroke, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    if fill.value or not stroke.value:
        return bool(fill.value)
    return bool(pdfium.FPDFPageObj_GetStrokeWidth(path, width)) and width.value >= _LOWEST


def _area(edges: Sequence[float]) -> float:
    return (edges[2] - edges[0]) * (edges[3] - edges[1])


def _marks(page: pypdfium2.PdfPage) -> Iterator[Edges]:
    """Yield where annotations stand that are drawn over the page."""
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        around = pdfium.FS_RECTF()
        if pdfium.FPDFAnnot_GetSubtype(annotation) in _COVERING and pdfium.FPDFAnnot_GetRect(annotation, around):
            yield around.left, around.bottom, around.right, around.top
        pdfium.FPDFPage_CloseAnnot(annotation)
