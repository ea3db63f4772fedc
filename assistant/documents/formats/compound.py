"""Compound files, in which old Office programs and Outlook keep streams (MS-CFB)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.errors import WorldError

_END = 0xFFFFFFFA
"""Sector numbers from here on are marks, not sectors."""
_NONE = 0xFFFFFFFF
_SMALL = 4096
_STORAGES = {1, 5}
_MOST_ENTRIES = 100_000


@dataclass(frozen=True)
class Entry:
    """A stream or a storage.

    Attributes:
        path: Names from the root, parted by `/`.
        start: Its first sector.
        size: Bytes.
        storage: Whether it holds others.
    """

    path: str
    start: int
    size: int
    storage: bool


class Compound:
    """An open compound file.

    Args:
        data: Its bytes.

    Raises:
        WorldError: `damaged-file`.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            self._open()
        except (struct.error, IndexError, ValueError) as error:
            raise WorldError("damaged-file", "This file is damaged: its table of contents cannot be read.") from error

    def names(self) -> list[str]:
        """Return the paths of all entries."""
        return list(self.entries)

    @property
    def whole(self) -> bool:
        """Whether the file is as long as its own table of sectors says."""
        last = max((number for number, following in enumerate(self._table) if following != _NONE), default=0)
        return self._table_is_whole and (last + 1) * self._size < len(self._data)

    def stream(self, path: str) -> bytes:
        """Return the bytes of a stream, none where there is no such stream."""
        entry = self.entries.get(path)
        if entry is None or entry.storage:
            return b""
        if entry.size < _SMALL:
            return self._chain(entry.start, self._small_table, self._small, self._small_size)[: entry.size]
        return self._sectors(entry.start)[: entry.size]

    def _open(self) -> None:
        header = self._data[:512]
        self._size = 1 << struct.unpack_from("<H", header, 30)[0]
        self._small_size = 1 << struct.unpack_from("<H", header, 32)[0]
        directory, small_table, further = (struct.unpack_from("<I", header, place)[0] for place in (48, 60, 68))
        self._table = self._read_table(list(struct.unpack_from("<109I", header, 76)), further)
        raw = self._sectors(directory)
        records = [raw[place : place + 128] for place in range(0, len(raw) - 127, 128)][:_MOST_ENTRIES]
        self._small_table = _numbers(self._sectors(small_table))
        self._small = self._sectors(struct.unpack_from("<I", records[0], 116)[0])
        self.entries = {entry.path: entry for entry in _walk(records)}

    def _read_table(self, sectors: list[int], further: int) -> list[int]:
        seen: set[int] = set()
        while further < _END and further not in seen:
            seen.add(further)
            *more, further = _numbers(self._sector(further))
            sectors += more
        parts = [self._sector(sector) for sector in sectors if sector < _END]
        self._table_is_whole = all(parts)
        return [number for part in parts for number in _numbers(part)]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._data[start : start + self._size]

    def _sectors(self, start: int) -> bytes:
        return self._chain(start, self._table, memoryview(self._data)[self._size :], self._size)

    @staticmethod
    def _chain(start: int, table: list[int], data: bytes | memoryview, size: int) -> bytes:
        """Follow a chain of sectors; a loop ends it."""
        parts, seen, number = [], set[int](), start
        while number < len(table) and number not in seen:
            seen.add(number)
            parts.append(data[number * size : (number + 1) * size])
            number = table[number]
        return b"".join(parts)


def _numbers(raw: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4]))


def _walk(records: list[bytes]) -> Iterator[Entry]:
    """Walk the trees of siblings in which each storage keeps its entries."""
    waiting = [("", _links(records[0])[2])]
    seen: set[int] = set()
    while waiting:
        folder, number = waiting.pop()
        if number in seen or number >= len(records):
            continue
        seen.add(number)
        record = records[number]
        left, right, child = _links(record)
        length = min(struct.unpack_from("<H", record, 64)[0], 64)
        path = folder + record[: max(length - 2, 0)].decode("utf-16-le", "replace")
        storage = record[66] in _STORAGES
        start, size = struct.unpack_from("<II", record, 116)
        yield Entry(path, start, size, storage)
        waiting += [(folder, left), (folder, right)]
        if storage:
            waiting.append((f"{path}/", child))


def _links(record: bytes) -> tuple[int, int, int]:
    left, right, child = struct.unpack_from("<III", record, 68)
    return left, right, child
