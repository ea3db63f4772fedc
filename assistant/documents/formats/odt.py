"""OpenDocument texts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import dropwhile

from assistant.documents.blocks import Block, Border, Heading, Paragraph
from assistant.documents.formats.odf.embedded import documents_inside, extract
from assistant.documents.formats.odf.flow import Flow
from assistant.documents.formats.odf.inline import note_text
from assistant.documents.formats.odf.package import OFFICE, OdfPackage
from assistant.documents.pagination import Layout, paginate
from assistant.documents.source import Format, Reading, Source


def read(source: Source) -> Reading:
    """Yield the head and the pages (or, where no page borders are told, the sections) of a text."""
    package = OdfPackage(source)
    flow = [*_repeated(package), *dropwhile(lambda block: isinstance(block, Border), _body(package))]
    printed = any(isinstance(block, Border) for block in flow)
    yield package.head(
        "odt", documents_inside(package), title=next((block.text for block in flow if isinstance(block, Heading)), "")
    )
    yield from paginate(flow, Layout("page" if printed else "section", "OpenDocument reader", printed=printed))


def _body(package: OdfPackage) -> Iterator[Block]:
    for text in package.content.iter(f"{OFFICE}text"):
        yield from Flow(package).blocks(text)


def _repeated(package: OdfPackage) -> Iterator[Block]:
    """Yield each different header and footer once, labelled."""
    told = set()
    for label, element in package.headers_and_footers():
        text = note_text(element)
        if any(map(str.isalpha, text)) and (label, text) not in told:
            told.add((label, text))
            yield Paragraph(f"{label}: {text}", boilerplate=True)


FORMAT = Format(read, extract=extract)
