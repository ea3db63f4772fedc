"""Books: the chapters in the order of reading, the table of contents left out."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from lxml import etree

from assistant.documents.clean import one_line
from assistant.documents.encoding import decode_markup
from assistant.documents.formats.archive import UNPACKING, checked_archive, member_bytes
from assistant.documents.formats.html import blocks_of, parsed
from assistant.documents.formats.ooxml import Element
from assistant.documents.formats.safe_xml import safe_parser
from assistant.documents.model import Head, Page
from assistant.documents.pagination import Layout, failed_page, paginate
from assistant.documents.source import Format, Reading, Source
from assistant.errors import WorldError

_LAYOUT = Layout("section", "EPUB reader")
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp")
_TEXT_NAMES = (".xhtml", ".html", ".htm")


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
    chapters = list(_chapters(package, folder))
    if not any(chapters) and (named := [name for name in archive.namelist() if name.lower().endswith(_TEXT_NAMES)]):
        source.note("The list of chapters is damaged: they were read in the order of their names.")
        chapters = sorted(named)
    number = 1
    for path in chapters:
        for page in _chapter(archive, path, number):
            yield page
            number = page.number + 1
    if number == 1:
        yield failed_page(1, "section", _LAYOUT.tool, "This book lists no chapters.")


def _package(archive: zipfile.ZipFile, name: str) -> tuple[str, Element, bool]:
    """Return the folder and the root of the package document, and whether it is undamaged."""
    try:
        container = _xml(member_bytes(archive, "META-INF/container.xml"))
        path = next(root.get("full-path", "") for root in container.iter("{*}rootfile"))
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
    """Yield the places of the chapters in the order of reading, "" for one that is told nowhere."""
    items = {item.get("id", ""): item for item in package.iter("{*}item")}
    for reference in package.iter("{*}itemref"):
        item = items.get(reference.get("idref", ""))
        if item is None:
            yield ""
        elif "nav" not in item.get("properties", "").split():
            yield posixpath.normpath(posixpath.join(folder, item.get("href", "").partition("#")[0]))


def _chapter(archive: zipfile.ZipFile, path: str, first: int) -> Iterator[Page]:
    label = posixpath.basename(path)
    if label.lower().endswith(_PICTURES):
        yield failed_page(first, "section", _LAYOUT.tool, "This chapter is a picture, which was not read.", label)
        return
    try:
        decoded = decode_markup(member_bytes(archive, _present(archive, path)))
    except (KeyError, *UNPACKING):
        yield failed_page(first, "section", _LAYOUT.tool, "This chapter is damaged or missing.", label)
        return
    yield from paginate(blocks_of(parsed(decoded.text)), replace(_LAYOUT, reason=decoded.remark), first)


def _present(archive: zipfile.ZipFile, path: str) -> str:
    """Return the name of a chapter in the archive: some books write it with other escapes or capitals."""
    names = set(archive.namelist())
    plain = unquote(path)
    if plain in names or path in names:
        return plain if plain in names else path
    return next((name for name in names if name.lower() == plain.lower()), plain)


def _told(package: Element, name: str) -> str:
    return one_line(next((element.text or "" for element in package.iter(f"{{*}}{name}")), ""))


def _well_formed(data: bytes) -> bool:
    try:
        etree.fromstring(data, safe_parser())
    except etree.XMLSyntaxError:
        return False
    return True


def _xml(data: bytes) -> Element:
    return etree.fromstring(data, safe_parser(recover=True))


FORMAT = Format(read)
