"""What can still be unpacked of ZIP archives that are cut off, without their table of contents, or damaged inside."""

from __future__ import annotations

import mmap
import os
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.documents.source import Source

CUT = b"cut off"
"""The comment of an entry that is there in part only."""
_ENTRY = b"PK\x03\x04"
_HEADER = struct.Struct("<4s5H3I2H")
_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _SIZES_FOLLOW = 0x1, 0x8
_MOST_BYTES = 200_000_000
_MOST_ENTRIES = 10_000
_STEP = 1 << 16


@dataclass(frozen=True)
class _Piece:
    """An entry found by its own header.

    Attributes:
        name: As written.
        data: What could be unpacked.
        whole: Whether that is all of it.
        end: Where the search for the next one goes on.
    """

    name: str
    data: bytes
    whole: bool
    end: int


def salvaged(source: Source) -> Source | None:
    """Return an archive of what can still be unpacked of a damaged one, or None where nothing can."""
    names: set[str] = set()
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w") as archive:
            for piece in _pieces(source.mapped()):
                if piece.name in names:
                    continue
                names.add(piece.name)
                entry = zipfile.ZipInfo(piece.name)
                entry.comment = b"" if piece.whole else CUT
                archive.writestr(entry, piece.data)
        if not names:
            return None
        found = Source(os.dup(file.fileno()), source.name, source.password)
    found.remark = "This file is damaged or cut off: only a part of it could be read."
    return found


def what_is_left(source: Source, entry: zipfile.ZipInfo) -> bytes:
    """Return as much of a damaged entry as can be unpacked."""
    piece = _piece(source.mapped(), entry.header_offset)
    return piece.data if piece else b""


def _pieces(content: mmap.mmap) -> Iterator[_Piece]:
    place, count, size = content.find(_ENTRY), 0, 0
    while place >= 0 and count < _MOST_ENTRIES and size < _MOST_BYTES:
        piece = _piece(content, place)
        if piece is not None and (piece.data or piece.whole):
            yield piece
            count, size = count + 1, size + len(piece.data)
        place = content.find(_ENTRY, piece.end if piece else place + 4)


def _piece(content: mmap.mmap, place: int) -> _Piece | None:
    """Return the entry whose header stands at a place, None where no header does or its content is out of reach."""
    raw = content[place : place + _HEADER.size]
    if len(raw) < _HEADER.size or not raw.startswith(_ENTRY):
        return None
    _, _, flags, method, _, _, checksum, packed, _, name_size, extra_size = _HEADER.unpack(raw)
    start = place + _HEADER.size + name_size + extra_size
    name = content[place + _HEADER.size :][:name_size].decode("utf-8" if flags & 0x800 else "cp437", "replace")
    if not name or flags & _ENCRYPTED or method not in {_STORED, _DEFLATED} or "\0" in name:
        return None
    stored = method == _STORED
    data, ended, end = _stored(content, start, packed) if stored else _inflated(content, start)
    whole = ended and (bool(flags & _SIZES_FOLLOW) or zlib.crc32(data) == checksum)
    return _Piece(name, data, whole, end)


def _stored(content: mmap.mmap, start: int, size: int) -> tuple[bytes, bool, int]:
    data = content[start : start + size]
    return data, len(data) == size, start + len(data)


def _inflated(content: mmap.mmap, start: int) -> tuple[bytes, bool, int]:
    """Return what comes out, whether it came to its end, and where that is."""
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    parts: list[bytes] = []
    place, size = start, 0
    while not unpacker.eof and place < len(content) and size < _MOST_BYTES:
        try:
            parts.append(unpacker.decompress(content[place : place + _STEP], _MOST_BYTES - size))
        except zlib.error:
            break
        place, size = place + _STEP, size + len(parts[-1])
    end = min(place, len(content)) - len(unpacker.unused_data) if unpacker.eof else start
    return b"".join(parts), unpacker.eof, end
