"""The bytes of documents inside a sealed library's own file, and in memory while they are read: nowhere in clear."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import closing

from assistant.documents.held import DocumentFile, HeldFile
from assistant.library.store.connection import Connection
from assistant.library.store.store import Store

_PART = 4 << 20
_INSERT = "INSERT INTO original_parts (sha256, part, data) VALUES (?, ?, ?)"
_SELECT = "SELECT data FROM original_parts WHERE sha256 = ? ORDER BY part"
_KNOWN = "SELECT 1 FROM original_parts WHERE sha256 = ? LIMIT 1"
_DELETE = "DELETE FROM original_parts WHERE sha256 = ?"


class OriginalParts:
    """Original files as rows of the store. Thread-safe.

    Args:
        store: Of a sealed library.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last: HeldFile | None = None

    def new_place(self, name: str) -> DocumentFile:
        """Return a file in memory."""
        return HeldFile(name)

    def keep(self, incoming: DocumentFile, sha256: str, suffix: str) -> None:  # noqa: ARG002 - rows have no suffix
        """Write a file that came in, unless its bytes are here: they are named by their content.

        Raises:
            WorldError: `disk-full` or `disk-fault`.
        """
        with self._store.writing() as connection:
            if connection.execute(_KNOWN, (sha256,)).fetchone() is None:
                write_parts(connection, sha256, incoming)

    def discard(self, incoming: DocumentFile) -> None:
        """Do nothing: a file in memory is gone with the last who holds it."""

    def find(self, sha256: str, suffix: str) -> DocumentFile | None:
        """Return a document's bytes as a file in memory, which is kept until another one is asked for."""
        last, name = self._last, sha256 + suffix
        if last is not None and last.name == name:
            return last
        with self._store.reading() as connection:
            found = read_parts(connection, sha256, name)
        self._last = found
        return found

    def remove(self, sha256: str, suffix: str) -> None:  # noqa: ARG002 - rows have no suffix
        """Remove a document's bytes."""
        self._last = None
        with self._store.writing() as connection:
            connection.execute(_DELETE, (sha256,))

    def sweep(self, known: Collection[str]) -> None:
        """Remove the bytes of documents that are not known, which a crash left behind."""
        with self._store.writing() as connection:
            kept = {row[0] for row in connection.execute("SELECT DISTINCT sha256 FROM original_parts")}
            connection.executemany(_DELETE, [(sha256,) for sha256 in kept - set(known)])

    def close(self) -> None:
        """Let go of the file in memory."""
        self._last = None


def write_parts(connection: Connection, sha256: str, file: DocumentFile) -> None:
    """Write a document's bytes in the open transaction, in the place of what is there of it."""
    connection.execute(_DELETE, (sha256,))
    with file.open("rb") as source:
        rows = ((sha256, number, part) for number, part in enumerate(iter(lambda: source.read(_PART), b"")))
        connection.executemany(_INSERT, rows)


def read_parts(connection: Connection, sha256: str, name: str) -> HeldFile | None:
    """Return a document's bytes as a file in memory, None where there are none."""
    found = HeldFile(name)
    with found.open("wb") as target:
        target.writelines(parts(connection, sha256))
    return found if found.stat().st_size else None


def parts(connection: Connection, sha256: str) -> Iterator[bytes]:
    """Yield a document's bytes, some mebibytes at a time."""
    with closing(connection.execute(_SELECT, (sha256,))) as rows:
        yield from (part for (part,) in rows)
