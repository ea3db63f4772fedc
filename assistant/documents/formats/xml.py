"""XML: what its elements say, each with its name; no entity or other file is followed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from lxml import etree

from assistant.documents.blocks import Block, Paragraph
from assistant.documents.clean import one_line, tidy
from assistant.documents.encoding import decode
from assistant.documents.model import Head
from assistant.documents.pagination import Layout, paginate
from assistant.documents.source import Format, Reading, Source
from assistant.errors import WorldError

_LARGEST = 100_000_000
_LINES_TOGETHER = 12
_TAG = re.compile(r"<[^<>]{0,10000}>")
_DECLARED = re.compile(rb"""<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)""")


def read(source: Source) -> Reading:
    """Yield the head and the sections; what is not well-formed is read without its tags, and said."""
    if source.size > _LARGEST:
        raise WorldError("file-too-large", f"“{source.name}” is larger than the 100 MB of data that can be read.")
    data = source.data()
    yield Head("xml")
    try:
        blocks = list(_blocks(data))
        layout = Layout("section", "lxml")
    except etree.XMLSyntaxError:
        blocks, layout = _without_tags(data)
    yield from paginate(blocks, layout)


def _blocks(data: bytes) -> Iterator[Block]:
    lines: list[str] = []
    for line in _lines(data):
        lines.append(line)
        if len(lines) == _LINES_TOGETHER:
            yield Paragraph("\n".join(lines))
            lines = []
    if lines:
        yield Paragraph("\n".join(lines))


def _lines(data: bytes) -> Iterator[str]:
    """Yield `name: text` for each element with text of its own, its attributes first."""
    for event, element in etree.iterparse(
        io.BytesIO(data), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False
    ):
        if not isinstance(element.tag, str):
            continue
        name = etree.QName(element).localname
        if event == "start":
            yield from (f"{name} {etree.QName(key).localname}: {one_line(value)}" for key, value in element.items())
            continue
        told = one_line(" ".join([element.text or "", *(_after(child) for child in element)]))
        if told:
            yield f"{name}: {told}"
        for child in element:
            child.clear(keep_tail=False)


def _after(child: etree._Element) -> str:
    """Return what follows a child; a name for text that the document defines or fetches elsewhere stays a name."""
    name = child.text or "" if child.tag is etree.Entity else ""
    return f"{name} {child.tail or ''}"


def _without_tags(data: bytes) -> tuple[list[Block], Layout]:
    declared = _DECLARED.match(data)
    decoded = decode(data, declared[1].decode("ascii") if declared else "")
    text = tidy(_TAG.sub(" ", decoded.text))
    reason = "This is not well-formed XML: it was read as plain text."
    return [Paragraph(part) for part in text.split("\n\n")], Layout("section", f"text ({decoded.encoding})", reason)


FORMAT = Format(read)
