"""The copy that is kept of a library before its schema is brought up to date, so that the program before can go on.

It is the library's file as it was, byte for byte, and so encrypted by the same key where the library is sealed. It
stays for a week, or until something is removed from the library, whose words must then be in no file any more.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from assistant.errors import WorldError
from assistant.jobs import CancelToken, Job, Progress
from assistant.library.store.failures import NO_ROOM
from assistant.whole_files import sync_folder

KEPT_SECONDS = 7 * 86_400.0

PART = 8_000_000
"""Bytes that are copied between two looks at whether to go on."""
_MB = 1e6
_COMING = ".copying"
_KEPT = ".schema-"


def keep_copy(store: Path, schema: int, cancel: CancelToken) -> Job[None]:
    """Copy a library's file that no connection has open, yielding megabytes. At the end the copy is on the disk.

    Args:
        store: The file.
        schema: Its version, which becomes part of the copy's name.
        cancel: Looked at every few megabytes.

    Raises:
        WorldError: `disk-full`, `disk-fault` or `library-busy`; nothing is changed.
        Cancelled: Stopping was asked for; nothing is changed.
    """
    check_no_log(store)
    coming = store.with_name(store.name + _COMING)
    try:
        yield from _copied(store, coming, cancel)
        coming.replace(store.with_name(f"{store.name}{_KEPT}{schema}"))
        sync_folder(store.parent)
    except OSError as error:
        raise _fault(error, store) from error
    finally:
        coming.unlink(missing_ok=True)


def _copied(store: Path, coming: Path, cancel: CancelToken) -> Job[None]:
    total = round(store.stat().st_size / _MB)
    with store.open("rb") as old, coming.open("wb") as new:
        while part := old.read(PART):
            cancel.check()
            new.write(part)
            yield Progress(done=round(old.tell() / _MB), total=total, unit="MB")
        new.flush()
        os.fsync(new.fileno())


def copies(store: Path) -> list[Path]:
    """Return the copies that lie beside a library's file, one that was cut off too."""
    beside = (f"{store.name}{_KEPT}*", store.name + _COMING)
    return sorted(path for pattern in beside for path in store.parent.glob(pattern))


def drop_copies(store: Path, older_than: float = 0.0) -> None:
    """Remove the copies that were made so many seconds ago, and those that were cut off."""
    for copy in copies(store):
        if copy.name.endswith(_COMING) or time.time() - copy.stat().st_mtime >= older_than:
            copy.unlink()


def check_no_log(store: Path) -> None:
    """Refuse to go on while a log lies beside a library's file: without it, the file is not the whole library.

    Raises:
        WorldError: `library-busy`.
    """
    if store.with_name(store.name + "-wal").exists():
        raise WorldError("library-busy", f"Another program is using the library's file: close it first. ({store})")


def _fault(error: OSError, store: Path) -> WorldError:
    if error.errno in NO_ROOM:
        size = max(1, round(store.stat().st_size / _MB))
        return WorldError(
            "disk-full",
            f"This library was made by an earlier version of the program and is copied before it is changed, for which "
            f"{size:,} MB are needed: make room, then open it again. Nothing was changed. ({store})",
        )
    return WorldError(
        "disk-fault", f"The library's file cannot be copied before it is changed: {error.strerror}. ({store})"
    )
