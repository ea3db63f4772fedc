"""Records, of which presentations of the old kind are made (MS-PPT 2.3.1)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

WIDE_TEXT, NARROW_TEXT, STRING = 0x0FA0, 0x0FA8, 0x0FBA


@dataclass(frozen=True)
class Record:
    """A record: its kind, its instance, and its body, which holds further records where it is a container."""

    kind: int
    instance: int
    body: bytes
    container: bool


def records(body: bytes) -> Iterator[Record]:
    """Yield the records of a container."""
    place = 0
    while (record := record_at(body, place)) is not None:
        yield record
        place += 8 + len(record.body)


def record_at(body: bytes, place: int) -> Record | None:
    """Return the record that begins at a place, None at the end."""
    if place + 8 > len(body):
        return None
    head, kind, size = struct.unpack_from("<HHI", body, place)
    return Record(kind, head >> 4, body[place + 8 : place + 8 + size], head & 0xF == 0xF)


def inside(body: bytes, kind: int, deepest: int = 8) -> Iterator[Record]:
    """Yield the records of a kind in a container and in those that it holds."""
    for part in records(body):
        if part.kind == kind:
            yield part
        elif part.container and deepest:
            yield from inside(part.body, kind, deepest - 1)


def letters(part: Record) -> str:
    """Return what a record of text says."""
    wide = part.kind in {WIDE_TEXT, STRING}
    raw = part.body.decode("utf-16-le", "replace") if wide else part.body.decode("latin-1")
    return raw.replace("\r", "\n").replace("\x0b", "\n")
