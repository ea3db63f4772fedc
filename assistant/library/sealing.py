"""Sealing a library, and opening it for good.

One rename decides: the library's file is in clear or encrypted, and all else follows from its first bytes. So a kill
at any moment leaves a whole library in one of the two states, and `clean_up` removes what belongs to the other.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.documents.held import DocumentFile
from assistant.errors import WorldError
from assistant.guard.signing import Signer
from assistant.guard.vault import Vault
from assistant.jobs import CancelToken, Job, Progress
from assistant.library.audit.at_rest import record_in
from assistant.library.audit.entries import Action
from assistant.library.clean_up import COMING, LEAVING, clean_up
from assistant.library.originals import ORIGINALS, STORE, OriginalFiles, disk_error
from assistant.library.records import LibraryInfo
from assistant.library.sealed_originals import parts, write_parts
from assistant.library.store.connection import Connection, Key, connect
from assistant.library.store.copies import check_no_log
from assistant.library.store.failures import explained
from assistant.library.store.guard import OpenerLock
from assistant.library.store.schema import version
from assistant.library.store.store import Store, open_store
from assistant.whole_files import sync_folder

_DOCUMENTS = "SELECT sha256, suffix FROM documents ORDER BY id"
_OUTSIDE = "SELECT raw, shown FROM document_paths WHERE container IS NULL ORDER BY shown"


def seal(
    info: LibraryInfo, vault: Vault, key: Key, cancel: CancelToken, signer: Callable[[], Signer] | None = None
) -> Job[tuple[str, ...]]:
    """Encrypt a library that nobody has open, with its originals, and overwrite what was in clear.

    Args:
        info: Of the library.
        vault: Keeps the key.
        key: What it is encrypted with.
        cancel: Stops it between two steps.
        signer: Signs the log, in which it is written.

    Returns:
        The source files that still lie in clear outside the library.

    Raises:
        WorldError: `library-in-use`, `disk-full`, …; the library is as it was.
        Cancelled: Likewise.
    """
    with _held(info.folder):
        vault.write(info.folder)
        yield _step(1, cancel)
        store, coming = info.folder / STORE, info.folder / COMING
        _prepare(store, None)
        outside = _outside(store)
        _export(store, None, coming, key)
        yield _step(2, cancel)
        yield from _take_originals(info.folder, coming, key, cancel)
        record_in(coming, info, key, Action.SEALED, signer)
        _swap(info.folder)
        yield Progress(subject=info.name, done=4, unit="steps")
    return outside


def unseal(info: LibraryInfo, key: Key, cancel: CancelToken, signer: Callable[[], Signer] | None = None) -> Job[None]:
    """Decrypt a sealed library that nobody has open; arguments as those of `seal`.

    Raises:
        WorldError: `library-in-use`, `disk-full`, …; the library is as it was.
        Cancelled: Likewise.
    """
    with _held(info.folder):
        store, coming = info.folder / STORE, info.folder / COMING
        _prepare(store, key)
        yield _step(1, cancel)
        yield from _give_originals(info.folder, key, cancel)
        _export(store, key, coming, None)
        yield _step(2, cancel)
        _drop_parts(coming)
        record_in(coming, info, None, Action.UNSEALED, signer)
        yield _step(3, cancel)
        _swap(info.folder)
        yield Progress(subject=info.name, done=4, unit="steps")


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Hold the library's lock, and leave it clean however the block ends."""
    lock = OpenerLock(folder)
    try:
        clean_up(folder)
        try:
            yield
        finally:
            clean_up(folder)
    except OSError as error:
        raise disk_error(error, folder) from error
    finally:
        lock.release()


def _prepare(store: Path, key: Key | None) -> None:
    """Bring the file to the newest schema, with nothing left in its log."""
    open_store(store, key).close()
    check_no_log(store)


def _export(source: Path, key: Key | None, target: Path, target_key: Key | None) -> None:
    """Write all that a file holds into another one, encrypted with another key or not at all."""
    with explained(source):
        connection = connect(source, key)
        try:
            literal = "''" if target_key is None else f"\"x'{target_key.hex()}'\""
            connection.execute(f"ATTACH DATABASE ? AS coming KEY {literal}", (str(target),))
            connection.execute("PRAGMA coming.auto_vacuum = INCREMENTAL")
            connection.execute("SELECT sqlcipher_export('coming')").fetchall()
            connection.execute(f"PRAGMA coming.user_version = {version(connection)}")
            connection.execute("DETACH DATABASE coming")
        finally:
            connection.close()


def _take_originals(folder: Path, coming: Path, key: Key, cancel: CancelToken) -> Job[None]:
    """Put the bytes of all documents into the encrypted file, and read the whole of it once."""
    store = open_store(coming, key)
    try:
        files = OriginalFiles(folder / ORIGINALS)
        for sha256, suffix in _documents(store):
            yield _step(3, cancel)
            file = files.find(sha256, suffix)
            if file is not None:
                _keep(store, sha256, file)
        with store.reading() as connection:
            faults = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        if faults:
            raise WorldError("disk-fault", f"What was written could not be read again: check the disk. ({coming})")
    finally:
        store.close()


def _keep(store: Store, sha256: str, file: DocumentFile) -> None:
    with store.writing() as connection:
        write_parts(connection, sha256, file)


def _give_originals(folder: Path, key: Key, cancel: CancelToken) -> Job[None]:
    """Write the bytes of all documents to the disk."""
    store = open_store(folder / STORE, key)
    try:
        files = OriginalFiles(folder / ORIGINALS)
        for sha256, suffix in _documents(store):
            yield _step(2, cancel)
            with store.reading() as connection:
                _give(files, connection, sha256, suffix)
    finally:
        store.close()


def _give(files: OriginalFiles, connection: Connection, sha256: str, suffix: str) -> None:
    place = files.new_place(sha256 + suffix)
    with place.open("wb") as file:
        file.writelines(parts(connection, sha256))
    if place.stat().st_size:
        files.keep(place, sha256, suffix)
    files.discard(place)


def _drop_parts(coming: Path) -> None:
    store = open_store(coming)
    try:
        with store.writing() as connection:
            connection.execute("DELETE FROM original_parts")
        store.tidy()
    finally:
        store.close()


def _documents(store: Store) -> list[tuple[str, str]]:
    with store.reading() as connection:
        return list(connection.execute(_DOCUMENTS))


def _outside(store: Path) -> tuple[str, ...]:
    opened = open_store(store)
    try:
        with opened.reading() as connection:
            return tuple(shown for raw, shown in connection.execute(_OUTSIDE) if os.path.lexists(raw))
    finally:
        opened.close()


def _swap(folder: Path) -> None:
    """Put the new file in the old one's place by one rename; the old one keeps a name, to be overwritten under it."""
    store, coming = folder / STORE, folder / COMING
    check_no_log(store)  # it would be taken for the new file's
    check_no_log(coming)
    with coming.open("rb") as file:
        os.fsync(file.fileno())
    with contextlib.suppress(OSError):  # some file systems give a file one name only: then it cannot be overwritten
        os.link(store, folder / LEAVING)
    coming.replace(store)
    sync_folder(folder)


def _step(done: int, cancel: CancelToken) -> Progress:
    cancel.check()
    return Progress(done=done, total=4, unit="steps")
