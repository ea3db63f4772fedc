"""ZIP archives, opened within limits of number, size and ratio."""

from __future__ import annotations

import zipfile

from assistant.documents.source import Source
from assistant.errors import WorldError

MOST_ENTRIES = 10_000
MOST_BYTES = 1_000_000_000
_LARGEST_ENTRY = 400_000_000
_STEEPEST = 200
"""Unpacked bytes for a packed one; what is steeper, and large, is a bomb."""
_HARMLESS = 50_000_000


def checked_archive(source: Source) -> zipfile.ZipFile:
    """Open an archive, or raise `WorldError` where it is damaged or unpacks to more than is allowed."""
    try:
        archive = zipfile.ZipFile(source.stream())
    except (zipfile.BadZipFile, ValueError, OSError, EOFError) as error:
        raise WorldError("damaged-file", f"“{source.name}” is damaged: it cannot be unpacked.") from error
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise WorldError("too-many-entries", f"“{source.name}” holds more than {MOST_ENTRIES:,} entries.")
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(sum(entry.compress_size for entry in entries), 1)
    if unpacked > MOST_BYTES or (unpacked > _HARMLESS and unpacked > _STEEPEST * packed):
        raise WorldError("unpacks-too-large", f"“{source.name}” unpacks to more than is allowed.")
    return archive


def member_bytes(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return an entry's bytes, never more than it declares, or raise `WorldError`."""
    entry = archive.getinfo(name)
    if entry.file_size > _LARGEST_ENTRY:
        raise WorldError("unpacks-too-large", f"“{name}” unpacks to more than is allowed.")
    with archive.open(entry) as file:
        return file.read(entry.file_size)
