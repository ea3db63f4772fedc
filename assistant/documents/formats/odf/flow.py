"""The flow of an OpenDocument text, and of texts inside slides and cells."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.documents.blocks import Block, Border, Heading, Paragraph, Table, row_text
from assistant.documents.clean import one_line, tidy
from assistant.documents.formats.odf.package import DC, DRAW, FO, OFFICE, STYLE, TABLE, TEXT, OdfPackage
from assistant.documents.formats.ooxml import Element

_LEFT_OUT = {f"{TEXT}tracked-changes", f"{TEXT}sequence-decls", f"{OFFICE}forms", f"{TEXT}note-citation"}
_BESIDE = {f"{TEXT}note": "Footnote", f"{OFFICE}annotation": "Comment", f"{DRAW}text-box": ""}
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

    def blocks(self, container: Element, listed: str = "") -> Iterator[Block]:
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
            elif child.tag not in _LEFT_OUT and isinstance(child.tag, str):
                yield from self.blocks(child, "• " if child.tag == f"{TEXT}list-item" else listed)

    def _paragraph(self, paragraph: Element, level: int, listed: str = "") -> Iterator[Block]:
        if self._begins_page(paragraph):
            yield Border()
        text = tidy("".join(inline(paragraph)))
        if level and text:
            yield Heading(one_line(text), level)
        elif text:
            yield Paragraph(f"{listed}{text}")
        yield from self._beside(paragraph)

    def _beside(self, paragraph: Element) -> Iterator[Block]:
        """Yield notes, comments and boxes that hang on a paragraph."""
        for element in paragraph.iter(*_BESIDE):
            label = _BESIDE[str(element.tag)]
            if not label:
                yield from self.blocks(element)
                continue
            author = one_line(element.findtext(f"{DC}creator") or "")
            text = tidy("\n".join("".join(inline(part)) for part in element.iter(f"{TEXT}p")))
            if text:
                yield Paragraph(f"{label} by {author}: {text}" if author else f"{label}: {text}")

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


def inline(element: Element) -> Iterator[str]:
    """Yield the text of a paragraph; spaces, tabs and line ends are elements of their own."""
    yield element.text or ""
    for child in element:
        if child.tag == f"{TEXT}s":
            count = child.get(f"{TEXT}c", "1")
            yield " " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES)
        elif child.tag in _SIGNS:
            yield _SIGNS[str(child.tag)]
        elif child.tag not in _LEFT_OUT and child.tag not in _BESIDE and isinstance(child.tag, str):
            yield from inline(child)
        yield child.tail or ""


def cell_text(cell: Element) -> str:
    """Return the text of a cell as shown."""
    return one_line(" ".join("".join(inline(part)) for part in cell.iter(f"{TEXT}p", f"{TEXT}h")))


def cells_of(row: Element) -> Iterator[str]:
    """Yield the text of a row's cells as shown, repeated ones repeated."""
    for cell in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
        text = cell_text(cell)
        count = cell.get(f"{TABLE}number-columns-repeated", "1")
        yield from [text] * min(int(count) if count.isdecimal() else 1, _MOST_REPEATS)
