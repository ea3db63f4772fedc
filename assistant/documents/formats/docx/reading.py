"""Reads a Word document from top to bottom."""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterator, Sequence

from assistant.documents.blocks import Block, Border, Heading, Paragraph, Table, row_text
from assistant.documents.clean import one_line, tidy
from assistant.documents.formats.docx.chunks import Chunks
from assistant.documents.formats.docx.forms import is_on
from assistant.documents.formats.docx.notes import Notes, headers_and_footers
from assistant.documents.formats.docx.numbering import Numbering
from assistant.documents.formats.docx.runs import PAGE_BREAK, Hook, joins_next, pieces, text_of
from assistant.documents.formats.docx.styles import ParagraphStyles
from assistant.documents.formats.drawings import chart_blocks, diagram_blocks
from assistant.documents.formats.embeddings import embedded_names
from assistant.documents.formats.ooxml import MC, Element, Package, R, W
from assistant.documents.model import Head
from assistant.documents.pagination import Layout, paginate
from assistant.documents.source import Reading, Source

_TOOL = "Word reader"
_TRANSPARENT = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")} | {
    f"{MC}AlternateContent",
    f"{MC}Choice",
}
_CHUNK = f"{W}altChunk"
_HOLDING = {f"{W}tbl", _CHUNK, *_TRANSPARENT}
"""What may stand between paragraphs and has text; marks of bookmarks and the like have none."""
_BORDERS = {"nextPage": Border(), "oddPage": Border(parity="odd"), "evenPage": Border(parity="even")}


def read(source: Source) -> Reading:
    """Yield the head and the pages (or, where Word left no page borders, the sections) of a document."""
    package = Package(source)
    main = package.main_part()
    chunks = Chunks(package, main, source)
    flow = list(_Flow(package, main, chunks).blocks())
    facts = package.facts()
    title = one_line(facts.title) or next((block.text for block in flow if isinstance(block, Heading)), "")
    printed = any(isinstance(block, Border) for block in flow)
    inside = embedded_names(package)
    yield Head("docx", title=title, author=one_line(facts.author), created=facts.created, attachments=inside)
    yield from paginate(flow, Layout("page" if printed else "section", _TOOL, printed=printed))
    chunks.note_unread()
    if package.take_fault():
        source.note("A part of this document is damaged: what could not be saved of it is missing.")


