"""Slides: titles, texts, groups, tables, charts, diagrams, notes and comments; hidden slides labelled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.documents.blocks import Block, Heading, Paragraph, Table, row_text
from assistant.documents.clean import one_line, tidy
from assistant.documents.formats.drawings import CHARTS, DIAGRAM, chart_blocks, diagram_blocks
from assistant.documents.formats.embeddings import embedded_names, extract
from assistant.documents.formats.omml import FORMULA, formula_text
from assistant.documents.formats.ooxml import MC, A, Element, P, Package, R
from assistant.documents.formats.picture_texts import drawing_label
from assistant.documents.formats.pptx_comments import authors, comments_of
from assistant.documents.model import Head, Page
from assistant.documents.pagination import Layout, failed_page, page_of
from assistant.documents.source import Format, Reading, Source
from assistant.documents.values import PageStatus
from assistant.errors import WorldError

_TOOL = "PowerPoint reader"
_LINE_ENDS = {f"{A}br": "\n", f"{A}tab": "\t"}
_TITLES = {"title", "ctrTitle"}
_REPEATED = {"dt": "Date", "ftr": "Footer", "hdr": "Header"}
_NUMBER = "sldNum"


def read(source: Source) -> Reading:
    """Yield the head and the slides of a presentation."""
    package = Package(source)
    main = package.main_part()
    slides = _slides(package, main)
    facts = package.facts()
    if package.take_fault():
        source.note("This presentation is damaged: slides may be missing.")
    inside = embedded_names(package)
    yield Head("pptx", len(slides), one_line(facts.title), one_line(facts.author), facts.created, attachments=inside)
    show = _Show(package, main)
    for number, part in enumerate(slides, 1):
        try:
            yield show.slide(part, number)
        except WorldError:
            yield failed_page(number, "slide", _TOOL, "This slide is damaged or missing and could not be read.")


def _slides(package: Package, main: str) -> list[str]:
    """Return the slides' parts in the order of the show, which is not that of their names."""
    links = package.relationships(main)
    order = (entry.get(f"{R}id", "") for entry in package.xml(main).iterfind(f"{P}sldIdLst/{P}sldId"))
    if not links:  # lost: then where programs put them
        return [f"ppt/slides/slide{number}.xml" for number, _ in enumerate(order, 1)]
    return [links[name].target if name in links else "" for name in order]


class _Show:
    """A presentation, whose slides are read in order: what many have in common is told by the first."""

    def __init__(self, package: Package, main: str) -> None:
        self._package = package
        self._authors = authors(package, main)
        self._told: set[str] = set()

    def slide(self, part: str, number: int) -> Page:
        """Return the page of a slide; what is damaged of it is said."""
        package = self._package
        root = package.xml(part)
        blocks = [block for block in _shapes(package, part, root) if self._is_new(block)]
        blocks.sort(key=lambda block: not isinstance(block, Heading))
        if root.get("show") in {"0", "false"}:
            blocks.insert(0, Paragraph("[hidden slide]"))
        blocks += filter(self._is_new, _behind(package, part))
        blocks += map(Paragraph, [*_notes(package, part), *comments_of(package, part, self._authors)])
        return _page(package, root, blocks, number)

    def _is_new(self, block: Block) -> bool:
        """Whether a block is no header, footer or other matter that an earlier slide told."""
        if not isinstance(block, Paragraph) or not block.boilerplate:
            return True
        known = block.text in self._told
        self._told.add(block.text)
        return not known


def _page(package: Package, root: Element, blocks: Sequence[Block], number: int) -> Page:
    fault = package.take_fault()
    reason = "A part of this slide is damaged and could not be read." if fault else ""
    page = page_of(blocks, number, Layout("slide", _TOOL, reason))
    if fault and page.status is PageStatus.EMPTY:
        return failed_page(number, "slide", _TOOL, "This slide is damaged and could not be read.")
    if page.status is PageStatus.EMPTY and root.find(f".//{P}pic") is not None:
        return page_of((), number, Layout("slide", _TOOL, "This slide holds only pictures, which are not read."))
    return page


def _behind(package: Package, part: str) -> Iterator[Block]:
    """Yield the texts that a slide takes from its layout and its master: those that are no placeholders."""
    for layout in package.linked(part, "slideLayout"):
        for behind in (layout, *package.linked(layout, "slideMaster")):
            for shape in package.xml(behind).iter(f"{P}sp"):
                if shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph") is None and (text := _text(shape)):
                    yield Paragraph(f"Master: {text}", boilerplate=True)


def _notes(package: Package, part: str) -> Iterator[str]:
    for notes in package.linked(part, "notesSlide"):
        for shape in package.xml(notes).iter(f"{P}sp"):
            if _kind(shape) in {"", "body"} and (text := _text(shape)):
                yield f"Notes: {text}"


def _shapes(package: Package, part: str, tree: Element) -> Iterator[Block]:
    for element in tree:
        if element.tag == f"{P}sp":
            yield from _shape(element)
        elif element.tag == f"{A}tbl":
            yield from _table(element)
        elif element.tag in CHARTS:
            yield from chart_blocks(package, part, element.get(f"{R}id", ""))
        elif element.tag == DIAGRAM:
            yield from diagram_blocks(package, part, element.get(f"{R}dm", ""))
        elif element.tag == f"{P}cNvPr":
            yield from _caption(element)
        elif element.tag != f"{MC}Fallback":
            yield from _shapes(package, part, element)


def _shape(shape: Element) -> Iterator[Block]:
    kind, text = _kind(shape), _text(shape)
    about = shape.find(f"{P}nvSpPr/{P}cNvPr")
    if not text and about is not None:
        yield from _caption(about)
    if not text or kind == _NUMBER:
        return
    if about is not None and about.get("hidden") in {"1", "true"}:
        yield Paragraph(f"[hidden: {text}]")
    elif kind in _TITLES:
        yield Heading(one_line(text), 1)
    elif kind in _REPEATED:
        yield Paragraph(f"{_REPEATED[kind]}: {text}", boilerplate=True)
    else:
        yield Paragraph(text)


def _kind(shape: Element) -> str:
    """Return the kind of placeholder that a shape is, "" for none or for one of any kind."""
    placeholder = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    return placeholder.get("type", "") if placeholder is not None else ""


def _caption(about: Element) -> Iterator[Block]:
    if label := drawing_label(about):
        yield Paragraph(label)


def _table(table: Element) -> Iterator[Block]:
    rows = [row_text(_text(cell) for cell in row.iterfind(f"{A}tc")) for row in table.iterfind(f"{A}tr")]
    told = tuple(row for row in rows if row)
    if told:
        yield Table(told, told[0])


def _text(element: Element) -> str:
    return tidy("\n".join(_paragraph(paragraph) for paragraph in element.iter(f"{A}p")))


def _paragraph(paragraph: Element) -> str:
    return "".join(map(_said, paragraph))


def _said(part: Element) -> str:
    """Return what a run, a field, a line end or a formula says."""
    if part.tag == FORMULA:
        return formula_text(part)
    if part.tag == f"{A}t":
        return part.text or ""
    return _LINE_ENDS.get(str(part.tag), "") or "".join(_said(inner) for inner in part if inner.tag != f"{MC}Fallback")


FORMAT = Format(read, extract=extract)
