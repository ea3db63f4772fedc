"""Writes a compound file of one stream (MS-CFB), for libraries that read nothing else."""

from __future__ import annotations

import struct

_SECTOR = 512
_SMALLEST = 4096
"""Shorter streams would be kept in another way."""
_FREE, _END, _TABLE, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_IN_HEADER = 109
"""Sectors of the table that the header has room for: those of a stream of 7 MB."""
_IN_TABLE = _SECTOR // 4
_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def one_stream(name: str, data: bytes) -> bytes:
    """Return a compound file that holds a stream; zeros are added to a short one."""
    data = data.ljust(_SMALLEST, b"\0")
    sectors = -(-len(data) // _SECTOR)
    chain = [*range(1, sectors), _END, _END]  # the stream, then the directory
    tables, further = _sizes(len(chain))
    first_table = len(chain)
    chain += [_TABLE] * (tables + further)
    numbers = _packed(chain, tables * _IN_TABLE)
    places = [first_table + place for place in range(tables)]
    header = _header(places, sectors, first_table + tables, further)
    directory = _entry("Root Entry", 5, _END, 0, child=1) + _entry(name, 2, 0, len(data))
    content = data.ljust(sectors * _SECTOR, b"\0") + directory.ljust(_SECTOR, b"\0")
    return header + content + numbers + _places_beyond(places, first_table + tables)


def _sizes(used: int) -> tuple[int, int]:
    """Return how many sectors the table takes, and how many the list of those that the header has no room for."""
    tables, further = 1, 0
    while tables * _IN_TABLE < used + tables + further:
        tables += 1
        further = -(-max(tables - _IN_HEADER, 0) // (_IN_TABLE - 1))
    return tables, further


def _packed(numbers: list[int], count: int) -> bytes:
    return struct.pack(f"<{count}I", *numbers, *[_FREE] * (count - len(numbers)))


def _header(places: list[int], directory: int, beyond: int, further: int) -> bytes:
    versions = struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    sizes = (0, len(places), directory, 0, _SMALLEST, _END, 0, beyond if further else _END, further)
    head = _MAGIC + b"\0" * 16 + versions + b"\0" * 6 + struct.pack("<9I", *sizes)
    return head + _packed(places[:_IN_HEADER], _IN_HEADER)


def _places_beyond(places: list[int], first: int) -> bytes:
    """Return the list of table sectors beyond those that the header names, each sector with the number of the next."""
    told, rest = b"", places[_IN_HEADER:]
    while rest:
        part, rest = rest[: _IN_TABLE - 1], rest[_IN_TABLE - 1 :]
        first += 1
        told += _packed(part, _IN_TABLE - 1) + struct.pack("<I", first if rest else _END)
    return told


def _entry(name: str, kind: int, first: int, size: int, child: int = _NONE) -> bytes:
    letters = (name + "\0").encode("utf-16-le")
    head = letters.ljust(64, b"\0") + struct.pack("<HBBIII", len(letters), kind, 1, _NONE, _NONE, child)
    return (head.ljust(116, b"\0") + struct.pack("<II", first, size)).ljust(128, b"\0")
