"""Reads a PDF page by page: its text layer where that is text, else its picture."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import ModuleType

import numpy as np
import pypdfium2

from assistant.documents.formats.layout.arranging import Laid, laid_out
from assistant.documents.formats.layout.boilerplate import marked
from assistant.documents.formats.layout.compose import Composer
from assistant.documents.formats.layout.continued import Continuation
from assistant.documents.formats.layout.headings import Headings, largest
from assistant.documents.formats.layout.tables import with_tables
from assistant.documents.formats.layout.words import Word, drawn_lines, hidden_labelled, without_leaders
from assistant.documents.formats.pdf.facts import head_of
from assistant.documents.formats.pdf.fields import drawn_notes, field_lines
from assistant.documents.formats.pdf.layers import Layers
from assistant.documents.formats.pdf.opening import TOOL, opened
from assistant.documents.formats.pdf.pictures import (
    has_content,
    has_text,
    looks_printed,
    scanned_words,
    shown_over,
    telling_pictures,
    undecoded,
    unread,
)
from assistant.documents.formats.pdf.quality import poorly_recognised, unreadable
from assistant.documents.formats.pdf.rendering import rendered
from assistant.documents.formats.pdf.rules import rules_of
from assistant.documents.formats.pdf.second import TOOL as SECOND_TOOL
from assistant.documents.formats.pdf.second import SecondOpinion
from assistant.documents.formats.pdf.sections import Outline
from assistant.documents.formats.pdf.unseen import Unseen
from assistant.documents.formats.pdf.walking import drawn_on
from assistant.documents.formats.pdf.words import lacks_texts, parted_words_of, words_of
from assistant.documents.formats.resolution import DPI, Pixels
from assistant.documents.model import Page
from assistant.documents.pagination import failed_page
from assistant.documents.source import Reading, Source
from assistant.documents.values import Box, PageStatus

_POINTS = 72
_LONGEST_SIDE = 3300
_MOST_PICTURES = 8
_FEW_WORDS = 20
_WHOLE = Box(0.0, 0.0, 1.0, 1.0)
_FIRST_SEEN = 1_000_000
"""Number of the first line in pictures: beyond those of the page."""
_NO_BOXES = "The words of this page cannot be pointed at: only a reader without places could make sense of them."
_PENDING = "This page has pictures that are still to be recognised."
_UNDECODED = "A picture on this page is damaged, or packed in a way that cannot be read here."
_NOTHING = "This page has no text."
_DOUBT = "The order of reading is uncertain: this page may have columns."


def read(source: Source) -> Reading:
    """Yield the head and the pages of a PDF."""
    with opened(source) as document:
        head = head_of(document)
        yield head if head.title else replace(head, title=_title(document))
        outline = Outline(head.outline) if head.outline else Headings()
        yield from marked(
            _pages(_Book(document, SecondOpinion(source), Layers(source), outline, glanced=source.glanced))
        )


@dataclass(frozen=True)
class _Book:
    """A document while its pages are read, with what they share."""

    document: pypdfium2.PdfDocument
    second: SecondOpinion
    layers: Layers
    outline: Outline | Headings
    composer: Composer = field(default_factory=Composer)
    continuation: Continuation = field(default_factory=Continuation)
    glanced: bool = field(kw_only=True)


def _pages(book: _Book) -> Iterator[Page]:
    for index in range(len(book.document)):
        try:
            yield _page(book, index)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - a damaged page raises anything, and costs only itself
            yield _failed(book.document, index)


def _page(book: _Book, index: int) -> Page:
    page = book.document[index]
    try:
        sheet = _Sheet(book, page, index)
        return sheet.read_by(book.second, book.outline) or sheet.read(book)
    except _Later:
        return sheet.pending(book.composer)
    finally:
        page.close()


def _title(document: pypdfium2.PdfDocument) -> str:
    """Return what stands largest on the first page."""
    try:
        page = document[0]
    except pypdfium2.PdfiumError:
        return ""
    words = words_of(page)
    scanned = bool(scanned_words(telling_pictures(page), words))
    page.close()
    return "" if scanned or unreadable(" ".join(word.text for word in words)) else largest(drawn_lines(words))


def _label(document: pypdfium2.PdfDocument, index: int) -> str:
    return document.get_page_label(index)[:100].strip() or str(index + 1)


def _failed(document: pypdfium2.PdfDocument, index: int) -> Page:
    reason = "This page is damaged and could not be read."
    return failed_page(index + 1, "page", TOOL, reason, _label(document, index))


class _Later(Exception):  # noqa: N818 - no error: the page is read another time
    """A picture would have to be recognised now."""


class _Sheet:
    """One page of a PDF, and the ways to read it."""

    def __init__(self, book: _Book, page: pypdfium2.PdfPage, index: int) -> None:
        self._glanced = book.glanced
        document, layers = book.document, book.layers
        self._document = document
        self._page = page
        self._index = index
        self._width, self._height = map(float, page.get_size())
        self._aspect = self._height / max(self._width, 1.0)
        self._drawn = drawn_on(page)
        self._rules = rules_of(page, self._drawn, self._aspect)
        self._words = without_leaders(parted_words_of(page, self._rules, Unseen(page, self._drawn, layers)))
        self._unread = 0

    def read_by(self, second: SecondOpinion, outline: Outline | Headings) -> Page | None:
        """Return the page as the second opinion has it, without boxes, where pdfium makes little or nothing of it."""
        text = self._text()
        unusable = unreadable(text)
        lacking = lacks_texts(self._words, self._drawn)
        if (not (unusable or lacking) and len(self._words) >= _FEW_WORDS) or not has_text(self._page):
            return None
        told = second.better(self._index, "" if unusable else text, lacking=lacking)
        if not told:
            return None
        fields = [" ".join(word.text for word in line) for line in field_lines(self._document, self._page)]
        told = "\n".join([told, *fields])
        number, label = self._index + 1, _label(self._document, self._index)
        sections = outline.on(number, told) if isinstance(outline, Outline) else ()
        return Page(number, label, "page", told, PageStatus.TEXT, SECOND_TOOL, _NO_BOXES, sections=sections)

    def read(self, book: _Book) -> Page:
        """Return the page, read the better way."""
        laid, status, reason = self._best()
        fields = laid.turn.upright_lines(field_lines(self._document, self._page))
        tabled = with_tables([*laid.lines, *fields], laid.aspect, laid.found)
        text, words = book.composer.compose(tabled.lines)
        if not text:
            status, reason = self._without_text(reason)
        number, label = self._index + 1, _label(self._document, self._index)
        if isinstance(book.outline, Outline):
            sections = book.outline.on(number, text)
        else:  # only drawn letters have a size for certain
            sections = book.outline.on(number, tabled.lines, words) if status is PageStatus.TEXT else ()
        tables = book.continuation.with_heads(number, text, tabled.tables(words), tabled.found)
        shown = laid.displayed(words)
        return Page(number, label, "page", text, status, _tool(status), reason, shown, sections, tables)

    def pending(self, composer: Composer) -> Page:
        """Return what of the page needs no recognition."""
        typed = hidden_labelled(shown_over(telling_pictures(self._page), self._words))
        laid = self._ordered([] if unreadable(self._text()) else typed)
        text, words = composer.compose(laid.lines)
        number, label = self._index + 1, _label(self._document, self._index)
        return Page(number, label, "page", text, PageStatus.PENDING, TOOL, _PENDING, laid.displayed(words))

    def _without_text(self, reason: str) -> tuple[PageStatus, str]:
        """A page with writing that nobody could read is no empty page."""
        if self._unread:
            return PageStatus.FAILED, reason
        if undecoded(self._page, self._drawn, [_WHOLE]):
            return PageStatus.FAILED, _UNDECODED
        nothing = "No text was found in the picture on this page." if telling_pictures(self._page) else _NOTHING
        return PageStatus.EMPTY, reason or nothing

    def _best(self) -> tuple[Laid, PageStatus, str]:
        if not self._words:
            seen, remark = self._recognised()
            return self._ordered(seen), PageStatus.OCR, remark
        pictures = telling_pictures(self._page)
        fault = self._fault(pictures)
        if fault:
            seen, remark = self._recognised()
            if seen or unreadable(self._text()):  # what stands for nothing is no text, though recognition finds none
                return self._ordered(seen), PageStatus.OCR, f"{fault} {remark}".strip()
        typed = hidden_labelled(shown_over(pictures, self._words))
        untold = unread(pictures, self._words)
        damage = _UNDECODED if undecoded(self._page, self._drawn, untold) else ""
        if seen := self._in_pictures([*untold, *drawn_notes(self._page)]):
            return self._ordered([*typed, *seen], as_drawn=False), PageStatus.MIXED, damage
        laid = self._ordered(typed)
        return laid, PageStatus.TEXT, f"{fault or (_DOUBT if laid.doubtful else '')} {damage}".strip()

    def _fault(self, pictures: list[Box]) -> str:
        if unreadable(self._text()):
            return "The text layer of this page is unreadable."
        if poorly_recognised([word.text for word in scanned_words(pictures, self._words)]):
            return "The text layer of this scan has many faults."
        return ""

    def _ordered(self, words: list[Word], *, as_drawn: bool = True) -> Laid:
        return laid_out(words, self._rules, self._aspect, as_drawn=as_drawn)

    def _text(self) -> str:
        return " ".join(word.text for word in self._words)

    def _recognised(self) -> tuple[list[Word], str]:
        """Return the words of the page's picture, and a remark on them."""
        if not has_content(self._page):
            return [], ""
        self._not_at_a_glance()
        seen = _ocr().recognised(self._pixels)
        self._unread = seen.unread
        return seen.words, seen.remark

    def _in_pictures(self, pictures: list[Box]) -> list[Word]:
        """Return the words of pictures in the page; photographs are passed over."""
        words: list[Word] = []
        for box in sorted(pictures, key=lambda one: one.top)[:_MOST_PICTURES]:
            part = _cut(self._pixels, box)
            if part.size and looks_printed(part):
                self._not_at_a_glance()
                lines = words[-1].line + 1 if words else _FIRST_SEEN
                words += [_moved(word, box, lines) for word in _ocr().recognised(part).words]
        return words

    def _not_at_a_glance(self) -> None:
        if self._glanced:
            raise _Later

    @cached_property
    def _pixels(self) -> Pixels:
        longest = max(self._width, self._height, 1.0)
        scale = min(DPI / _POINTS, _LONGEST_SIDE / longest)
        return rendered(self._page, max(round(self._width * scale), 1))


def _cut(pixels: Pixels, box: Box) -> Pixels:
    height, width = pixels.shape[:2]
    rows = slice(int(box.top * height), int(np.ceil(box.bottom * height)))
    return pixels[rows, int(box.left * width) : int(np.ceil(box.right * width))]


def _moved(word: Word, box: Box, lines: int) -> Word:
    """Return a word of a picture as it stands on the page, in lines of their own."""
    wide, high = box.right - box.left, box.bottom - box.top
    left, right = box.left + word.left * wide, box.left + word.right * wide
    return Word(word.text, left, box.top + word.top * high, right, box.top + word.bottom * high, lines + word.line)


def _ocr() -> ModuleType:
    # Recognition brings large libraries, which most documents never need.
    return importlib.import_module("assistant.documents.formats.ocr")


def _tool(status: PageStatus) -> str:
    if status is PageStatus.OCR:
        return str(_ocr().TOOL)
    return f"{TOOL}, {_ocr().TOOL}" if status is PageStatus.MIXED else TOOL
