"""Office Open XML packages: parts and relationships, within limits of size."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterator
from dataclasses import dataclass

from lxml import etree

from assistant.documents.formats.archive import UNPACKING, checked_archive, member_bytes
from assistant.documents.formats.safe_xml import safe_parser
from assistant.documents.formats.salvage import what_is_left
from assistant.documents.source import Source
from assistant.errors import WorldError

Element = etree._Element  # noqa: SLF001 - lxml names its element type so

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STRICT = b"http://purl.oclc.org/ooxml/"
_USUAL_NAMES = {
    b"wordprocessingml/main": b"wordprocessingml/2006/main",
    b"drawingml/main": b"drawingml/2006/main",
    b"drawingml/chart": b"drawingml/2006/chart",
    b"drawingml/diagram": b"drawingml/2006/diagram",
    b"officeDocument/math": b"officeDocument/2006/math",
    b"presentationml/main": b"presentationml/2006/main",
    b"spreadsheetml/main": b"spreadsheetml/2006/main",
    b"officeDocument/relationships": b"officeDocument/2006/relationships",
}
_MAIN_PARTS = ("word/document.xml", "xl/workbook.xml", "ppt/presentation.xml")
"""Where all programs put it, should the link to it be lost."""
_EMBEDDED = {"package", "oleObject"}
_HARMLESS = {"ERR_INVALID_CHAR", "ERR_INVALID_CHARREF"}
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"


@dataclass(frozen=True)
class Relationship:
    """A link from one part to another.

    Attributes:
        kind: The last word of its type, such as `slide` or `comments`.
        target: Path of the part in the package.
    """

    kind: str
    target: str


@dataclass(frozen=True)
class Facts:
    """The document's own properties, "" where unknown."""

    title: str = ""
    author: str = ""
    created: str = ""


class Package:
    """An open package.

    Args:
        source: The file.
    """

    def __init__(self, source: Source) -> None:
        self._archive = checked_archive(source)
        self._names = {name.lstrip("/").lower(): name for name in self._archive.namelist()}
        self._source = source
        self._main = ""
        self._fault = False

    def main_part(self) -> str:
        """Return the path of the main part, or raise `WorldError`."""
        for relationship in self.relationships("").values():
            if relationship.kind == "officeDocument" and self.has(relationship.target):
                self._main = relationship.target
                return relationship.target
        self._main = next((part for part in _MAIN_PARTS if self.has(part)), "")
        if not self._main:
            raise WorldError("damaged-file", f"“{self._source.name}” is damaged: its main part is missing.")
        self._fault = True
        return self._main

    def parts(self, within: str) -> list[str]:
        """Return the XML parts whose path holds a text."""
        return sorted(name for name in self._names if within in f"/{name}" and name.endswith(".xml"))

    def has(self, part: str) -> bool:
        """Whether the package holds a part."""
        return part.lower() in self._names

    def xml(self, part: str) -> Element:
        """Return the root of an XML part, as far as it can be read; no entity, address or other file is followed.

        A part that is damaged is remembered as a fault; one of which nothing is left gives an empty element.

        Raises:
            WorldError: `damaged-file` where nothing is left of the main part.
        """
        data = self.data(part)
        try:
            return etree.fromstring(data, safe_parser())
        except etree.XMLSyntaxError:
            mending = safe_parser(recover=True)
            root = etree.fromstring(data, mending) if data else None
        if root is not None:
            self.note_errors(mending.error_log)
            return root
        if part == self._main:
            raise WorldError("damaged-file", f"“{self._source.name}” is damaged: its main part cannot be read.")
        self._fault = True
        return etree.Element("nothing")

    def note_errors(self, log: etree._ListErrorLog) -> None:
        """Remember a fault where what a parser mended may have cost text; a character that XML forbids costs itself."""
        fatal = (entry for entry in log if entry.level == etree.ErrorLevels.FATAL)
        if any(entry.type_name not in _HARMLESS for entry in fatal):
            self._fault = True

    def note_fault(self) -> None:
        """Remember that something of the package is lost."""
        self._fault = True

    def take_fault(self) -> bool:
        """Whether a part proved to be damaged since this was last asked."""
        fault, self._fault = self._fault, False
        return fault

    def data(self, part: str) -> bytes:
        """Return the bytes of a part, what is left of them where they are damaged, or raise `WorldError`."""
        name = self._names.get(part.lower())
        if name is None:
            raise WorldError("damaged-file", f"“{self._source.name}” is damaged: a part is missing.")
        try:
            return _transitional(member_bytes(self._archive, name))
        except UNPACKING:
            self._fault = True
            return _transitional(what_is_left(self._source, self._archive.getinfo(name)))

    def relationships(self, part: str) -> dict[str, Relationship]:
        """Return the links of a part to other parts inside the package, by their id."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(path):
            return {}
        return dict(self._inner_links(self.xml(path), folder))

    def linked(self, part: str, kind: str) -> list[str]:
        """Return the parts of one kind that a part links to."""
        links = self.relationships(part).values()
        return [link.target for link in links if link.kind == kind and self.has(link.target)]

    def embedded(self) -> list[str]:
        """Return the parts that are documents or objects of other programs, not the figures that charts keep."""
        return self.targets(_EMBEDDED)

    def targets(self, kinds: Container[str]) -> list[str]:
        """Return the parts to which links of these kinds lead, but for those of charts."""
        found: dict[str, None] = {}
        for name in sorted(self._names):
            folder, _, file = name.rpartition("_rels/")
            if file.endswith(".rels") and folder and "/charts/" not in folder:
                links = self.relationships(f"{folder}{file.removesuffix('.rels')}").values()
                found |= dict.fromkeys(link.target for link in links if link.kind in kinds and self.has(link.target))
        return list(found)

    def facts(self) -> Facts:
        """Return the core properties."""
        parts = self.linked("", "core-properties")
        if not parts:
            return Facts()
        root = self.xml(parts[0])
        created = root.findtext(f"{_TERMS}created") or ""
        return Facts(root.findtext(f"{_DC}title") or "", root.findtext(f"{_DC}creator") or "", created[:10])

    def _inner_links(self, root: Element, folder: str) -> Iterator[tuple[str, Relationship]]:
        for link in root.iter(f"{_RELATIONSHIPS}Relationship"):
            if link.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, link.get("Target", ""))).lstrip("/")
            yield link.get("Id", ""), Relationship(link.get("Type", "").rpartition("/")[2], target)


def _transitional(data: bytes) -> bytes:
    """Give a part of the strict kind the names of the usual kind: the elements are the same."""
    if _STRICT not in data[:4000]:
        return data
    for strict, usual in _USUAL_NAMES.items():
        data = data.replace(_STRICT + strict, b"http://schemas.openxmlformats.org/" + usual)
    return data
