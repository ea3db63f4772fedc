"""The words of a PDF page with their boxes, as pdfium finds them."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from assistant.documents.clean import clean
from assistant.documents.formats.layout.rules import Rules
from assistant.documents.formats.layout.starts import Start, begun, starts_of
from assistant.documents.formats.layout.words import HYPHEN, Word
from assistant.documents.formats.pdf.places import displayed
from assistant.documents.formats.pdf.unseen import Unseen
from assistant.documents.formats.pdf.walking import NOWHERE, Drawn, bounds

_WORD = re.compile("[^\\s\ufffe\x02]+[\ufffe\x02]?|[\ufffe\x02]")
_LINE_HYPHENS = "\ufffe\x02"
_FEW_PIECES = 40
_MOST_PIECES = 0.15
"""For each letter of a page: where there are more, words are drawn letter by letter, and pieces tell nothing."""
_STRETCHED = 0.9
"""Heights of a letter a word is wide for each of its letters, from which on there may be gaps in it."""
_GAP = 0.8
"""Heights of a letter between two that are parts of different words, whatever pdfium makes of them."""
_EASTERN = "\u2e80"
"""The first of the letters that are written downwards, too."""
_NO_WIDTH, _LOWEST = 0.01, 3.0
"""Points that a text is wide and high, from which on pdfium tells it, and it is more than a dot."""
_Edges = tuple[float, float, float, float, float, float, float, float]


def words_of(page: pypdfium2.PdfPage) -> list[Word]:
    """Return the words of a page in the order they are drawn."""
    text_page = page.get_textpage()
    try:
        return [word for word, _ in _Drawn(page, text_page, None).words()]
    finally:
        text_page.close()


def parted_words_of(page: pypdfium2.PdfPage, rules: Rules, unseen: Unseen) -> list[Word]:
    """Return the words of a page in the order they are drawn, those parted that run from one column into the next.

    Args:
        page: The page.
        rules: Those drawn on it.
        unseen: Tells what nobody sees of it.
    """
    text_page = page.get_textpage()
    try:
        drawn = _Drawn(page, text_page, unseen)
        words = drawn.words()
        starts = starts_of([word for word, _ in words], drawn.pieces(), drawn.aspect)
        borders = [*starts, *_borders(rules, drawn.aspect)]
        return begun([part for word, span in words for part in drawn.parted(word, span, borders)], starts)
    finally:
        text_page.close()


def lacks_texts(words: Sequence[Word], drawn: Sequence[Drawn]) -> bool:
    """Whether pdfium leaves a text of a page out, as it does with one that is no wider than a point.

    Lines that run down are, in letters of a font that is neither in the file nor on this machine.

    Args:
        words: Those that pdfium tells.
        drawn: What is drawn on the page.
    """
    if words and not any(letter >= _EASTERN for word in words for letter in word.text):
        return False
    lowest = _LOWEST if words else 0.0
    texts = (bounds(one, outer) for one, kind, outer in drawn if kind == pdfium.FPDF_PAGEOBJ_TEXT)
    return any(edges[2] - edges[0] < _NO_WIDTH and edges[3] - edges[1] >= lowest for edges in texts if edges)


class _Drawn:
    """What is drawn on a page as text, with where each character is among pdfium's.

    Attributes:
        aspect: Height of the displayed page for a width of one.
    """

    def __init__(self, page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage, unseen: Unseen | None) -> None:
        self._page = page
        self._text_page = text_page
        self._unseen = unseen
        self._text, self._index_of = _raw_text(text_page)
        self.aspect = page.get_height() / max(page.get_width(), 1.0)
        count = pdfium.FPDFPage_CountObjects(page)
        self._pieces = count if count <= max(_FEW_PIECES, _MOST_PIECES * len(self._text)) else 0
        self._rectangle = pdfium.FS_RECTF()

    def words(self) -> list[tuple[Word, range]]:
        """Return the words, each with the range of its characters."""
        lines, spans = self._spans()
        edges = [self._edges(span) for span in spans]
        places = displayed(self._page, _around(edges))
        boxes = places.tolist()
        unseen = self._unseen_lines(lines, spans, boxes) if self._unseen else set()
        covered = self._unseen.covered(places, lambda at: self._text_at(spans[at].start)) if self._unseen else set()
        texts = [_readable(self._text[span.start : span.stop]) for span in spans]
        return [
            (
                Word(texts[at], left, top, right, bottom, lines[at], lines[at] in unseen, covered=at in covered),
                spans[at],
            )
            for at, (left, top, right, bottom) in enumerate(boxes)
            if texts[at]
        ]

    def pieces(self) -> NDArray[np.float64]:
        """Return (n, 2) left and middle of each piece of text drawn at once; none where these are single letters."""
        page = self._page
        objects = (pdfium.FPDFPage_GetObject(page, at) for at in range(self._pieces))
        edges = [
            bounds(one) or NOWHERE for one in objects if pdfium.FPDFPageObj_GetType(one) == pdfium.FPDF_PAGEOBJ_TEXT
        ]
        boxes = displayed(page, np.array(edges, np.float64).reshape(-1, 4))
        return np.stack([boxes[:, 0], (boxes[:, 1] + boxes[:, 3]) / 2], axis=1)

    def parted(self, word: Word, span: range, borders: Sequence[Start]) -> list[Word]:
        """Return the parts of a word where borders of columns run through it, or wide gaps."""
        crossing = sorted(one.left for one in borders if _crosses(one, word))
        height = (word.bottom - word.top) * self.aspect
        stretched = 0 < _STRETCHED * len(span) * height < word.right - word.left
        if not (crossing or stretched) or len(span) < 2:
            return [word]
        ends = self._ends(span, crossing, _GAP * height)
        if not ends:
            return [word]
        return [self._part(word, span[first:last]) for first, last in pairwise([0, *ends, len(span)])]

    def _ends(self, span: range, crossing: Sequence[float], gap: float) -> list[int]:
        """Return before which characters of a word another begins."""
        boxes = displayed(self._page, _around([self._edges(range(at, at + 1)) for at in span]))
        sides = np.searchsorted(crossing, (boxes[:, 0] + boxes[:, 2]) / 2)
        wide = boxes[1:, 0] - boxes[:-1, 2] > gap
        beyond = sides[1:] > sides[:-1]
        return [at for at in range(1, len(span)) if wide[at - 1] or (beyond[at - 1] and self._apart(span[at]))]

    def _spans(self) -> tuple[list[int], list[range]]:
        """Return the line and the characters of each word."""
        lines: list[int] = []
        spans: list[range] = []
        line = end = 0
        for match in _WORD.finditer(self._text):
            line += self._text.count("\n", end, match.start())
            start, end = match.span()
            spans.append(range(start, end))
            lines.append(line)
            line += self._text[end - 1] in _LINE_HYPHENS
        return lines, spans

    def _unseen_lines(self, lines: Sequence[int], spans: Sequence[range], boxes: Sequence[Sequence[float]]) -> set[int]:
        """Return the lines that nobody sees, as their first words tell."""
        firsts = [at for at in range(len(lines)) if not at or lines[at] != lines[at - 1]]
        return {lines[at] for at in firsts if self._is_unseen(spans[at].start, boxes[at])}

    def _is_unseen(self, offset: int, box: Sequence[float]) -> bool:
        left, top, right, bottom = box
        drawn = self._text_at(offset)
        return self._unseen is not None and self._unseen.is_unseen(drawn, (left, top, right, bottom))

    def _text_at(self, offset: int) -> pdfium.FPDF_PAGEOBJECT:
        return pdfium.FPDFText_GetTextObject(self._text_page, self._index_of(offset))

    def _part(self, word: Word, span: range) -> Word:
        left, top, right, bottom = displayed(self._page, _around([self._edges(span)]))[0].tolist()
        text = _readable(self._text[span.start : span.stop])
        return replace(word, text=text, left=left, top=top, right=right, bottom=bottom)

    def _apart(self, offset: int) -> bool:
        """Whether a character belongs to another piece of text than the one before, where that tells."""
        return bool(self._pieces) and self._piece(offset) != self._piece(offset - 1)

    def _piece(self, offset: int) -> int:
        """Return the address of the piece of text, drawn at once, that a character belongs to."""
        drawn = self._text_at(offset)
        return ctypes.addressof(drawn.contents) if drawn else 0

    def _edges(self, span: range) -> _Edges:
        """Return left, bottom, right, top of a word's first character and of its last.

        Asking for two characters a word instead of all takes a fifth of the time.
        """
        rectangle = self._rectangle
        first, last = self._index_of(span.start), self._index_of(span.stop - 1)
        pdfium.FPDFText_GetLooseCharBox(self._text_page, first, rectangle)
        start = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        if last == first:
            return start + start
        pdfium.FPDFText_GetLooseCharBox(self._text_page, last, rectangle)
        return (*start, rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)


def _crosses(border: Start, word: Word) -> bool:
    middle = (word.top + word.bottom) / 2
    return word.left < border.left < word.right and border.top <= middle <= border.bottom


def _borders(rules: Rules, aspect: float) -> list[Start]:
    """Return the upright borders within tables."""
    return [
        Start(across, float(grid.ys[0]) / aspect, float(grid.ys[-1]) / aspect)
        for grid in rules.grids()
        for across in grid.xs[1:-1].tolist()
    ]


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
    hyphen = raw.endswith(tuple(_LINE_HYPHENS))
    return clean(raw) + (HYPHEN if hyphen else "")


def _around(edges: list[_Edges]) -> NDArray[np.float64]:
    """Return (n, 4) left, bottom, right, top around both characters of each word."""
    both = np.array(edges, np.float64).reshape(-1, 2, 4)
    return np.concatenate([both[:, :, :2].min(axis=1), both[:, :, 2:].max(axis=1)], axis=1)
