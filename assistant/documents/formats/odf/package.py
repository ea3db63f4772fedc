"""An OpenDocument package: its content, styles and facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from assistant.documents.clean import one_line
from assistant.documents.formats.archive import UNPACKING, checked_archive, member_bytes
from assistant.documents.formats.ooxml import Element
from assistant.documents.formats.safe_xml import safe_parser
from assistant.documents.formats.salvage import what_is_left
from assistant.documents.model import Head
from assistant.documents.source import Member, Source, locked
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
        common: The root of what its styles file tells: styles by name, and page styles.
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
        self.common = self._xml("styles.xml") if b"<" in self._bytes("styles.xml") else etree.Element("none")
        shared = self.common.iterfind(f"{OFFICE}styles/{STYLE}style")
        own = self.content.iter(f"{STYLE}style")
        self._styles = {style.get(f"{STYLE}name", ""): style for style in (*shared, *own)}
        self.hidden = frozenset(name for name in self._styles if self._hides(name))

    def style(self, name: str | None) -> Element | None:
        """Return a style of the content."""
        return self._styles.get(name or "")

    def chain(self, name: str | None) -> Iterator[Element]:
        """Yield a style and those that it is based on."""
        seen: set[str] = set()
        while name and name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            name = self._styles[name].get(f"{STYLE}parent-style-name")

    def linked(self, link: Element) -> str:
        """Return the name of what an element refers to inside the package."""
        return link.get(_LINK, "").removeprefix("./")

    def inner(self, name: str) -> Element | None:
        """Return the content of an object inside the document, such as a chart, None where it is not there."""
        content = f"{name}/content.xml"
        return self._xml(content) if b"<" in self._bytes(content) else None

    def entry(self, name: str) -> bytes:
        """Return the bytes of an entry, none where there is no such entry."""
        return self._bytes(name)

    def folder(self, start: str) -> dict[str, bytes]:
        """Return the entries whose names begin so, by the rest of their names."""
        names = (name for name in self._archive.namelist() if name.startswith(start) and not name.endswith("/"))
        return {name.removeprefix(start): self._bytes(name) for name in names}

    def headers_and_footers(self) -> Iterator[tuple[str, Element]]:
        """Yield `Header` or `Footer` and the element, for each page style."""
        yield from running_titles(self.common)

    def master(self, name: str) -> Element | None:
        """Return a page style by its name."""
        pages = self.common.iter(f"{STYLE}master-page")
        return next((page for page in pages if page.get(f"{STYLE}name") == name), None)

    def _hides(self, name: str) -> bool:
        shown = (style.find(f"{STYLE}text-properties") for style in self.chain(name))
        told = (own.get(f"{TEXT}display") for own in shown if own is not None)
        return next((display for display in told if display), "") == "none"

    def head(self, kind: str, inside: Iterable[Member], pages: int | None = None, title: str = "") -> Head:
        """Return the head, with the facts that the document tells, and the documents inside it."""
        names = tuple(member.name for member in inside)
        if not self._bytes("meta.xml"):
            return Head(kind, pages, title, attachments=names)
        facts = self._xml("meta.xml")
        told = {tag: one_line(next((node.text or "" for node in facts.iter(tag)), "")) for tag in _FACTS}
        created = told[f"{_META}creation-date"][:10]
        title = told[f"{DC}title"] or title
        return Head(kind, pages, title, told[f"{_META}initial-creator"], created, attachments=names)

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


def running_titles(pages: Element) -> Iterator[tuple[str, Element]]:
    """Yield `Header` or `Footer` and the element, for each page style inside an element."""
    for tag, label in (("header", "Header"), ("footer", "Footer")):
        for element in pages.iter(f"{STYLE}{tag}", f"{STYLE}{tag}-first", f"{STYLE}{tag}-left"):
            if element.get(f"{STYLE}display") != "false":
                yield label, element


_FACTS = (f"{DC}title", f"{_META}initial-creator", f"{_META}creation-date")
