"""Books: the chapters in the order of reading, the table of contents left out."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from assistant.documents.clean import one_line
from assistant.documents.encoding import decode
from assistant.documents.formats.archive import UNPACKING, checked_archive, member_bytes
from assistant.documents.formats.html import blocks_of
from assistant.documents.formats.ooxml import Element
from assistant.documents.formats.safe_xml import safe_parser
from assistant.documents.model import Head, Page
from assistant.documents.pagination import Layout, failed_page, paginate
from assistant.documents.source import Format, Reading, Source
from assistant.errors import WorldError

_LAYOUT = Layout("section", "EPUB reader")
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_TEXT_TYPES = {"application/xhtml+xml", "text/html", "application/x-dtbook+xml"}


def read(source: Source) -> Reading:
    """Yield the head and the chapters; a damaged chapter costs only itself."""
    archive = checked_archive(source)
    folder, package, whole = _package(archive, source.name)
    if not whole:
        source.note("The list of chapters is damaged: chapters may be missing.")
    _refuse_protected(archive, source.name)
    created = _told(package, "date")[:10]
    yield Head(
        "epub",
        title=_told(package, "title"),
        author=_told(package, "creator"),
        created=created,
        language=_told(package, "language")[:2].lower(),
    )
    number = 1
    for path in _chapters(package, folder):
        for page in _chapter(archive, path, number):
            yield page
            number = page.number + 1


def _package(archive: zipfile.ZipFile, name: str) -> tuple[str, Element, bool]:
    """Return the folder and the root of the package document, and whether it is undamaged."""
    try:
        container = _xml(member_bytes(archive, "META-INF/container.xml"))
        path = next(root.get("full-path", "") for root in container.iter(f"{_CONTAINER}rootfile"))
        data = member_bytes(archive, path)
        return posixpath.dirname(path), _xml(data), _well_formed(data)
    except (KeyError, StopIteration, AttributeError, etree.XMLSyntaxError, *UNPACKING) as error:
        raise WorldError("damaged-file", f"“{name}” is damaged: it does not tell its chapters.") from error


def _refuse_protected(archive: zipfile.ZipFile, name: str) -> None:
    """Scrambled fonts are common and harmless; scrambled chapters cannot be read."""
    if "META-INF/encryption.xml" not in archive.namelist():
        return
    targets = (element.get("URI", "") for element in _xml(member_bytes(archive, "META-INF/encryption.xml")).iter())
    if any(target.lower().endswith((".xhtml", ".html", ".htm", ".xml")) for target in targets):
        raise WorldError("unsupported-lock", f"“{name}” is protected against copying (DRM) and cannot be read.")


def _chapters(package: Element, folder: str) -> Iterator[str]:
    items = {item.get("id", ""): item for item in package.iter(f"{_OPF}item")}
    for reference in package.iter(f"{_OPF}itemref"):
        item = items.get(reference.get("idref", ""))
        if item is None or "nav" in item.get("properties", "").split():
            continue
        if item.get("media-type", "") in _TEXT_TYPES:
            yield posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))


def _chapter(archive: zipfile.ZipFile, path: str, first: int) -> Iterator[Page]:
    try:
        markup = decode(member_bytes(archive, path)).text
    except (KeyError, *UNPACKING):
        reason = "This chapter is damaged or missing."
        yield failed_page(first, "section", _LAYOUT.tool, reason, posixpath.basename(path))
        return
    yield from paginate(blocks_of(LexborHTMLParser(markup)), _LAYOUT, first)


def _told(package: Element, name: str) -> str:
    return one_line(next((element.text or "" for element in package.iter(f"{_DC}{name}")), ""))


def _well_formed(data: bytes) -> bool:
    try:
        etree.fromstring(data, safe_parser())
    except etree.XMLSyntaxError:
        return False
    return True


def _xml(data: bytes) -> Element:
    return etree.fromstring(data, safe_parser(recover=True))


FORMAT = Format(read)
