"""Writes compound files (MS-CFB): for libraries that read nothing else, and for objects that are cut out of others."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence

_SECTOR = 512
_SMALLEST = 4096
"""Shorter streams would be kept in another way."""
_FREE, _END, _TABLE, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_IN_HEADER = 109
"""Sectors of the table that the header has room for: those of a stream of 7 MB."""
_IN_TABLE = _SECTOR // 4
_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_Links = dict[str, tuple[str | None, str | None]]


def one_stream(name: str, data: bytes) -> bytes:
    """Return a compound file that holds a stream; zeros are added to a short one."""
    return compound_file({name: data})


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """Return a compound file that holds streams by their paths, parted by `/`; zeros are added to short ones."""
    parts, places, sectors = [], dict[str, tuple[int, int]](), 0
    for path, data in streams.items():
        size = max(len(data), _SMALLEST)
        places[path] = (sectors, size)
        parts.append(_filled(data.ljust(size, b"\0")))
        sectors += len(parts[-1]) // _SECTOR
    parts.append(_filled(_directory(places)))
    chain = list(_chains(parts))
    tables, further = _sizes(len(chain))
    first_table = len(chain)
    chain += [_TABLE] * (tables + further)
    numbers = _packed(chain, tables * _IN_TABLE)
    where = [first_table + place for place in range(tables)]
    header = _header(where, sectors, first_table + tables, further)
    return b"".join((header, *parts, numbers, _places_beyond(where, first_table + tables)))


def _filled(data: bytes) -> bytes:
    """Return data with zeros that fill its last sector."""
    return data.ljust(-(-len(data) // _SECTOR) * _SECTOR, b"\0")


def _chains(parts: Iterable[bytes]) -> Iterable[int]:
    """Yield for each sector of each part the number of the next."""
    first = 0
    for part in parts:
        after = first + len(part) // _SECTOR
        yield from range(first + 1, after)
        yield _END
        first = after


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


def _directory(places: Mapping[str, tuple[int, int]]) -> bytes:
    """Return the entries of streams and of the storages around them.

    Args:
        places: First sector and size of each stream.
    """
    inside = _storages(places)
    links: _Links = {}
    children = {storage: _tree(sorted(paths, key=_rank), links) for storage, paths in inside.items()}
    order = ["", *links]
    number = {path: place for place, path in enumerate(order)} | {None: _NONE}
    told = b""
    for path in order:
        left, right = (number[other] for other in links.get(path, (None, None)))
        storage = _STORAGE if path else _ROOT
        kind, first, size = (storage, 0, 0) if path in inside else (_STREAM, *places[path])
        about = (kind, left, right, number[children.get(path)])
        told += _entry(path.rpartition("/")[2] or "Root Entry", about, _END if kind == _ROOT else first, size)
    return told


def _storages(paths: Iterable[str]) -> dict[str, set[str]]:
    """Return what each storage holds, the root among them."""
    inside: dict[str, set[str]] = {"": set()}
    for path in paths:
        parts = path.split("/")
        for depth in range(len(parts)):
            inside.setdefault("/".join(parts[:depth]), set()).add("/".join(parts[: depth + 1]))
    return inside


def _rank(path: str) -> tuple[int, str]:
    """Return by what siblings are told apart when they are searched (MS-CFB 2.6.4)."""
    name = path.rpartition("/")[2]
    return len(name), name.upper()


def _tree(paths: Sequence[str], links: _Links) -> str | None:
    """Link siblings as a tree in which they can be searched; return the path on its top."""
    if not paths:
        return None
    middle = len(paths) // 2
    links[paths[middle]] = (_tree(paths[:middle], links), _tree(paths[middle + 1 :], links))
    return paths[middle]


def _entry(name: str, about: tuple[int, int, int, int], first: int, size: int) -> bytes:
    kind, left, right, child = about
    letters = (name + "\0").encode("utf-16-le")[-64:]
    head = letters.ljust(64, b"\0") + struct.pack("<HBBIII", len(letters), kind, 1, left, right, child)
    return (head.ljust(116, b"\0") + struct.pack("<II", first, size)).ljust(128, b"\0")