class _Flow:
    """Walks the body of a document."""

    def __init__(self, package: Package, main: str, chunks: Chunks) -> None:
        self._package = package
        self._main = main
        self._chunks = chunks
        self._styles = ParagraphStyles(package, main)
        self._numbering = Numbering(package, main)
        self._notes = Notes(package, main)
        self._starts: deque[str] = deque()

    def blocks(self) -> Iterator[Block]:
        yield from headers_and_footers(self._package, self._main)
        body = self._package.xml(self._main).find(f"{W}body")
        if body is not None:
            self._starts.extend(_section_starts(body))
            yield from self._inside(body)
        yield from self._notes.rest()

    def _inside(self, container: Element) -> Iterator[Block]:
        begun: list[Element] = []
        for child in container:
            if child.tag == f"{W}p":
                begun.append(child)
                if joins_next(child):
                    continue
            elif child.tag not in _HOLDING:
                continue
            if begun:
                yield from self._paragraph(begun)
                begun = []
            if child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag == _CHUNK:
                yield from self._chunks.blocks(child.get(f"{R}id", ""))
            elif child.tag in _TRANSPARENT:
                yield from self._inside(child)
        if begun:
            yield from self._paragraph(begun)

    def _pieces(self, element: Element) -> Iterator[str | Hook]:
        """Yield the pieces of a paragraph or table; a style of the paragraph may hide all of its text."""
        told = list(pieces(element, self._styles.hidden))
        if self._styles.hides(element) and (text := text_of(told)).strip():
            yield f"[hidden: {text}]"
            told = [piece for piece in told if isinstance(piece, Hook)]
        yield from told

    def _paragraph(self, parts: Sequence[Element]) -> Iterator[Block]:
        """Yield a paragraph with those before it whose end was deleted; the last one tells its style."""
        last = parts[-1]
        before = last.find(f"{W}pPr/{W}pageBreakBefore")
        if before is not None and is_on(before):
            yield Border()
        told = [piece for part in parts for piece in self._pieces(part)]
        yield from self._text(last, text_of(told))
        for piece in told:
            if isinstance(piece, Hook):
                yield from self._hanging(piece)
        if last.find(f"{W}pPr/{W}sectPr") is not None:
            yield from self._next_section()

    def _text(self, paragraph: Element, text: str) -> Iterator[Block]:
        """Yield the text of a paragraph, parted where a page ends, its number in front."""
        level = self._styles.level(paragraph)
        label = self._label(paragraph) if text.strip() else ""
        for index, part in enumerate(text.split(PAGE_BREAK)):
            if index:
                yield Border()
            if not part.strip():
                continue
            numbered, label = f"{label} {part}" if label else part, ""
            yield Heading(one_line(numbered), level) if level else Paragraph(tidy(numbered))

    def _label(self, paragraph: Element) -> str:
        counted = self._styles.list_of(paragraph)
        return self._numbering.label(*counted) if counted else ""

    def _next_section(self) -> Iterator[Block]:
        """How a section begins is told by its own properties, which stand at its end."""
        self._starts.popleft()
        start = self._starts[0] if self._starts else ""
        if start in _BORDERS:
            yield _BORDERS[start]

    def _hanging(self, hook: Hook) -> Iterator[Block]:
        if hook.kind == "textbox":
            yield from self._inside(hook.element)
        elif hook.kind == "chart":
            yield from chart_blocks(self._package, self._main, hook.element.get(f"{R}id", ""))
        elif hook.kind == "chunk":
            yield from self._chunks.blocks(hook.element.get(f"{R}id", ""))
        elif hook.kind == "diagram":
            yield from diagram_blocks(self._package, self._main, hook.element.get(f"{R}dm", ""))
        else:
            yield from self._notes.take(hook.kind, hook.element.get(f"{W}id", ""))

    def _table(self, table: Element) -> Iterator[Block]:
        """A table that spans pages is parted where the page ends, its header repeated."""
        rows: list[str] = []
        header, continued = "", False
        for row in _rows(table):
            if rows and row.find(f".//{W}lastRenderedPageBreak") is not None:
                yield Table(tuple(rows), header, continued=continued)
                yield Border()
                rows, continued = [], True
            if text := row_text(_cells(row, self._styles.hidden)):
                rows.append(text)
                header = header or text
        if rows:
            yield Table(tuple(rows), header, continued=continued)
        for piece in self._pieces(table):
            if isinstance(piece, Hook):
                yield from self._hanging(piece)


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == f"{W}tr" and child.find(f"{W}trPr/{W}del") is None:
            yield child
        elif child.tag in _TRANSPARENT:
            yield from _rows(child)


def _cells(row: Element, hidden: Container[str]) -> Iterator[str]:
    """Yield the text of the cells; a cell that spans several columns leaves the others empty."""
    for child in row:
        if child.tag in _TRANSPARENT:
            yield from _cells(child, hidden)
        elif child.tag == f"{W}tc" and child.find(f"{W}tcPr/{W}cellDel") is None:
            yield one_line(text_of(pieces(child, hidden)))
            span = child.find(f"{W}tcPr/{W}gridSpan")
            count = span.get(f"{W}val", "1") if span is not None else "1"
            yield from [""] * (min(int(count), 100) - 1 if count.isdecimal() else 0)


def _section_starts(body: Element) -> Iterator[str]:
    for section in body.iter(f"{W}sectPr"):
        kind = section.find(f"{W}type")
        yield kind.get(f"{W}val", "nextPage") if kind is not None else "nextPage"
