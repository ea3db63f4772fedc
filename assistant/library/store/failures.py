"""SQLite's own errors as sentences for the user."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2

from assistant.errors import WorldError

NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
"""What the system says where the disk, or the share of it that one may use, is full."""
_LEAST_ROOM = 65_536
"""Bytes: as much as the index of the write-ahead log takes, twice."""

_SENTENCES = {
    "SQLITE_READONLY": ("read-only", "The library's folder can only be read: allow writing to it, then try again."),
    "SQLITE_CANTOPEN": ("cannot-open", "The library's file cannot be opened: check that its folder may be written to."),
    "SQLITE_BUSY": ("library-busy", "Another program is using the library's file: close it, then try again."),
    "SQLITE_LOCKED": ("library-busy", "Another program is using the library's file: close it, then try again."),
    "SQLITE_IOERR": ("disk-fault", "The disk reported a fault while the library was used: check the disk."),
    "SQLITE_CORRUPT": (
        "library-damaged",
        "The library's file is damaged: restore it from a copy, or add the files again.",
    ),
    "SQLITE_NOTADB": (
        "library-unreadable",
        "The library's file is damaged or sealed with another key, so it cannot be read.",
    ),
}


def full_disk(path: Path) -> WorldError:
    """Return what is said where the disk that a file is to be on is full."""
    disk = next(place for place in (path, *path.absolute().parents) if os.path.ismount(place))
    return WorldError(
        "disk-full", f"The disk at “{disk}” is full: make room, then try again. Nothing that was kept is lost. ({path})"
    )


def world_error(error: dbapi2.Error, path: Path) -> WorldError | None:
    """Return what an error of the store means to the user, or None where it is the program's own mistake."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name == "SQLITE_FULL" or (name.startswith("SQLITE_IOERR") and not _room(path)):
        return full_disk(path)
    for start, (code, sentence) in _SENTENCES.items():
        if name.startswith(start):
            return WorldError(code, f"{sentence} ({path})")
    return None


def _room(path: Path) -> bool:
    """Whether a disk has room for what the store writes before anything else; SQLite calls that a fault of the disk."""
    try:
        return shutil.disk_usage(path.parent).free >= _LEAST_ROOM
    except OSError:  # the disk itself is gone
        return True


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn the disk's and the file's faults into `WorldError`; other errors of the store pass unchanged."""
    try:
        yield
    except dbapi2.Error as error:
        told = world_error(error, path)
        if told is None:
            raise
        raise told from error
