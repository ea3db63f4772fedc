"""Documents that a Word document takes in where they stand (`altChunk`, ISO/IEC 29500-1 17.17.2), such as web pages."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from contextlib import closing

from assistant.documents.blocks import Block, Heading, Paragraph, Table
from assistant.documents.formats.detect import format_of, kind_of
from assistant.documents.formats.ooxml import Package
from assistant.documents.formats.textual import web_page
from assistant.documents.kinds import supported_suffixes
from assistant.documents.model import Page
from assistant.documents.source import Source
from assistant.documents.values import PageStatus
from assistant.errors import WorldError

CHUNK = "aFChunk"
"""Kind of the links to documents that are taken in."""
_KINDS = {"html", "mhtml", "rtf", "text", "xml", "eml", "docx", "doc"}
_START = 1000
_UNREAD = "A document that stands inside this one as a part of its text could not be read."
_LEFT_INSIDE = "A document that stands inside this one as a part of its text holds others, which are not read."

_Span = tuple[int, int, Block]


class Chunks:
    """The documents that a document takes in; those that they take in themselves are not followed.

    Args:
        package: The document.
        main: Its main part.
        source: Where what could not be read is noted.
    """

    def __init__(self, package: Package, main: str, source: Source) -> None:
        self._package = package
        self._links = {name: link for name, link in package.relationships(main).items() if link.kind == CHUNK}
        self._waiting = set(package.targets({CHUNK}))
        self._source = source

    def blocks(self, relationship: str) -> Iterator[Block]:
        """Yield what a document that is taken in says, the first time it is asked for."""
        link = self._links.get(relationship)
        if link is None or link.target not in self._waiting or self._source.inside:
            return
        try:
            yield from self._read(link.target)
            self._waiting.discard(link.target)
        except WorldError:
            self._source.note(_UNREAD)

    def note_unread(self) -> None:
        """Note where documents are left that were not read, such as those in headers and inside others."""
        if self._waiting:
            self._source.note(_UNREAD)

    def _read(self, part: str) -> Iterator[Block]:
        data = self._package.data(part)
        with closing(Source.of_bytes(data, _named(part, data))) as inner:
            inner.inside = True
            if kind_of(inner) not in _KINDS:
                raise WorldError("unsupported-format", _UNREAD)
            for told in format_of(inner).read(inner):
                if isinstance(told, Page):
                    yield from blocks_of_page(told)
                    self._source.note(told.reason if told.status is PageStatus.FAILED else "")
                elif told.attachments:
                    self._source.note(_LEFT_INSIDE)
            self._source.note(inner.remark)


def _named(part: str, data: bytes) -> str:
    """Return a name whose ending tells the kind of a text; some programs give all parts the same ending."""
    stem, suffix = posixpath.splitext(posixpath.basename(part))
    if suffix.lower() in supported_suffixes():
        return stem + suffix
    return f"{stem}.html" if web_page(data[:_START]) else stem


def blocks_of_page(page: Page) -> Iterator[Block]:
    """Yield the blocks that a page was made of: headings, tables, and the text between them."""
    place = 0
    for start, end, block in sorted(_spans(page), key=lambda span: span[0]):
        header = block.header if isinstance(block, Table) and block.continued else ""
        yield from _paragraphs(page.text[place:start].strip().removesuffix(header))
        yield block
        place = end
    yield from _paragraphs(page.text[place:])


def _spans(page: Page) -> Iterator[_Span]:
    for heading in page.sections:
        yield heading.start, heading.start + len(heading.title), Heading(heading.title, heading.level)
    for table in page.tables:
        rows = tuple(page.text[table.start : table.end].split("\n"))
        continued = not page.text.startswith(table.header, table.start)
        yield table.start, table.end, Table(rows, table.header, table.name, continued=continued)
    for start, end in page.boilerplate:
        yield start, end, Paragraph(page.text[start:end], boilerplate=True)


def _paragraphs(text: str) -> Iterator[Block]:
    yield from (Paragraph(part) for part in text.split("\n\n") if part.strip())
