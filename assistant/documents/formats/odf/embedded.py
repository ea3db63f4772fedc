"""Documents inside OpenDocument files; sheets, charts and formulas are told where they stand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping

from assistant.documents.formats.compound import Compound
from assistant.documents.formats.embeddings import COMPOUND, NOT_READ, document_inside, once
from assistant.documents.formats.odf.package import DRAW, OFFICE, OdfPackage
from assistant.documents.source import Member, Source
from assistant.errors import WorldError

_KINDS = {f"{OFFICE}text": ("odt", "text"), f"{OFFICE}presentation": ("odp", "presentation")}
_PACKED = b"PK\x03\x04"


def extract(source: Source) -> Iterator[Member]:
    """Yield the documents inside."""
    yield from documents_inside(OdfPackage(source))


def documents_inside(package: OdfPackage) -> Iterator[Member]:
    """Yield the texts, slides and documents of other programs inside a package, each once."""
    yield from once(_members(package))


def _members(package: OdfPackage) -> Iterator[Member]:
    told: set[str] = set()
    for link in package.content.iter(f"{DRAW}object", f"{DRAW}object-ole"):
        name = package.linked(link)
        if not name or name in told:
            continue
        told.add(name)
        if data := package.entry(name):
            yield _foreign(name, data)
        elif (kind := _kind(package, name)) is not None:
            yield Member(f"{name}.{kind[0]}", _repacked(package.folder(f"{name}/"), kind[1]))


def _foreign(name: str, data: bytes) -> Member:
    """Return the document that an object of another program is."""
    if data.startswith(_PACKED):
        return Member(f"{name}.zip", data)
    if not data.startswith(COMPOUND):
        return Member(name, b"", NOT_READ)
    try:
        return document_inside(name, Compound(data), "", data)
    except WorldError:
        return Member(name, b"", "It is damaged.")


def _kind(package: OdfPackage, name: str) -> tuple[str, str] | None:
    content = package.inner(name)
    body = content.find(f"{OFFICE}body") if content is not None else None
    return next((_KINDS[str(part.tag)] for part in body if part.tag in _KINDS), None) if body is not None else None


def _repacked(parts: Mapping[str, bytes], media: str) -> bytes:
    """Return a document of its own, made of its parts."""
    told = io.BytesIO()
    with zipfile.ZipFile(told, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{media}")
        for name, data in parts.items():
            archive.writestr(name, data, zipfile.ZIP_DEFLATED)
    return told.getvalue()
