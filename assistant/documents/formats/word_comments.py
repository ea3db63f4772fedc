"""Who wrote the comments of an old Word document, and where each begins (MS-DOC 2.8.7, 2.8.9, 2.9.4)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import pairwise

from assistant.documents.clean import one_line

_REFERENCES_AT, _TEXTS_AT, _AUTHORS_AT = 0xBA, 0xC2, 0x1BA
_REFERENCE, _AUTHOR_IN_IT = 30, 20


def comments(start: bytes, table: bytes, size: int) -> Iterator[tuple[str, int, int]]:
    """Yield label, first letter and end of each comment among the text of all; one for all where nothing parts them.

    Args:
        start: The document's stream.
        table: The stream of its tables.
        size: Letters of all comments together.
    """
    told = _part(start, table, _TEXTS_AT)
    places = struct.unpack(f"<{len(told) // 4}I", told[: len(told) // 4 * 4])
    parts = list(pairwise(places[:-1])) or [(0, size)]
    authors = list(_authors(start, table))
    for number, (first, last) in enumerate(parts):
        author = authors[number] if number < len(authors) else ""
        yield f"Comment by {author}" if author else "Comment", first, min(last, size)


def _authors(start: bytes, table: bytes) -> Iterator[str]:
    """Yield who wrote each comment."""
    names = list(_names(_part(start, table, _AUTHORS_AT)))
    told = _part(start, table, _REFERENCES_AT)
    count = max((len(told) - 4) // (4 + _REFERENCE), 0)
    for number in range(count):
        place = 4 * (count + 1) + _REFERENCE * number + _AUTHOR_IN_IT
        name = int.from_bytes(told[place : place + 2], "little")
        yield names[name] if name < len(names) else ""


def _names(told: bytes) -> Iterator[str]:
    place = 0
    while place + 2 <= len(told):
        end = place + 2 + 2 * int.from_bytes(told[place : place + 2], "little")
        yield one_line(told[place + 2 : end].decode("utf-16-le", "replace"))
        place = end


def _part(start: bytes, table: bytes, place: int) -> bytes:
    offset, size = struct.unpack_from("<II", start, place)
    return table[offset : offset + size]
