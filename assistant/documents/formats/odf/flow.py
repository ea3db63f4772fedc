"""The flow of an OpenDocument text, and of texts inside slides and cells."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from assistant.documents.blocks import Block, Border, Heading, Paragraph, Table, row_text
from assistant.documents.clean import one_line, tidy
from assistant.documents.formats.odf.package import CHART, DC, DRAW, FO, OFFICE, STYLE, TABLE, TEXT, OdfPackage
from assistant.documents.formats.ooxml import Element

_LEFT_OUT = {f"{TEXT}tracked-changes", f"{TEXT}sequence-decls", f"{OFFICE}forms", f"{TEXT}note-citation"}
_LABELLED = {f"{TEXT}note": "Footnote", f"{OFFICE}annotation": "Comment"}
_BESIDE = {*_LABELLED, f"{DRAW}text-box", f"{DRAW}object"}
_HIDDEN = {f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph"}
_SIGNS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
_MOST_SPACES = 200
_MOST_REPEATS = 100


class Flow:
    """Walks texts.

    Args:
        package: Whose styles tell where pages begin.
    """

    def __init__(self, package: OdfPackage) -> None:
        self._package = package

    def blocks(self, container: Iterable[Element], listed: str = "") -> Iterator[Block]:
        """Yield what a container holds, in order."""
        for child in container:
            if child.tag == f"{TEXT}h":
                level = child.get(f"{TEXT}outline-level", "1")
                yield from self._paragraph(child, int(level) if level.isdecimal() else 1)
            elif child.tag == f"{TEXT}p":
                yield from self._paragraph(child, int(self._is_title(child)), listed)
            elif child.tag == f"{TEXT}soft-page-break":
                yield Border()
            elif child.tag == f"{TABLE}table":
                yield from self._table(child)
            elif child.tag in _LABELLED:
                yield from _labelled(child)
            elif child.tag == f"{DRAW}object":
                yield from self._chart(child)
            elif child.tag not in _LEFT_OUT and isinstance(child.tag, str):
                yield from self.blocks(child, "• " if child.tag == f"{TEXT}list-item" else listed)

    def _paragraph(self, paragraph: Element, level: int, listed: str = "") -> Iterator[Block]:
        if self._begins_page(paragraph):
            yield Border()
        text = tidy("".join(inline(paragraph, self._package.hidden)))
        if text and paragraph.get(f"{TEXT}style-name") in self._package.hidden:
            text = f"[hidden: {text}]"
        if level and text:
            yield Heading(one_line(text), level)
        elif text:
            yield Paragraph(f"{listed}{text}")
        yield from self._beside(paragraph)

    def _beside(self, element: Element) -> Iterator[Block]:
        """Yield notes, comments, boxes and charts that hang on a paragraph or a table."""
        for child in element:
            if child.tag in _BESIDE:
                yield from self.blocks((child,)) if child.tag != f"{DRAW}text-box" else self.blocks(child)
            elif isinstance(child.tag, str):
                yield from self._beside(child)

    def _chart(self, link: Element) -> Iterator[Block]:
        """Yield the title and the figures of a chart; other objects inside a document are left out."""
        inner = self._package.inner(link)
        for chart in inner.iter(f"{CHART}chart") if inner is not None else ():
            title = one_line(" ".join("".join(inline(part)) for part in chart.iterfind(f"{CHART}title/{TEXT}p")))
            yield Paragraph(f"Chart: {title}" if title else "Chart")
            rows = tuple(line for row in chart.iter(f"{TABLE}table-row") if (line := row_text(cells_of(row))))
            if rows:
                yield Table(rows, rows[0], title)

    def _is_title(self, paragraph: Element) -> bool:
        name = paragraph.get(f"{TEXT}style-name")
        style = self._package.style(name)
        return "Title" in {name, style.get(f"{STYLE}parent-style-name") if style is not None else None}

    def _begins_page(self, paragraph: Element) -> bool:
        style = self._package.style(paragraph.get(f"{TEXT}style-name"))
        if style is None:
            return False
        own = style.find(f"{STYLE}paragraph-properties")
        return own is not None and own.get(f"{FO}break-before") == "page"

    def _table(self, table: Element) -> Iterator[Block]:
        rows = tuple(line for row in table.iter(f"{TABLE}table-row") if (line := row_text(cells_of(row))))
        if rows:
            yield Table(rows, rows[0], one_line(table.get(f"{TABLE}name", "")))
        yield from self._beside(table)


def _labelled(element: Element) -> Iterator[Block]:
    """Yield a note or a comment."""
    label, author = _LABELLED[str(element.tag)], one_line(element.findtext(f"{DC}creator") or "")
    if text := note_text(element):
        yield Paragraph(f"{label} by {author}: {text}" if author else f"{label}: {text}")


def note_text(element: Element) -> str:
    """Return the text of all paragraphs inside an element, a line each."""
    return tidy("\n".join("".join(inline(part)) for part in element.iter(f"{TEXT}p")))


def inline(element: Element, hidden: Container[str | None] = frozenset()) -> Iterator[str]:
    """Yield the text of a paragraph; spaces, tabs and line ends are elements of their own.

    Args:
        element: The paragraph.
        hidden: Styles whose text is labelled as hidden.
    """
    yield element.text or ""
    for child in element:
        if child.tag == f"{TEXT}s":
            count = child.get(f"{TEXT}c", "1")
            yield " " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES)
        elif child.tag in _SIGNS:
            yield _SIGNS[str(child.tag)]
        elif child.tag in _HIDDEN or child.get(f"{TEXT}style-name") in hidden:
            told = "".join(inline(child, hidden)) or child.get(f"{TEXT}string-value", "")
            yield f"[hidden: {told}]" if told else ""
        elif child.tag not in _LEFT_OUT and child.tag not in _BESIDE and isinstance(child.tag, str):
            yield from inline(child, hidden)
        yield child.tail or ""


def cell_text(cell: Element) -> str:
    """Return the text of a cell as shown."""
    return one_line(" ".join("".join(inline(part)) for part in _paragraphs(cell)))


def _paragraphs(element: Element) -> Iterator[Element]:
    """Yield the paragraphs of a cell, not those of comments on it and of shapes that stand over it."""
    for child in element:
        if child.tag in {f"{TEXT}p", f"{TEXT}h"}:
            yield child
        elif child.tag not in _LABELLED and not str(child.tag).startswith(DRAW):
            yield from _paragraphs(child)


def cells_of(row: Element) -> Iterator[str]:
    """Yield the text of a row's cells as shown, repeated ones repeated."""
    for cell in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
        text = cell_text(cell)
        count = cell.get(f"{TABLE}number-columns-repeated", "1")
        yield from [text] * min(int(count) if count.isdecimal() else 1, _MOST_REPEATS)
