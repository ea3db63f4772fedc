"""Documents inside Office documents, such as a workbook that a slide shows; not the figures that charts keep."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator

from assistant.documents.formats.compound import Compound
from assistant.documents.formats.compound_writer import compound_file
from assistant.documents.formats.ooxml import Package
from assistant.documents.source import Member, Source
from assistant.errors import WorldError

NOT_READ = "Objects of this kind are not read."
"""Said once for all of them: some documents have hundreds of old formulas."""
COMPOUND = b"\xd0\xcf\x11\xe0"
_NATIVE = {"Workbook": "xls", "Book": "xls", "WordDocument": "doc", "PowerPoint Document": "ppt"}
"""Streams of old Office documents, which an object may be."""
_HOLDING = ("Package", "CONTENTS", "EmbeddedOdf", "package_stream")
"""Streams that hold a document of a newer kind."""
_FILE_INSIDE = b"\2\0"
_MAGIC = {b"%PDF": "pdf", b"PK\x03\x04": "zip"}


def embedded_names(package: Package) -> tuple[str, ...]:
    """Return the names of the documents inside a package."""
    return tuple(name for name, _ in _embedded(package))


def extract(source: Source) -> Iterator[Member]:
    """Yield the documents inside an Office document; the first object of a kind that is not read is named."""
    package = Package(source)
    yield from once(_member(package, name, part) for name, part in _embedded(package))


def once(members: Iterable[Member]) -> Iterator[Member]:
    """Yield members, but of those of a kind that is not read the first only."""
    others = False
    for member in members:
        if member.reason != NOT_READ or not others:
            yield member
        others = others or member.reason == NOT_READ


def _member(package: Package, name: str, part: str) -> Member:
    try:
        data = package.data(part)
        return document_inside(name, Compound(data), "", data) if data.startswith(COMPOUND) else Member(name, data)
    except WorldError:
        return Member(name, b"", "It is damaged.")


def _embedded(package: Package) -> Iterator[tuple[str, str]]:
    """Yield name and part of each object, once."""
    for part in package.embedded():
        yield posixpath.basename(part), part


def document_inside(name: str, file: Compound, folder: str = "", whole: bytes = b"") -> Member:
    """Return the document that an object is or holds, without its bytes where it is of another kind.

    Args:
        name: What the object is called.
        file: Where it lies.
        folder: Its path there with `/` behind it, "" where it is the whole file.
        whole: The bytes of the file, if it is.
    """
    stem = name.rpartition(".")[0] or name
    for stream, suffix in _NATIVE.items():
        if f"{folder}{stream}" in file.entries:
            return Member(f"{stem}.{suffix}", whole or _cut_out(file, folder))
    for stream in _HOLDING:
        inner = file.stream(f"{folder}{stream}")
        for magic, suffix in _MAGIC.items():
            if inner.startswith(magic):
                return Member(f"{stem}.{suffix}", inner)
    return packaged(name, file.stream(f"{folder}\x01Ole10Native"))


def _cut_out(file: Compound, folder: str) -> bytes:
    """Return an object as a file of its own."""
    paths = (path for path, entry in file.entries.items() if path.startswith(folder) and not entry.storage)
    return compound_file({path.removeprefix(folder): file.stream(path) for path in paths})


def packaged(name: str, stream: bytes) -> Member:
    """Return the file that a package of Windows holds: behind three names, each ended by a zero, and its size."""
    if stream[4:6] != _FILE_INSIDE:
        return Member(name, b"", NOT_READ)
    _, called, rest = (*stream[6:].split(b"\0", 2), b"", b"", b"")[:3]
    content = rest[8:].partition(b"\0")[2]
    inner = content[4 : 4 + int.from_bytes(content[:4], "little")]
    if not inner:
        return Member(name, b"", NOT_READ)
    return Member(called.decode("cp1252", "replace").replace("\\", "/").rpartition("/")[2] or name, inner)
