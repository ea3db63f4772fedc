"""Properties of Outlook's messages and attachments, one after the other (MS-OXTNEF 2.1.3.4)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_SIZES = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_MEASURED = {0x0D, 0x1E, 0x1F, 0x0102}
"""Kinds of values that tell their size."""
_SEVERAL, _NAMED = 0x1000, 0x8000


def properties_of(data: bytes) -> Iterator[tuple[int, tuple[int, bytes]]]:
    """Yield number, kind and value of each property, of several values the first, up to one that is cut off."""
    try:
        (count,) = struct.unpack_from("<I", data)
        place = 4
        for _ in range(count):
            kind, number = struct.unpack_from("<HH", data, place)
            place = _behind_name(data, place + 4) if number >= _NAMED else place + 4
            values, place = _values(data, place, kind)
            yield number, (kind & ~_SEVERAL, values[0] if values else b"")
    except struct.error:
        return


def _behind_name(data: bytes, place: int) -> int:
    """Return where the value of a property begins that has a name of its own."""
    lettered, size = struct.unpack_from("<II", data, place + 16)
    return place + 24 + (-(-size // 4) * 4 if lettered else 0)


def _values(data: bytes, place: int, kind: int) -> tuple[list[bytes], int]:
    """Return the values of a property, and where the next one begins."""
    measured = kind & ~_SEVERAL in _MEASURED
    count = 1
    if measured or kind & _SEVERAL:
        (count,) = struct.unpack_from("<I", data, place)
        place += 4
    values = []
    for _ in range(min(count, len(data))):
        size = _SIZES.get(kind & ~_SEVERAL, 4)
        if measured:
            (size,) = struct.unpack_from("<I", data, place)
            place += 4
        values.append(data[place : place + size])
        place += -(-size // 4) * 4
    return values, place
