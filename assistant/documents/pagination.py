"""Parts a flow of blocks into pages that a reader can point at: printed pages, else sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from assistant.documents.blocks import Block, Border, Heading, Paragraph, Table
from assistant.documents.model import Page, TableRows
from assistant.documents.values import PageStatus, Section

_FULL = 3000
"""Characters after which a section of a flowing document is turned into a page, at the next block's end."""
_ENOUGH = 1000
"""Characters below which a heading does not begin a page of its own."""
_LONGEST_LABEL = 120


@dataclass(frozen=True)
class Layout:
    """How pages of a flow are made.

    Attributes:
        kind: The pages' kind, such as `section` or `page`.
        tool: What read them.
        reason: A remark for the ledger.
        printed: Whether the flow tells its own page borders; else pages end by headings and length too.
    """

    kind: str
    tool: str
    reason: str = ""
    printed: bool = False


@dataclass
class _Draft:
    """A page in the making."""

    number: int
    label: str
    text: str = ""
    sections: list[Section] = field(default_factory=list)
    tables: list[TableRows] = field(default_factory=list)
    boilerplate: list[tuple[int, int]] = field(default_factory=list)

    def add(self, block: Heading | Paragraph | Table) -> None:
        text = "\n".join(block.rows) if isinstance(block, Table) else block.text
        self.text += "\n\n" if self.text else ""
        if isinstance(block, Table) and block.continued and block.header:
            self.text += f"{block.header}\n"
        start, end = len(self.text), len(self.text) + len(text)
        self.text += text
        if isinstance(block, Heading):
            self.sections.append(Section(block.text, block.level, self.number, start))
        elif isinstance(block, Table):
            self.tables.append(TableRows(start, end, block.header, block.name))
        elif block.boilerplate:
            self.boilerplate.append((start, end))

    def page(self, layout: Layout) -> Page:
        return Page(
            number=self.number,
            label=self.label or str(self.number),
            kind=layout.kind,
            text=self.text,
            status=PageStatus.TEXT if self.text.strip() else PageStatus.EMPTY,
            tool=layout.tool,
            reason=layout.reason if self.text.strip() else layout.reason or "There is no text here.",
            sections=tuple(self.sections),
            tables=tuple(self.tables),
            boilerplate=tuple(self.boilerplate),
        )


def paginate(blocks: Iterable[Block], layout: Layout, first: int = 1) -> Iterator[Page]:
    """Yield the pages of a flow, at least one.

    Args:
        blocks: In reading order, their text clean.
        layout: How pages are made.
        first: Number of the first page.
    """
    draft = _Draft(first, "")
    for block in _bounded(blocks):
        if draft.text and _begins_page(block, draft, layout):
            yield draft.page(layout)
            draft = _Draft(draft.number + 1, _running_title(draft, layout))
        if isinstance(block, Border):
            if _off_parity(draft, block):
                yield draft.page(layout)
                draft = _Draft(draft.number + 1, "")
            draft.label = block.label or draft.label
            continue
        if isinstance(block, Heading) and not draft.text and not layout.printed:
            draft.label = block.text[:_LONGEST_LABEL]
        draft.add(block)
    if draft.text or draft.number == first:
        yield draft.page(layout)


def page_of(blocks: Iterable[Block], number: int, layout: Layout, label: str = "") -> Page:
    """Return one page that holds all the blocks, whatever borders lie between them."""
    draft = _Draft(number, label)
    for block in blocks:
        if not isinstance(block, Border):
            draft.add(block)
    return draft.page(layout)


def failed_page(number: int, kind: str, tool: str, reason: str, label: str = "") -> Page:
    """Return the page that stands for one which could not be read, with the reason as a sentence."""
    return Page(number, label or str(number), kind, "", PageStatus.FAILED, tool, reason)


def _begins_page(block: Block, draft: _Draft, layout: Layout) -> bool:
    if isinstance(block, Border):
        return True
    if layout.printed:
        return False
    enough = len(draft.text) >= _ENOUGH
    if isinstance(block, Heading):
        return block.level <= 3 and enough
    if isinstance(block, Table):
        return enough and (block.continued or len(draft.text) + sum(map(len, block.rows)) > _FULL)
    return len(draft.text) >= _FULL


def _off_parity(draft: _Draft, border: Border) -> bool:
    return draft.number > 1 and border.parity == ("even" if draft.number % 2 else "odd")


def _running_title(draft: _Draft, layout: Layout) -> str:
    """A section that fills several pages names them all."""
    if layout.printed:
        return ""
    return draft.sections[-1].title[:_LONGEST_LABEL] if draft.sections else draft.label


def _bounded(blocks: Iterable[Block]) -> Iterator[Block]:
    """Part blocks that are longer than a page: tables between rows, paragraphs at a space."""
    for block in blocks:
        if isinstance(block, Table):
            yield from _table_parts(block)
        elif isinstance(block, Paragraph):
            yield from (replace(block, text=part) for part in _paragraph_parts(block.text))
        else:
            yield block


def _table_parts(table: Table) -> Iterator[Table]:
    first, size = 0, 0
    for index, row in enumerate(table.rows):
        if size and size + len(row) > _FULL:
            yield _rows(table, first, index)
            first, size = index, 0
        size += len(row) + 1
    yield _rows(table, first, len(table.rows))


def _rows(table: Table, first: int, end: int) -> Table:
    if (first, end) == (0, len(table.rows)):
        return table
    rows = f"rows {first + 1}–{end}"
    name = f"{table.name}, {rows}" if table.name else rows
    return replace(table, rows=table.rows[first:end], name=name, continued=table.continued or first > 0)


def _paragraph_parts(text: str) -> Iterator[str]:
    start = 0
    while len(text) - start > 2 * _FULL:
        space = max(text.rfind(" ", start, start + _FULL), text.rfind("\n", start, start + _FULL))
        end = space + 1 if space > start else start + _FULL
        yield text[start:end].rstrip()
        start = end
    yield text[start:]
