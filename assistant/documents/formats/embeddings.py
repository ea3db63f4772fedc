"""Documents inside Office documents, such as a workbook that a slide shows; not the figures that charts keep."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from assistant.documents.formats.compound import Compound
from assistant.documents.formats.ooxml import Package
from assistant.documents.source import Member, Source
from assistant.errors import WorldError

_OTHER = "Objects of this kind are not read."
"""Said once for all of them: some documents have hundreds of old formulas."""
_COMPOUND = b"\xd0\xcf\x11\xe0"
_NATIVE = {"Workbook": "xls", "Book": "xls", "WordDocument": "doc", "PowerPoint Document": "ppt"}
"""Streams of old Office documents, which an object may be."""
_HOLDING = ("Package", "CONTENTS", "EmbeddedOdf")
"""Streams that hold a document of a newer kind."""
_MAGIC = {b"%PDF": "pdf", b"PK\x03\x04": "zip"}


def embedded_names(package: Package) -> tuple[str, ...]:
    """Return the names of the documents inside a package."""
    return tuple(name for name, _ in _embedded(package))


def extract(source: Source) -> Iterator[Member]:
    """Yield the documents inside an Office document; the first object of a kind that is not read is named."""
    package = Package(source)
    others = False
    for name, part in _embedded(package):
        member = _member(package, name, part)
        if member.data or member.reason != _OTHER or not others:
            yield member
        others = others or member.reason == _OTHER


def _member(package: Package, name: str, part: str) -> Member:
    try:
        data = package.data(part)
        return _inside(name, data) if data.startswith(_COMPOUND) else Member(name, data)
    except WorldError:
        return Member(name, b"", "It is damaged.")


def _embedded(package: Package) -> Iterator[tuple[str, str]]:
    """Yield name and part of each object, once."""
    for part in package.embedded():
        yield posixpath.basename(part), part


def _inside(name: str, data: bytes) -> Member:
    """Return the document that an object is or holds, without its bytes where it is of another kind."""
    file = Compound(data)
    stem = name.rpartition(".")[0] or name
    for stream, suffix in _NATIVE.items():
        if stream in file.entries:
            return Member(f"{stem}.{suffix}", data)
    for stream in _HOLDING:
        inner = file.stream(stream)
        for magic, suffix in _MAGIC.items():
            if inner.startswith(magic):
                return Member(f"{stem}.{suffix}", inner)
    return _native(name, file.stream("\x01Ole10Native"))


def _native(name: str, stream: bytes) -> Member:
    """Return the file that a package of Windows holds: behind three names, each ended by a zero, and its size."""
    _, called, rest = (*stream[6:].split(b"\0", 2), b"", b"", b"")[:3]
    content = rest[8:].partition(b"\0")[2]
    inner = content[4 : 4 + int.from_bytes(content[:4], "little")]
    if not inner:
        return Member(name, b"", _OTHER)
    return Member(called.decode("cp1252", "replace").replace("\\", "/").rpartition("/")[2] or name, inner)
