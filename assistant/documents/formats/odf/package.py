"""An OpenDocument package: its content, styles and facts."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from assistant.documents.clean import one_line
from assistant.documents.formats.archive import UNPACKING, checked_archive, member_bytes
from assistant.documents.formats.ooxml import Element
from assistant.documents.formats.safe_xml import safe_parser
from assistant.documents.formats.salvage import what_is_left
from assistant.documents.model import Head
from assistant.documents.source import Source, locked
from assistant.errors import WorldError

_NAMESPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, TEXT, TABLE, DRAW, STYLE, PRESENTATION = (
    _NAMESPACE % name for name in ("office", "text", "table", "drawing", "style", "presentation")
)
FO, CHART = _NAMESPACE % "xsl-fo-compatible", _NAMESPACE % "chart"
_LINK = "{http://www.w3.org/1999/xlink}href"
DC = "{http://purl.org/dc/elements/1.1/}"
_META = _NAMESPACE % "meta"
_DAMAGED = "A part of this document is damaged: what could not be saved of it is missing."
_ENCRYPTED = b"encryption-data"


class OdfPackage:
    """An open package.

    Attributes:
        content: The root of its content.
        hidden: Names of the styles whose text is not shown.

    Args:
        source: The file.

    Raises:
        WorldError: It is damaged or locked.
    """

    def __init__(self, source: Source) -> None:
        self._archive = checked_archive(source)
        self._source = source
        if _ENCRYPTED in self._bytes("META-INF/manifest.xml"):
            raise locked(source.name)
        self.content = self._xml("content.xml")
        self._styles = {style.get(f"{STYLE}name", ""): style for style in self.content.iter(f"{STYLE}style")}
        self.hidden = frozenset(name for name, style in self._styles.items() if _hides(style))

    def style(self, name: str | None) -> Element | None:
        """Return an automatic style of the content."""
        return self._styles.get(name or "")

    def inner(self, link: Element) -> Element | None:
        """Return the content of an object inside the document, such as a chart, None where it is not there."""
        name = f"{link.get(_LINK, '').removeprefix('./')}/content.xml"
        return self._xml(name) if b"<" in self._bytes(name) else None

    def headers_and_footers(self) -> Iterator[tuple[str, Element]]:
        """Yield `Header` or `Footer` and the element, for each page style."""
        if b"<" not in self._bytes("styles.xml"):
            return
        root = self._xml("styles.xml")
        for tag, label in (("header", "Header"), ("footer", "Footer")):
            for element in root.iter(f"{STYLE}{tag}", f"{STYLE}{tag}-first", f"{STYLE}{tag}-left"):
                yield label, element

    def head(self, kind: str, pages: int | None = None, title: str = "") -> Head:
        """Return the head, with the facts that the document tells."""
        if not self._bytes("meta.xml"):
            return Head(kind, pages, title)
        facts = self._xml("meta.xml")
        told = {tag: one_line(next((node.text or "" for node in facts.iter(tag)), "")) for tag in _FACTS}
        created = told[f"{_META}creation-date"][:10]
        return Head(kind, pages, told[f"{DC}title"] or title, told[f"{_META}initial-creator"], created)

    def _xml(self, name: str) -> Element:
        data = self._bytes(name) or b"<none/>"
        try:
            root = etree.fromstring(data, safe_parser())
        except etree.XMLSyntaxError:
            self._source.note(_DAMAGED)
            root = etree.fromstring(data, safe_parser(recover=True))
        if root is None or root.tag == "none":
            raise WorldError("damaged-file", f"“{self._source.name}” is damaged: a part is missing.")
        return root

    def _bytes(self, name: str) -> bytes:
        try:
            return member_bytes(self._archive, name)
        except KeyError:
            return b""
        except UNPACKING:
            self._source.note(_DAMAGED)
            return what_is_left(self._source, self._archive.getinfo(name))


def _hides(style: Element) -> bool:
    own = style.find(f"{STYLE}text-properties")
    return own is not None and own.get(f"{TEXT}display") == "none"


_FACTS = (f"{DC}title", f"{_META}initial-creator", f"{_META}creation-date")
