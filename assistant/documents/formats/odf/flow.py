"""The flow of an OpenDocument text, and of texts inside slides and cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.documents.blocks import Block, Border, Heading, Paragraph, Table, row_text
from assistant.documents.clean import one_line, tidy
from assistant.documents.formats.odf.charts import chart_blocks
from assistant.documents.formats.odf.inline import BESIDE, LABELLED, LEFT_OUT, cells_of, inline, note_text
from assistant.documents.formats.odf.package import DC, DRAW, FO, STYLE, TABLE, TEXT, OdfPackage
from assistant.documents.formats.ooxml import Element


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
            elif child.tag in LABELLED:
                yield from _labelled(child)
            elif child.tag == f"{DRAW}object":
                yield from self._chart(child)
            elif child.tag not in LEFT_OUT and isinstance(child.tag, str):
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
            if child.tag in BESIDE:
                yield from self.blocks((child,)) if child.tag != f"{DRAW}text-box" else self.blocks(child)
            elif isinstance(child.tag, str):
                yield from self._beside(child)

    def _chart(self, link: Element) -> Iterator[Block]:
        """Yield a chart; other objects inside a document are left out."""
        inner = self._package.inner(link)
        if inner is not None:
            yield from chart_blocks(inner)

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
    label, author = LABELLED[str(element.tag)], one_line(element.findtext(f"{DC}creator") or "")
    if text := note_text(element):
        yield Paragraph(f"{label} by {author}: {text}" if author else f"{label}: {text}")
