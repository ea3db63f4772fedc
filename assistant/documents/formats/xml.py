"""XML: what its elements say, each with its name; no entity or other file is followed."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from assistant.documents.blocks import Block, Paragraph
from assistant.documents.clean import one_line, tidy
from assistant.documents.encoding import Decoded, decode_markup
from assistant.documents.model import Head
from assistant.documents.pagination import Layout, paginate
from assistant.documents.source import Format, Reading, Source
from assistant.errors import WorldError

_LARGEST = 100_000_000
_LINES_TOGETHER = 12
_LONGEST_FLOW = 4000
"""Characters up to which text with elements in it is told as the one paragraph that it is."""
_TAG = re.compile(r"<[^<>]{0,10000}>")
_CDATA = re.compile(r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_ENTITIES = b"<!ENTITY"
_OPENING = "([{'\"«“‘„/-"


@dataclass
class _Open:
    """An element whose end has not come yet.

    Attributes:
        name: Without its namespace.
        attributes: Those of it and of all that is in it, a line each.
        lines: What is to be told of it, in order.
        flows: The whole text of each element directly inside it, None for one that is long.
    """

    name: str
    attributes: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    flows: list[str | None] = field(default_factory=list)


def read(source: Source) -> Reading:
    """Yield the head and the sections; what is not well-formed is read without its tags, and said."""
    if source.size > _LARGEST:
        raise WorldError("file-too-large", f"“{source.name}” is larger than the 100 MB of data that can be read.")
    data = source.data()
    yield Head("xml")
    blocks, layout = _parsed(data) or _reencoded(decode_markup(data))
    yield from paginate(blocks, layout)


def _parsed(data: bytes, reason: str = "") -> tuple[list[Block], Layout] | None:
    """Return what well-formed XML says, None where it is not."""
    try:
        return list(_blocks(data)), Layout("section", "lxml", reason)
    except etree.XMLSyntaxError:
        return None


def _reencoded(decoded: Decoded) -> tuple[list[Block], Layout]:
    """Return what XML says that is in another encoding than it declares, or not well-formed."""
    plain = _DECLARATION.sub("", decoded.text, count=1).strip()
    return _parsed(plain.encode("utf-8", "replace"), decoded.remark) or _without_tags(decoded)


def _blocks(data: bytes) -> Iterator[Block]:
    lines = _lines(data)
    for place in range(0, len(lines), _LINES_TOGETHER):
        yield Paragraph("\n".join(lines[place : place + _LINES_TOGETHER]))


def _lines(data: bytes) -> list[str]:
    """Return `name: text` for each element with text of its own, its attributes first."""
    root = _Open("")
    opened = [root]
    parser = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=_ENTITIES not in data,  # without entities there is nothing that grows
    )
    for event, element in parser:
        if not _is_element(element):
            continue
        if event == "start":
            opened.append(_begun(element))
        else:
            _end(opened.pop(), element, opened[-1])
    return root.lines


def _begun(element: etree._Element) -> _Open:
    name = etree.QName(element).localname
    attributes = [f"{name} {etree.QName(key).localname}: {one_line(str(value))}" for key, value in element.items()]
    return _Open(name, attributes, list(attributes))


def _end(ended: _Open, element: etree._Element, outer: _Open) -> None:
    """Tell the element that has ended to the one around it, and let its content go."""
    own = [element.text or "", *(_after(child) for child in element)]
    flow = _flow(element, ended.flows)
    if any(map(str.strip, own)):
        inner = ended.attributes if flow is not None and any(ended.flows) else ended.lines
        ended.lines = [*inner, f"{ended.name}: {one_line(' '.join(own) if flow is None else flow)}"]
    outer.lines += ended.lines
    outer.attributes += ended.attributes
    outer.flows.append(flow)
    for child in element:
        child.clear()


def _flow(element: etree._Element, flows: list[str | None]) -> str | None:
    """Return the text of an element and of all in it as it is read, None where it is too long for a paragraph."""
    text, inner = element.text or "", iter(flows)
    for child in element:
        within = next(inner) if _is_element(child) else ""
        if within is None or len(text) > _LONGEST_FLOW:
            return None
        text = _beside(_beside(text, within, within), _after(child), within)
    return text if len(text) <= _LONGEST_FLOW else None


def _beside(text: str, more: str, element: str) -> str:
    """Join two pieces of text; an element of several words that touches its neighbours is no part of a word."""
    touching = bool(text) and more[:1].isalnum() and not text[-1].isspace() and text[-1] not in _OPENING
    return f"{text} {more}" if touching and " " in element.strip() else text + more


def _is_element(node: object) -> bool:
    """Whether a node is no comment, instruction or name of an entity."""
    return isinstance(getattr(node, "tag", None), str)


def _after(child: etree._Element) -> str:
    """Return what follows a child; a name for text that the document defines or fetches elsewhere stays a name."""
    name = child.text or "" if child.tag is etree.Entity else ""
    return f"{name} {child.tail or ''}" if name else child.tail or ""


def _without_tags(decoded: Decoded) -> tuple[list[Block], Layout]:
    text = _CDATA.sub(lambda match: html.escape(match[1]), decoded.text)
    text = tidy(html.unescape(_TAG.sub(" ", text)))
    reason = "This XML is not well-formed, or nested too deep: it was read as plain text."
    return [Paragraph(part) for part in text.split("\n\n")], Layout("section", f"text ({decoded.encoding})", reason)


FORMAT = Format(read)
