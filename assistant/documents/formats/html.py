"""Web pages: what a reader sees, no script, style or resource."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from assistant.documents.blocks import Block, Heading, Paragraph, Table, row_text
from assistant.documents.clean import one_line, tidy
from assistant.documents.encoding import decode
from assistant.documents.model import Head
from assistant.documents.pagination import Layout, paginate
from assistant.documents.source import Format, Reading, Source

_UNSEEN = {
    "script",
    "style",
    "template",
    "noscript",
    "head",
    "svg",
    "iframe",
    "object",
    "datalist",
    "-comment",
}
_BREAKING = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "legend", "li", "main", "nav",
    "ol", "p", "pre", "section", "summary", "tr", "ul",
}  # fmt: skip
_FILLED = {"img", "input", "select"}
_UNTYPED = {"hidden", "password", "image", "file", "checkbox", "radio"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_DECLARED = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DEEPEST = 400
_WIDEST_SPAN = 100


def read(source: Source) -> Reading:
    """Yield the head and the sections of a web page."""
    data = source.data()
    declared = _DECLARED.search(data[:4096])
    decoded = decode(data, declared[1].decode("ascii") if declared else "")
    yield from read_markup(decoded.text, Layout("section", f"selectolax ({decoded.encoding})", decoded.remark))


def read_markup(markup: str, layout: Layout, kind: str = "html") -> Reading:
    """Yield the head and the sections of HTML text."""
    tree = LexborHTMLParser(markup)
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


def blocks_of(tree: LexborHTMLParser) -> Iterator[Block]:
    """Yield what is seen, in order."""
    if tree.body is not None:
        walk = _Walk()
        yield from walk.children(tree.body, 0)
        yield from walk.flushed()


class _Walk:
    """Walks the tree, gathering inline text until an element breaks the line."""

    def __init__(self) -> None:
        self._text: list[str] = []

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
            self._text.append(re.sub(r"\s+", " ", node.text_content or ""))
        elif tag == "br":
            self._text.append("\n")
        elif tag in _FILLED:
            self._text.append(_filled(node))
        elif tag in _HEADINGS:
            yield from self.flushed()
            if title := one_line(node.text()):
                yield Heading(title, _HEADINGS[tag])
        elif tag == "table":
            yield from self.flushed()
            yield from self._table(node, depth)
        elif tag not in _UNSEEN and not _hidden(node):
            yield from self._element(node, tag, depth)

    def _element(self, node: LexborNode, tag: str, depth: int) -> Iterator[Block]:
        if depth > _DEEPEST:
            self._text.append(node.text(separator=" "))
            return
        if tag == "pre":
            yield from self.flushed()
            self._text.append(node.text())
            yield from self.flushed()
            return
        if tag in _BREAKING:
            yield from self.flushed()
        if tag == "li":
            self._text.append("• ")
        yield from self.children(node, depth + 1)
        if tag in _BREAKING:
            yield from self.flushed()

    def _table(self, node: LexborNode, depth: int) -> Iterator[Block]:
        """Tables of tables are for looks: only the innermost are tables."""
        if node.css_first("table table") or depth > _DEEPEST:
            yield from self.children(node, depth + 1)
            yield from self.flushed()
            return
        rows = node.css("tr")
        lines = [(row, line) for row, cells in zip(rows, _cells(rows), strict=True) if (line := row_text(cells))]
        if lines:
            header = lines[0][1] if lines[0][0].css_first("th") else ""
            caption = node.css_first("caption")
            yield Table(tuple(line for _, line in lines), header, one_line(caption.text()) if caption else "")


def _cells(rows: Iterable[LexborNode]) -> Iterator[list[str]]:
    """Yield the cells of each row in their columns; a cell that spans several leaves the others empty."""
    taken: dict[int, int] = {}
    for row in rows:
        cells: list[str] = []
        for cell in row.css("th, td"):
            _pass_over(taken, cells)
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            taken |= {len(cells) + step: high for step in range(wide)} if high > 1 else {}
            cells += [one_line(cell.text(separator=" ")), *[""] * (wide - 1)]
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
