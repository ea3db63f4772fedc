"""Reads a PDF page by page."""

from __future__ import annotations

import pypdfium2

from assistant.documents.formats.layout.columns import in_reading_order
from assistant.documents.formats.layout.compose import Composer
from assistant.documents.formats.layout.words import drawn_lines
from assistant.documents.formats.pdf.facts import head_of
from assistant.documents.formats.pdf.opening import TOOL, opened
from assistant.documents.formats.pdf.words import words_of
from assistant.documents.model import Page, PageStatus
from assistant.documents.source import Reading, Source


def read(source: Source) -> Reading:
    """Yield the head and the pages of a PDF."""
    with opened(source) as document:
        yield head_of(document)
        composer = Composer()
        for index in range(len(document)):
            yield _page(document, index, composer)


def _page(document: pypdfium2.PdfDocument, index: int, composer: Composer) -> Page:
    page = document[index]
    width, height = page.get_size()
    lines = in_reading_order(drawn_lines(words_of(page)), height / max(width, 1.0))
    text, words = composer.compose(lines)
    label = document.get_page_label(index) or str(index + 1)
    page.close()
    if not text:
        return Page(index + 1, label, "page", "", PageStatus.EMPTY, TOOL, "This page has no text.")
    return Page(index + 1, label, "page", text, PageStatus.TEXT, TOOL, words=words)
