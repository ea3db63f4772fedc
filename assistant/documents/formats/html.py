"""Web pages: what a reader sees, no script, style or resource."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from selectolax.lexbor import LexborHTMLParser, LexborNode

from assistant.documents.blocks import Block, Heading, Paragraph, Table, block_text, row_text
from assistant.documents.clean import one_line, tidy
from assistant.documents.encoding import decode_markup
from assistant.documents.model import Head
from assistant.documents.pagination import Layout, paginate
from assistant.documents.source import Format, Reading, Source

_UNSEEN = {
    "script",
    "style",
    "template",
    "noscript",
    "head",
    "defs",
    "metadata",
    "iframe",
    "object",
    "datalist",
    "-comment",
}
_BREAKING = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "legend", "li", "main", "nav",
    "ol", "p", "pre", "section", "summary", "svg", "td", "text", "th", "tr", "ul",
}  # fmt: skip
_FILLED = {"img", "input", "select"}
_UNTYPED = {"hidden", "password", "image", "file", "checkbox", "radio"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_DEEPEST = 140
"""Elements inside each other that are walked one by one; three calls each must fit what Python allows."""
_WIDEST_SPAN = 100
_START = 1000
_AS_XML = re.compile(r"<\?xml\s|xmlns\s*=\s*[\"']http://www\.w3\.org/1999/xhtml")
_CLOSED_AT_ONCE = re.compile(
    r"<(?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)\b)([A-Za-z][\w:.-]*)"
    r"""((?:[^<>"']|"[^"<]{0,4000}"|'[^'<]{0,4000}')*)/>"""
)
"""Elements without content as XML writes them; HTML would take all that follows for their content."""
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


def read(source: Source) -> Reading:
    """Yield the head and the sections of a web page."""
    decoded = decode_markup(source.data())
    yield from read_markup(decoded.text, Layout("section", f"selectolax ({decoded.encoding})", decoded.remark))


def read_markup(markup: str, layout: Layout, kind: str = "html") -> Reading:
    """Yield the head and the sections of HTML text."""
    tree = parsed(markup)
    title = tree.css_first("title")
    author = tree.css_first('meta[name="author" i]')
    language = tree.root.attributes.get("lang") if tree.root else None
    yield Head(
        kind,
        title=one_line(title.text()) if title else "",
        author=one_line(author.attributes.get("content") or "") if author else "",
        language=(language or "")[:2].lower(),
    )
    yield from paginate(blocks_of(tree), layout)


def parsed(markup: str) -> LexborHTMLParser:
    """Parse a web page; one that is written as XML closes elements in ways that HTML does not know."""
    if _AS_XML.search(markup[:_START]):
        markup = _CLOSED_AT_ONCE.sub(r"<\1\2></\1>", markup)
        markup = _CDATA.sub(lambda match: html.escape(match[1]), markup)
    return LexborHTMLParser(markup)


def blocks_of(tree: LexborHTMLParser) -> Iterator[Block]:
    """Yield what is seen, in order; of a page of frames, what it says beside them."""
    if tree.body is not None:
        yield from _seen(tree.body)
    elif (instead := tree.css_first("noframes")) is not None:
        yield from blocks_of(LexborHTMLParser(f"<body>{instead.text()}"))


def _seen(node: LexborNode) -> Iterator[Block]:
    walk = _Walk()
    yield from walk.children(node, 0)
    yield from walk.flushed()


def _line(node: LexborNode) -> str:
    """Return what is seen of an element on one line."""
    return one_line(" ".join(map(block_text, _seen(node))))


class _Walk:
    """Walks the tree, gathering inline text until an element breaks the line."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._as_typed = False

    def children(self, node: LexborNode, depth: int) -> Iterator[Block]:
        child = node.child
        while child is not None:
            yield from self._node(child, depth)
            child = child.next

    def flushed(self) -> Iterator[Block]:
        text = tidy("".join(self._text))
        self._text.clear()
        if text:
            yield Paragraph(text)

    def _node(self, node: LexborNode, depth: int) -> Iterator[Block]:
        tag = node.tag or ""
        if tag == "-text":
            text = node.text_content or ""
            self._text.append(text if self._as_typed else re.sub(r"\s+", " ", text))
        elif tag == "br":
            self._text.append("\n")
        elif tag in _FILLED:
            self._text.append(_filled(node))
        elif tag in _HEADINGS:
            yield from self.flushed()
            if title := _line(node):
                yield Heading(title, _HEADINGS[tag])
        elif tag == "table":
            yield from self.flushed()
            yield from self._table(node, depth)
        elif tag not in _UNSEEN and not _hidden(node):
            yield from self._element(node, tag, depth)

    def _element(self, node: LexborNode, tag: str, depth: int) -> Iterator[Block]:
        if depth > _DEEPEST:
            self._text.append(_all_text(node))
            return
        if tag in _BREAKING:
            yield from self.flushed()
        if tag == "li":
            self._text.append("• ")
        around, self._as_typed = self._as_typed, self._as_typed or tag == "pre"
        yield from self.children(node, depth + 1)
        if tag in _BREAKING:
            yield from self.flushed()
        self._as_typed = around

    def _table(self, node: LexborNode, depth: int) -> Iterator[Block]:
        """Tables of tables are for looks: only the innermost are tables."""
        if depth > _DEEPEST:
            self._text.append(_all_text(node))
        elif any(inner.mem_id != node.mem_id for inner in node.css("table")):
            yield from self.children(node, depth + 1)
            yield from self.flushed()
            return
        else:
            yield from _rows(node)


def _rows(table: LexborNode) -> Iterator[Table]:
    """Yield a table of cells; the rows on top that hold nothing but heads are the header of the others."""
    rows = table.css("tr")
    lines = [(row, line) for row, cells in zip(rows, _cells(rows), strict=True) if (line := row_text(cells))]
    heads = [line for row, line in takewhile(lambda told: told[0].css_first("th") and _only_heads(told[0]), lines)]
    if not heads and lines and lines[0][0].css_first("th"):
        heads = [lines[0][1]]
    if len(heads) == len(lines):
        heads = heads[:1]
    if lines:
        caption = table.css_first("caption")
        yield Table(tuple(line for _, line in lines), "\n".join(heads), _line(caption) if caption else "")


def _only_heads(row: LexborNode) -> bool:
    return row.css_first("td") is None


def _all_text(node: LexborNode) -> str:
    """Return the text of an element that lies too deep to be walked."""
    for unseen in node.css("script, style, template, noscript"):
        unseen.decompose()
    return node.text(separator=" ")


def _cells(rows: Iterable[LexborNode]) -> Iterator[list[str]]:
    """Yield the cells of each row in their columns; a cell that spans several leaves the others empty."""
    taken: dict[int, int] = {}
    for row in rows:
        cells: list[str] = []
        for cell in row.css("th, td"):
            _pass_over(taken, cells)
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            taken |= {len(cells) + step: high for step in range(wide)} if high > 1 else {}
            cells += [_line(cell), *[""] * (wide - 1)]
        _pass_over(taken, cells)
        taken = {column: left - 1 for column, left in taken.items() if left > 1}
        yield cells


def _pass_over(taken: dict[int, int], cells: list[str]) -> None:
    """Leave columns empty into which a cell of an earlier row reaches."""
    while len(cells) in taken:
        cells.append("")


def _span(cell: LexborNode, name: str) -> int:
    told = cell.attributes.get(name) or "1"
    return min(max(int(told), 1), _WIDEST_SPAN) if told.isdecimal() else 1


def _filled(node: LexborNode) -> str:
    """Return what stands for a picture, what was typed into a field, or what was chosen in a list."""
    attributes = node.attributes
    if node.tag == "img":
        about = one_line(attributes.get("alt") or "")
        return f" [Picture: {about}] " if about else ""
    if node.tag == "input":
        return (
            "" if (attributes.get("type") or "").lower() in _UNTYPED else f" {one_line(attributes.get('value') or '')} "
        )
    chosen = (one_line(option.text()) for option in node.css("option") if "selected" in option.attributes)
    return f" {', '.join(chosen)} "


def _hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return "hidden" in attributes or "display:none" in style or "visibility:hidden" in style


FORMAT = Format(read)
