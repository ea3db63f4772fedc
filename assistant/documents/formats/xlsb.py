"""How far sheets of binary workbooks reach (MS-XLSB): the library that reads them makes room for all between."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from assistant.documents.formats.ooxml import Package
from assistant.documents.source import Source
from assistant.errors import WorldError

_MAIN = "xl/workbook.bin"
_ROW, _LISTED, _DATA_BEGINS, _DATA_ENDS, _EXTENT = 0, 156, 145, 146, 148
_FILLED = range(2, 12)
"""Kinds of the records of cells that hold something."""
_MOST_PLACES = 20_000_000


def sheets_too_far(source: Source) -> frozenset[str]:
    """Return the names of the sheets whose cells lie further apart than can be read.

    Raises:
        WorldError: `damaged-file`.
    """
    package = Package(source)
    links = package.relationships(_MAIN)
    try:
        listed = {name: links[link].target for link, name in _listed(package.data(_MAIN))}
        return frozenset(name for name, part in listed.items() if package.has(part) and _too_far(package.data(part)))
    except (struct.error, KeyError) as error:
        raise WorldError("damaged-file", f"“{source.name}” is damaged: it cannot be opened as a workbook.") from error


def _listed(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield the link and the name of each sheet."""
    for kind, body in _records(data):
        if kind == _LISTED:
            link, place = _text(body, 8)
            yield link, _text(body, place)[0]


def _too_far(sheet: bytes) -> bool:
    """Whether a sheet says that it reaches too far, and does so by its filled cells, not by formats alone."""
    for kind, body in _records(sheet):
        if kind == _EXTENT:
            _, rows, _, columns = struct.unpack_from("<4I", body)
            return (rows + 1) * (columns + 1) > _MOST_PLACES and _filled(sheet) > _MOST_PLACES
        if kind == _DATA_BEGINS:
            break
    return _filled(sheet) > _MOST_PLACES


def _filled(sheet: bytes) -> int:
    """Return the number of places in the rectangle from the first place to the last filled row and column."""
    row = last_row = last_column = 0
    for kind, body in _records(sheet):
        if kind == _ROW:
            row = struct.unpack_from("<I", body)[0]
        elif kind in _FILLED:
            last_row, last_column = max(last_row, row), max(last_column, struct.unpack_from("<I", body)[0])
        elif kind == _DATA_ENDS:
            break
    return (last_row + 1) * (last_column + 1)


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield kind and body of each record; both kind and size are told seven bits at a time."""
    place = 0
    while place < len(data):
        kind, place = _number(data, place, 2)
        size, place = _number(data, place, 4)
        yield kind, data[place : place + size]
        place += size


def _number(data: bytes, place: int, most: int) -> tuple[int, int]:
    number = 0
    for step in range(most):
        byte = data[place] if place < len(data) else 0
        place += 1
        number |= (byte & 0x7F) << 7 * step
        if byte < 0x80:
            break
    return number, place


def _text(body: bytes, place: int) -> tuple[str, int]:
    """Return a text and where it ends."""
    size = struct.unpack_from("<I", body, place)[0]
    end = place + 4 + 2 * size
    return body[place + 4 : end].decode("utf-16-le", "replace"), end
