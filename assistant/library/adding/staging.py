"""Copying a file into the library's folder and hashing it in one pass, so that what is read is what was hashed."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from dataclasses import dataclass
from pathlib import Path

from assistant.documents.held import DocumentFile
from assistant.errors import WorldError
from assistant.jobs import CancelToken
from assistant.library import paths
from assistant.library.originals import Originals, disk_error
from assistant.library.writing import Stamp

_CHUNK = 1 << 20
_LARGEST = 2_000_000_000
_RACE_NS = 2_000_000_000  # file systems that count in two seconds cannot tell changes within them apart


@dataclass(frozen=True)
class Staged:
    """A file's content at one moment.

    Attributes:
        file: A copy of our own under the same name.
        sha256: Of its content.
        stamp: What the file system said when the copy was made.
        whole: Whether the file stood still while it was copied.
    """

    file: DocumentFile
    sha256: str
    stamp: Stamp
    whole: bool


def look(path: DocumentFile) -> Stamp:
    """Return what the file system tells of a file.

    Raises:
        OSError: As `os.stat`.
    """
    status = path.stat()
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, time.time_ns())


def same(before: Stamp, after: Stamp) -> bool:
    """Whether nothing tells that a file changed between two looks."""
    return _facts(before) == _facts(after)


def untouched(known: Stamp, present: Stamp) -> bool:
    """Whether a file surely has the content it had: any doubt means that it must be hashed again.

    A program can set the time of modification, but not the time of change, so an edit that keeps size and
    modification time still shows. Windows has no time of change.
    """
    settled = max(known.modified_ns, known.changed_ns) + _RACE_NS < known.seen_ns
    return os.name != "nt" and settled and _facts(known) == _facts(present)


def stage(path: Path, originals: Originals, cancel: CancelToken) -> Staged:
    """Copy and hash a file.

    Raises:
        WorldError: `file-gone`, `unreadable-file`, `empty-file`, `file-too-large`, `disk-full`, …
        Cancelled: Stopping was asked for.
    """
    place = originals.new_place(path.name)
    try:
        return _copied(path, place, cancel)
    except BaseException:
        originals.discard(place)
        raise


def stage_bytes(data: bytes, name: str, originals: Originals) -> Staged:
    """Write a document that came out of another one, under the last part of its name."""
    file = originals.new_place(_plain_name(name))
    try:
        file.write_bytes(data)
        return Staged(file, hashlib.sha256(data).hexdigest(), look(file), whole=True)
    except OSError as error:
        originals.discard(file)
        raise disk_error(error, file) from error


def _copied(path: Path, target: DocumentFile, cancel: CancelToken) -> Staged:
    source = _opened(path)
    try:
        before = _stamp_of(source)
        digest = _copy(source, target, cancel)
        after = _stamp_of(source)
    finally:
        os.close(source)
    return Staged(target, digest, after, same(before, after))


def _opened(path: Path) -> int:
    """Open an ordinary file without waiting for a pipe's other end."""
    name = paths.shown(os.fsencode(path.name))
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError as error:
        raise WorldError("file-gone", f"“{name}” is no longer there.") from error
    except OSError as error:
        raise WorldError("unreadable-file", f"“{name}” cannot be opened: {error.strerror}.") from error
    status = os.fstat(descriptor)
    refusal = _refusal(status, name)
    if refusal is not None:
        os.close(descriptor)
        raise refusal
    return descriptor


def _refusal(status: os.stat_result, name: str) -> WorldError | None:
    if not stat.S_ISREG(status.st_mode):
        return WorldError("not-a-file", f"“{name}” is not an ordinary file.")
    if status.st_size == 0:
        return WorldError("empty-file", f"“{name}” is empty.")
    if status.st_size > _LARGEST:
        return WorldError("file-too-large", f"“{name}” is larger than the 2 GB that can be read.")
    return None


def _copy(source: int, target: DocumentFile, cancel: CancelToken) -> str:
    total = hashlib.sha256()
    try:
        with target.open("wb") as out:
            while part := os.read(source, _CHUNK):
                cancel.check()
                total.update(part)
                out.write(part)
    except OSError as error:
        raise disk_error(error, target) from error
    return total.hexdigest()


def _stamp_of(descriptor: int) -> Stamp:
    status = os.fstat(descriptor)
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, time.time_ns())


def _facts(stamp: Stamp) -> tuple[int, int, int, int]:
    return stamp.size, stamp.modified_ns, stamp.changed_ns, stamp.inode


def _plain_name(name: str) -> str:
    """Return a file name that is safe in a folder of its own, keeping the suffix."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1].replace("\0", "").strip()
    stem, dot, suffix = last.rpartition(".")
    short = f"{stem[:60]}{dot}{suffix[:20]}" if dot else last[:60]
    return short if short.strip(". ") else "document"
