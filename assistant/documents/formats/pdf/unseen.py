"""Text of a PDF page that nobody sees: invisible, off the page, on a layer that is off, white on white, or covered."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from assistant.documents.formats.pdf.covers import Covers, covered
from assistant.documents.formats.pdf.layers import Layers
from assistant.documents.formats.pdf.rendering import rendered
from assistant.documents.formats.pdf.walking import Drawn

_WHITE = 250
_WIDTH = 1000
"""Pixels of the picture in which white words are looked for."""
_CONTRAST = 16
"""Levels of grey from which on letters can be told from what is behind them."""

Edges = tuple[float, float, float, float]


class Unseen:
    """Tells of what is drawn on one page whether it is seen.

    Args:
        page: The page.
        drawn: What is drawn on it.
        layers: Those of its document.
    """

    def __init__(self, page: pypdfium2.PdfPage, drawn: Sequence[Drawn], layers: Layers) -> None:
        self._page = page
        self._drawn = drawn
        self._layers = layers

    def is_unseen(self, drawn: pdfium.FPDF_PAGEOBJECT, box: Edges) -> bool:
        """Whether nobody sees a text.

        Args:
            drawn: The text.
            box: Where a word of it stands: left, top, right, bottom as fractions 0..1 of the displayed page.
        """
        if _beyond(*box):
            return True
        if not drawn:
            return False
        mode = pdfium.FPDFTextObj_GetTextRenderMode(drawn)
        if mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE or self._layers.hides(drawn):
            return True
        return _is_white(drawn) and self._is_even(*box)

    def covered(self, words: NDArray[np.float64], text_of: Callable[[int], pdfium.FPDF_PAGEOBJECT]) -> set[int]:
        """Return the indexes of the words over which something opaque is drawn.

        Args:
            words: (n, 4) left, top, right, bottom as fractions 0..1 of the displayed page.
            text_of: Returns the text that a word is drawn by.
        """
        return covered(Covers.on(self._page, self._drawn), self._drawn, words, text_of, self._is_even)

    def _is_even(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether nothing can be told apart at a place on the page."""
        height, width = self._picture.shape[:2]
        rows = slice(int(top * height), max(int(bottom * height), int(top * height) + 1))
        part = self._picture[rows, int(left * width) : max(int(right * width), int(left * width) + 1)]
        return bool(part.size) and int(np.ptp(part, axis=(0, 1)).max()) < _CONTRAST

    @cached_property
    def _picture(self) -> NDArray[np.uint8]:
        return rendered(self._page, _WIDTH)


def _beyond(left: float, top: float, right: float, bottom: float) -> bool:
    """Whether a box, cut to the page, has nothing left of it but an edge."""
    return (left == right and left in {0.0, 1.0}) or (top == bottom and top in {0.0, 1.0})


def _is_white(drawn: pdfium.FPDF_PAGEOBJECT) -> bool:
    red, green, blue, opacity = (ctypes.c_uint() for _ in range(4))
    told = pdfium.FPDFPageObj_GetFillColor(drawn, red, green, blue, opacity)
    return bool(told) and min(red.value, green.value, blue.value) >= _WHITE
