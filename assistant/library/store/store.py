"""The store of one library: one writer at a time, readers that never wait for it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2

from assistant.errors import ProgramError
from assistant.jobs import CancelToken, Job, finish
from assistant.library.store.connection import Connection, Key, connect
from assistant.library.store.copies import KEPT_SECONDS, drop_copies, keep_copy
from assistant.library.store.failures import explained
from assistant.library.store.schema import migrate, migrations, version


class Store:
    """Connections to one library's file. Thread-safe.

    Attributes:
        commits: Number of write transactions that changed something: as long as it stays, what was read is true.
    """

    def __init__(self, path: Path, key: Key | None, writer: Connection) -> None:
        self.path = path
        self._key = key
        self._writer = writer
        self._writing = threading.RLock()
        self._idle: list[Connection] = []
        self._idle_lock = threading.Lock()
        self._closed = False
        self.commits = 0

    @property
    def sealed(self) -> bool:
        """Whether the file is encrypted."""
        return self._key is not None

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open the one write transaction: committed at the end of the block, undone when it raises.

        Raises:
            WorldError: `disk-full`, `read-only`, `library-busy`, `library-damaged`, …
        """
        with self._writing, explained(self.path):
            self._check_open()
            self._writer.execute("BEGIN IMMEDIATE")
            before = self._writer.total_changes
            try:
                yield self._writer
                self._writer.execute("COMMIT")
                self.commits += self._writer.total_changes > before
            except BaseException:
                with contextlib.suppress(dbapi2.Error):  # a full disk has undone it already
                    self._writer.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Lend a reader that sees one unchanging state of the library for the whole block."""
        with explained(self.path):
            connection = self._take()
            try:
                connection.execute("BEGIN")
                yield connection
            finally:
                self._give_back(connection)

    def tidy(self) -> None:
        """Give freed pages back to the disk and empty the write-ahead log, so that removed text is in no file.

        A copy of an earlier schema holds such text, too, and goes.
        Readers that are at work hold the log back until the next call, or until the store is closed.
        """
        with self._writing, explained(self.path):
            self._check_open()
            self._writer.execute("PRAGMA incremental_vacuum").fetchall()
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            drop_copies(self.path)

    def close(self) -> None:
        """Close every connection; the store cannot be used afterwards."""
        with self._writing, self._idle_lock:
            if self._closed:
                return
            self._closed = True
            for connection in [*self._idle, self._writer]:
                connection.close()
            self._idle.clear()

    def _take(self) -> Connection:
        with self._idle_lock:
            self._check_open()
            if self._idle:
                return self._idle.pop()
        return connect(self.path, self._key)

    def _give_back(self, connection: Connection) -> None:
        with contextlib.suppress(dbapi2.Error):  # a failed statement may have ended the transaction already
            connection.execute("ROLLBACK")
        with self._idle_lock:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()

    def _check_open(self) -> None:
        if self._closed:
            raise ProgramError("library-closed", "The library was used after it had been closed.")


def bring_up(path: Path, key: Key | None, cancel: CancelToken) -> Job[None]:
    """Bring the schema of a library's file up to date, after a copy of what it was, yielding the megabytes copied.

    Raises:
        WorldError: As `open_store`; nothing is changed.
        Cancelled: Stopping was asked for; nothing is changed.
    """
    steps = migrations()
    with explained(path):
        found = _version_of(path, key)
        if not 0 < found < max(steps):
            return
        yield from keep_copy(path, found, cancel)
        with closing(connect(path, key)) as writer:
            migrate(writer, path, steps)


def open_store(path: Path, key: Key | None = None) -> Store:
    """Open or make a library's file, brought up to date as by `bring_up`.

    Args:
        path: The file; its folder must exist.
        key: For a sealed library, None for an open one; not copied.

    Raises:
        WorldError: `cannot-open`, `disk-full`, `library-newer`, `library-damaged`, `library-unreadable`, `read-only`, …
    """
    finish(bring_up(path, key, CancelToken()))
    with explained(path):
        writer = connect(path, key)
        try:
            if version(writer) == 0:
                writer.execute("PRAGMA auto_vacuum = INCREMENTAL")  # counts before the first table only
            migrate(writer, path, migrations())
            writer.execute("PRAGMA journal_mode = WAL").fetchall()
        except BaseException:
            writer.close()
            raise
    drop_copies(path, KEPT_SECONDS)
    return Store(path, key, writer)


def _version_of(path: Path, key: Key | None) -> int:
    """Return the schema version of a file; whatever an earlier end left in its log is in the file afterwards."""
    connection = connect(path, key)
    try:
        found = version(connection)
        if found:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return found
    finally:
        connection.close()
