"""OpenDocument slides: titles first, notes labelled, hidden slides labelled."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.documents.blocks import Block, Heading, Paragraph
from assistant.documents.clean import one_line, tidy
from assistant.documents.formats.odf.embedded import documents_inside, extract
from assistant.documents.formats.odf.flow import Flow
from assistant.documents.formats.odf.inline import note_text
from assistant.documents.formats.odf.package import DRAW, PRESENTATION, STYLE, OdfPackage
from assistant.documents.formats.ooxml import Element
from assistant.documents.model import Page
from assistant.documents.pagination import Layout, page_of
from assistant.documents.source import Format, Reading, Source

_NUMBER = "page-number"
_REPEATED = {_NUMBER, "header", "footer", "date-time"}
_LAYOUT = Layout("slide", "OpenDocument reader")


def read(source: Source) -> Reading:
    """Yield the head and the slides."""
    package = OdfPackage(source)
    slides = list(package.content.iter(f"{DRAW}page"))
    flow = Flow(package)
    yield package.head("odp", documents_inside(package), len(slides))
    for number, slide in enumerate(slides, 1):
        yield _slide(package, flow, slide, number)


def _slide(package: OdfPackage, flow: Flow, slide: Element, number: int) -> Page:
    blocks = list(_blocks(flow, slide))
    blocks.sort(key=lambda block: not isinstance(block, Heading))
    if _hidden(package, slide):
        blocks.insert(0, Paragraph("[hidden slide]"))
    footers = _footers(package) if number == 1 else ()
    return page_of([*blocks, *footers, *_notes(slide)], number, _LAYOUT)


def _blocks(flow: Flow, slide: Element) -> Iterator[Block]:
    for shape in slide:
        if shape.tag == f"{PRESENTATION}notes" or shape.get(f"{PRESENTATION}class") == _NUMBER:
            continue
        if shape.get(f"{PRESENTATION}class") == "title" and (title := one_line(note_text(shape))):
            yield Heading(title, 1)
        else:
            yield from flow.blocks((shape,))


def _notes(slide: Element) -> Iterator[Block]:
    for notes in slide.iterchildren(f"{PRESENTATION}notes"):
        shapes = (shape for shape in notes if shape.get(f"{PRESENTATION}class") not in _REPEATED)
        if text := tidy("\n".join(map(note_text, shapes))):
            yield Paragraph(f"Notes: {text}")


def _footers(package: OdfPackage) -> Iterator[Block]:
    """Yield what the slides have at their top and bottom, once each, labelled."""
    for name, label in (("header", "Header"), ("footer", "Footer")):
        texts = (one_line(told.text or "") for told in package.content.iter(f"{PRESENTATION}{name}-decl"))
        yield from (Paragraph(f"{label}: {text}", boilerplate=True) for text in dict.fromkeys(texts) if text)


def _hidden(package: OdfPackage, slide: Element) -> bool:
    style = package.style(slide.get(f"{DRAW}style-name"))
    own = style.find(f"{STYLE}drawing-page-properties") if style is not None else None
    return own is not None and own.get(f"{PRESENTATION}visibility") == "hidden"


FORMAT = Format(read, extract=extract)
