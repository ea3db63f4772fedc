"""ZIP archives, opened within limits of number, size and ratio; their members are documents of their own."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from assistant.documents.blocks import Paragraph
from assistant.documents.clean import one_line
from assistant.documents.formats.archive_names import names_of
from assistant.documents.formats.salvage import CUT
from assistant.documents.kinds import ignored
from assistant.documents.model import Head
from assistant.documents.names import Names
from assistant.documents.pagination import Layout, paginate
from assistant.documents.source import Format, Member, Reading, Source
from assistant.errors import WorldError

MOST_ENTRIES = 10_000
MOST_BYTES = 1_000_000_000
_LARGEST_ENTRY = 200_000_000
_STEEPEST = 200
"""Unpacked bytes for a packed one; what is steeper, and large, is a bomb."""
_HARMLESS = 50_000_000
_ENCRYPTED = 0x1
UNPACKING = (
    zipfile.BadZipFile,
    zlib.error,
    RuntimeError,
    NotImplementedError,
    OSError,
    EOFError,
    ValueError,
    zipfile.LargeZipFile,
)
"""What unpacking a damaged or locked entry may raise."""


def checked_archive(source: Source) -> zipfile.ZipFile:
    """Open an archive, or raise `WorldError` where it is damaged or unpacks to more than is allowed."""
    try:
        archive = zipfile.ZipFile(source.stream())
    except UNPACKING as error:
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


def read(source: Source) -> Reading:
    """Yield the head, which names the members, and one page that lists them."""
    names = [name for name, _ in _entries(checked_archive(source))]
    yield Head("archive", pages=1, attachments=tuple(names))
    listing = "\n".join(["This archive holds:", *names]) if names else ""
    yield next(paginate([Paragraph(listing)] if listing else [], Layout("section", "ZIP reader", printed=True)))


def extract(source: Source) -> Iterator[Member]:
    """Yield the members; one that cannot be unpacked is named with the reason."""
    archive = checked_archive(source)
    password = source.password.encode() if source.password else None
    for name, entry in _entries(archive):
        yield _member(archive, name, entry, password)


def _entries(archive: zipfile.ZipFile) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """Yield the files with harmless names: no absolute path, no way up, none twice."""
    seen = Names()
    entries = archive.infolist()
    for told, entry in zip(names_of(entries), entries, strict=True):
        parts = [one_line(part) for part in told.replace("\\", "/").split("/")]
        name = "/".join(part for part in parts if part not in {"", ".", ".."})
        system = ignored(PurePosixPath(name)) or name.startswith("__MACOSX/")
        if name and not entry.is_dir() and not system:
            yield seen.told_apart(name), entry


def _member(archive: zipfile.ZipFile, name: str, entry: zipfile.ZipInfo, password: bytes | None) -> Member:
    if stat.S_ISLNK(entry.external_attr >> 16):
        return Member(name, b"", "It is a link to another file.")
    if entry.comment == CUT:
        return Member(name, b"", "It is damaged or cut off.")
    if entry.flag_bits & _ENCRYPTED and password is None:
        return Member(name, b"", "It is locked with a password.")
    if entry.file_size > _LARGEST_ENTRY:
        return Member(name, b"", "It unpacks to more than is allowed.")
    try:
        with archive.open(entry, pwd=password) as file:
            return Member(name, file.read(entry.file_size))
    except UNPACKING:
        return Member(name, b"", "It is damaged, or locked in a way that cannot be opened here.")


FORMAT = Format(read, extract=extract)
