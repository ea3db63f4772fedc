"""Objects inside old Office documents and rich text: other documents, packages of Windows, formulas."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator

from assistant.documents.formats.biff import sheet_starts
from assistant.documents.formats.compound import Compound
from assistant.documents.formats.embeddings import COMPOUND, NOT_READ, document_inside, packaged
from assistant.documents.source import Member
from assistant.errors import WorldError

_PLACES = re.compile(r"ObjectPool/[^/]+|MBD[0-9A-F]{8}")
"""Where Word and Excel keep them."""
_CONTROL = "\x03OCXNAME"
"""A stream that buttons and other controls have, which are no documents."""
_DRAWN = (b"opendocument.chart", b"opendocument.formula")
_PACKAGE = b"Package"
_MOST_BYTES = 1_000_000_000


def objects_stored(file: Compound) -> Iterator[Member]:
    """Yield the documents among the objects of a Word document or workbook.

    Raises:
        WorldError: `unpacks-too-large`.
    """
    size = 0
    places = sorted(path for path, entry in file.entries.items() if entry.storage and _PLACES.fullmatch(path))
    for number, place in enumerate(places, 1):
        if not _only_shown(file, f"{place}/"):
            member = document_inside(f"object {number}", file, f"{place}/")
            size += len(member.data)
            if size > _MOST_BYTES:
                raise WorldError("unpacks-too-large", "The objects inside this document are larger than is allowed.")
            yield member


def objects_packed(objects: Iterable[bytes]) -> Iterator[Member]:
    """Yield the documents among objects that are compound files of their own."""
    for number, data in enumerate(objects, 1):
        yield from _packed(f"object {number}", data)


def objects_written(objects: Iterable[bytes]) -> Iterator[Member]:
    """Yield the documents among objects as programs of Windows 3 wrote them (MS-OLEDS 2.2.5)."""
    for number, data in enumerate(objects, 1):
        name, (kind, content) = f"object {number}", _written(data)
        start = data.find(COMPOUND)
        if kind == _PACKAGE:
            yield packaged(name, b"\0\0\0\0" + content)
        elif start >= 0:
            yield from _packed(name, data[start:])
        else:
            yield Member(name, b"", NOT_READ)


def _packed(name: str, data: bytes) -> Iterator[Member]:
    try:
        file = Compound(data)
    except WorldError:
        yield Member(name, b"", "It is damaged.")
        return
    if not _only_shown(file, ""):
        yield document_inside(name, file, "", data)


def _written(data: bytes) -> tuple[bytes, bytes]:
    """Return the name of an object's kind and its content, both empty where it is damaged or kept elsewhere."""
    texts, place = [], 8
    try:
        for _ in range(3):
            size = struct.unpack_from("<I", data, place)[0]
            texts.append(data[place + 4 : place + 4 + size].rstrip(b"\0"))
            place += 4 + size
        size = struct.unpack_from("<I", data, place)[0]
    except struct.error:
        return b"", b""
    return texts[0], data[place + 4 : place + 4 + size]


def _only_shown(file: Compound, folder: str) -> bool:
    """Whether an object is no document but a control, or a chart or formula that is told where it stands."""
    book = file.stream(f"{folder}Workbook") or file.stream(f"{folder}Book")
    packed = file.stream(f"{folder}package_stream")[:200]
    drawn = any(kind in packed for kind in _DRAWN)
    return drawn or f"{folder}{_CONTROL}" in file.entries or sheet_starts(book) == [0]
