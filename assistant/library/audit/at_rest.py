"""Entries in the log of a library that nobody has open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.guard.signing import Signer
from assistant.library.audit.entries import Action
from assistant.library.audit.log import AuditLog
from assistant.library.originals import STORE
from assistant.library.records import LibraryInfo
from assistant.library.store.connection import Key
from assistant.library.store.guard import OpenerLock
from assistant.library.store.store import open_store


def record_at_rest(info: LibraryInfo, key: Key | None, action: Action, signer: Callable[[], Signer] | None) -> None:
    """Write an entry into the log of a library that is closed.

    Raises:
        WorldError: `library-in-use`, `disk-full`, …: what is not logged must not be done.
    """
    lock = OpenerLock(info.folder)
    try:
        record_in(info.folder / STORE, info, key, action, signer)
    finally:
        lock.release()


def record_in(
    file: Path, info: LibraryInfo, key: Key | None, action: Action, signer: Callable[[], Signer] | None
) -> None:
    """Write an entry into a library's file, which lies in its place or is about to.

    The anchor beside it is left as it is: the file may never come into its place.
    """
    store = open_store(file, key)
    try:
        log = AuditLog(store, info.id, info.folder)
        if signer is not None:
            log.sign_with(signer)
        with store.writing() as connection:
            log.write(connection, action)
    finally:
        store.close()
