"""The flow of an OpenDocument text, and of texts inside slides and cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.documents.blocks import Block, Border, Heading, Paragraph, Table, row_text
from assistant.documents.clean import one_line, tidy
from assistant.documents.formats.odf.charts import chart_blocks
from assistant.documents.formats.odf.inline import (
    BESIDE,
    BOXES,
    LABELLED,
    LEFT_OUT,
    PICTURE_TEXTS,
    cells_of,
    inline,
    note_text,
    own_rows,
    standing_for,
)
from assistant.documents.formats.odf.lists import OUTLINE, Lists
from assistant.documents.formats.odf.package import DC, DRAW, FO, OFFICE, STYLE, TABLE, TEXT, OdfPackage
from assistant.documents.formats.ooxml import Element

_MATH = "{http://www.w3.org/1998/Math/MathML}"
_WORDS = {f"{TEXT}p", f"{TEXT}h"}


class Flow:
    """Walks texts.

    Args:
        package: Whose styles tell where pages begin.
    """

    def __init__(self, package: OdfPackage) -> None:
        self._package = package
        self._lists = Lists((package.content, package.common))

    def blocks(self, container: Iterable[Element]) -> Iterator[Block]:
        """Yield what a container holds, in order."""
        for child in container:
            if child.tag == f"{TEXT}h":
                yield from self._heading(child)
            elif child.tag == f"{TEXT}p":
                yield from self._paragraph(child, int(self._is_title(child)))
            elif child.tag == f"{TEXT}list":
                yield from self._list(child, "", 1)
            elif child.tag == f"{TEXT}soft-page-break":
                yield Border()
            elif child.tag == f"{TABLE}table":
                yield from self._table(child)
            else:
                yield from self._other(child)

    def _other(self, child: Element) -> Iterator[Block]:
        if child.tag in LABELLED:
            yield from _labelled(child)
        elif child.tag == f"{DRAW}object":
            yield from self._object(child)
        elif child.tag in PICTURE_TEXTS:
            yield from [Paragraph(label)] if (label := standing_for(child)) else ()
        elif child.tag == f"{TEXT}section" and _is_hidden(child):
            yield Paragraph("[hidden section]")
            yield from self.blocks(child)
            yield Paragraph("[end of the hidden section]")
        elif child.tag not in LEFT_OUT and isinstance(child.tag, str):
            yield from self.blocks(child)

    def _heading(self, heading: Element, label: str = "") -> Iterator[Block]:
        told = heading.get(f"{TEXT}outline-level", "1")
        level = int(told) if told.isdecimal() else 1
        counts = not label and heading.get(f"{TEXT}is-list-header") != "true" and "".join(inline(heading)).strip()
        yield from self._paragraph(heading, level, self._lists.label(OUTLINE, level) if counts else label)

    def _list(self, entries: Element, name: str, level: int) -> Iterator[Block]:
        """Yield the entries of a list; the first paragraph of each has its number or bullet."""
        name = entries.get(f"{TEXT}style-name") or name
        goes_on = entries.get(f"{TEXT}continue-numbering") == "true" or f"{TEXT}continue-list" in entries.attrib
        self._lists.begin(name, level, goes_on=goes_on)
        for entry in entries.iterchildren(f"{TEXT}list-item", f"{TEXT}list-header"):
            label, start = "", entry.get(f"{TEXT}start-value", "")
            if entry.tag == f"{TEXT}list-item" and any(part.tag in _WORDS for part in entry):
                label = self._lists.label(name, level, start)
            for part in entry:
                if part.tag == f"{TEXT}list":
                    yield from self._list(part, name, level + 1)
                elif part.tag in _WORDS:
                    yield from self._heading(part, label) if part.tag == f"{TEXT}h" else self._paragraph(part, 0, label)
                    label = ""
                else:
                    yield from self.blocks((part,))

    def _paragraph(self, paragraph: Element, level: int, label: str = "") -> Iterator[Block]:
        if self._begins_page(paragraph):
            yield Border()
        text = tidy("".join(inline(paragraph, self._package.hidden)))
        if text and paragraph.get(f"{TEXT}style-name") in self._package.hidden:
            text = f"[hidden: {text}]"
        numbered = f"{label} {text}" if label else text
        if level and text:
            yield Heading(one_line(numbered), level)
        elif text:
            yield Paragraph(numbered)
        yield from self._beside(paragraph)

    def _beside(self, element: Element) -> Iterator[Block]:
        """Yield notes, comments, boxes and charts that hang on a paragraph or a table."""
        for child in element:
            if child.tag in BESIDE:
                yield from self.blocks(child if child.tag in BOXES else (child,))
            elif isinstance(child.tag, str):
                yield from self._beside(child)

    def _object(self, link: Element) -> Iterator[Block]:
        """Yield a chart, the tables of a sheet or a formula; other objects are documents of their own."""
        inner = self._package.inner(self._package.linked(link))
        if inner is None:
            return
        yield from chart_blocks(inner)
        for table in inner.iterfind(f".//{OFFICE}spreadsheet/{TABLE}table"):
            yield from self._table(table)
        if inner.tag == f"{_MATH}math" and (formula := one_line(inner.findtext(f".//{_MATH}annotation") or "")):
            yield Paragraph(f"Formula: {formula}")

    def _is_title(self, paragraph: Element) -> bool:
        name = paragraph.get(f"{TEXT}style-name")
        style = self._package.style(name)
        return "Title" in {name, style.get(f"{STYLE}parent-style-name") if style is not None else None}

    def _begins_page(self, element: Element, properties: str = "paragraph") -> bool:
        """Whether a paragraph or table begins a page: its style says so, or names another kind of page."""
        for style in self._package.chain(element.get(f"{TEXT}style-name") or element.get(f"{TABLE}style-name")):
            own = style.find(f"{STYLE}{properties}-properties")
            if told := own.get(f"{FO}break-before", "") if own is not None else "":
                return told == "page"
            if f"{STYLE}master-page-name" in style.attrib:
                return bool(style.get(f"{STYLE}master-page-name"))
        return False

    def _table(self, table: Element) -> Iterator[Block]:
        if self._begins_page(table, "table"):
            yield Border()
        rows = tuple(line for row in own_rows(table) if (line := row_text(cells_of(row))))
        if rows:
            yield Table(rows, rows[0], one_line(table.get(f"{TABLE}name", "")))
        yield from self._beside(table)


def _is_hidden(section: Element) -> bool:
    return section.get(f"{TEXT}display") == "none" or section.get(f"{TEXT}is-hidden") == "true"


def _labelled(element: Element) -> Iterator[Block]:
    """Yield a note or a comment."""
    label, author = LABELLED[str(element.tag)], one_line(element.findtext(f"{DC}creator") or "")
    label = "Endnote" if element.get(f"{TEXT}note-class") == "endnote" else label
    if text := note_text(element):
        yield Paragraph(f"{label} by {author}: {text}" if author else f"{label}: {text}")
