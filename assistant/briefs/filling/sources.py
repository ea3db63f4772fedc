"""The sentences of documents as a template looks at them: each with its place and the heading above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answers.found import page_text
from assistant.answers.pages import PageText
from assistant.answers.sentences import split
from assistant.library.library import Library
from assistant.library.records import DocumentRecord

CELL_BORDER = " | "

_HEADING_WORDS = 9
_HEADING_LETTERS = 80
_NO_HEADING_ENDS = tuple(".;,:!?")
_LABELLED = re.compile(r"^[ \t]*(?:[-–•*]\s+)?[^\W\d_][\w /'’()-]{0,40}:[ \t]+\S")
_DECORATION = re.compile(r"^[#\s]*(?:\d+(?:\.\d+)*\.?\s+)?")


@dataclass(frozen=True)
class Span:
    """Some words of a page: `page.text[start:end]`."""

    page: PageText
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(self.page.text[self.start : self.end].split())


@dataclass(frozen=True)
class Unit:
    """A sentence or row with the nearest heading above it.

    Attributes:
        span: Where it stands.
        heading: Where that heading stands, None before the first.
    """

    span: Span
    heading: Span | None

    @property
    def text(self) -> str:
        """Its words."""
        return self.span.text

    @property
    def row(self) -> bool:
        """Whether it is a row of a table, or a piece of one."""
        page, start = self.span.page.text, self.span.start
        end = page.find("\n", start)
        return CELL_BORDER in page[page.rfind("\n", 0, start) + 1 : end if end >= 0 else len(page)]

    @property
    def labelled(self) -> bool:
        """Whether it begins with a label, as in `Remedy: …`."""
        return _LABELLED.match(self.span.page.text[self.span.start : self.span.end]) is not None


@dataclass(frozen=True)
class Source:
    """One document.

    Attributes:
        record: What is known of it.
        pages: Its pages in order.
        units: Its sentences and rows in order, headings left out.
        headings: Its headings in order.
    """

    record: DocumentRecord
    pages: tuple[PageText, ...]
    units: tuple[Unit, ...]
    headings: tuple[Span, ...]


def read_source(library: Library, document: str) -> Source:
    """Read a document of a library. Raises UsageError `unknown-document`."""
    record = library.document(document)
    pages = tuple(page_text(record, page) for page in library.pages(record.sha256))
    units, headings = _units(pages)
    return Source(record, pages, tuple(units), tuple(headings))


def _units(pages: Sequence[PageText]) -> tuple[list[Unit], list[Span]]:
    units: list[Unit] = []
    headings: list[Span] = []
    for span in _spans(pages):
        if _is_heading(span):
            headings.append(_bare(span))
        else:
            units.append(Unit(span, headings[-1] if headings else None))
    return units, headings


def headings(pages: Sequence[PageText]) -> Iterator[Span]:
    """Yield the headings of pages, as they are told by their form."""
    return (_bare(span) for span in _spans(pages) if _is_heading(span))


def _spans(pages: Sequence[PageText]) -> Iterator[Span]:
    """Yield sentences and rows; a labelled line always begins a new one."""
    for page in pages:
        for sentence in split(page.text):
            yield from _parted(Span(page, sentence.start, sentence.end))


def _parted(span: Span) -> Iterator[Span]:
    text = span.page.text[span.start : span.end]
    ends = [match.end() for match in re.finditer("\n", text)]
    lines = [start for start in ends if _LABELLED.match(text[start:])]
    for start, end in zip([0, *lines], [*lines, len(text)], strict=True):
        if piece := text[start:end].strip():
            begin = span.start + text.index(piece, start)
            yield Span(span.page, begin, begin + len(piece))


def _is_heading(span: Span) -> bool:
    text = span.text
    return (
        len(text.split()) <= _HEADING_WORDS
        and len(text) <= _HEADING_LETTERS
        and not text.endswith(_NO_HEADING_ENDS)
        and CELL_BORDER not in text
        and ":" not in text
        and text.lstrip("#0123456789. ")[:1].isupper()
    )


def _bare(span: Span) -> Span:
    """Return a heading without its number and signs."""
    text = span.page.text[span.start : span.end]
    decoration = _DECORATION.match(text)
    return Span(span.page, span.start + (decoration.end() if decoration else 0), span.end)
