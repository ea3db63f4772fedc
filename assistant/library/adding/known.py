"""What a library knows of paths and contents already."""

from __future__ import annotations

import os
from collections.abc import Collection
from typing import Literal

from assistant.library import labels, paths
from assistant.library.markings.ceiling import ABOVE
from assistant.library.records import FailedFile
from assistant.library.store.connection import Connection
from assistant.library.writing import Gone, Stamp, delete_document

_READ = "json_extract(documents.ledger, '$.pending') = 0"
_DONE = f"({_READ} OR documents.sha256 IN (SELECT sha256 FROM failures))"  # noqa: S608 - a constant
"""A document with pages that were left for later is done where another reading of it has failed."""


def stamp(connection: Connection, raw: bytes, *, asked: bool) -> Stamp | None:
    """Return what the file system told of a file when it was last read, None for one that is to be read (again).

    Args:
        connection: To the library.
        raw: The file's path.
        asked: Whether what failed before is tried once more.
    """
    select = f"""
        SELECT document_paths.size, modified_ns, changed_ns, inode, seen_ns
        FROM document_paths JOIN documents ON documents.id = document_paths.document
        WHERE raw = ? AND missing = 0 AND container IS NULL AND {_READ if asked else _DONE}
    """  # noqa: S608 - constants
    row = connection.execute(select, (raw,)).fetchone()
    return None if row is None else Stamp(*row)


def pending(connection: Connection, document: int) -> bool:
    """Whether pages of a document are still to be read."""
    select = "SELECT json_extract(ledger, '$.pending') > 0 FROM documents WHERE id = ?"
    return bool(connection.execute(select, (document,)).fetchone()[0])


def document(connection: Connection, sha256: str) -> int | None:
    """Return the row id of the document with this content, None where there is none."""
    row = connection.execute("SELECT id FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
    return None if row is None else int(row[0])


def failure(connection: Connection, sha256: str) -> tuple[str, str] | None:
    """Return the code and sentence with which this content could not be read; what was refused may come in now."""
    select = "SELECT code, message FROM failures WHERE sha256 = ? AND code != ?"
    row = connection.execute(select, (sha256, ABOVE)).fetchone()
    return None if row is None else (row[0], row[1])


def failures_at(connection: Connection, raw: bytes) -> list[FailedFile]:
    """Return what could not be read of a document that is known: documents inside it."""
    select = "SELECT shown, code, message FROM failures WHERE raw = ? OR (raw >= ? AND raw < ?) ORDER BY raw"
    return [FailedFile(*row) for row in connection.execute(select, (raw, *below(raw)))]


def free_path(connection: Connection, raw: bytes, document: int, gone: Gone) -> None:
    """Take a path from another document than the given one, which is removed if no path leads to it any more.

    Its marking, tags and notes go on with the given one.
    """
    row = connection.execute("SELECT document FROM document_paths WHERE raw = ?", (raw,)).fetchone()
    if row is not None and row[0] != document:
        labels.inherit(connection, row[0], document)
        _drop_path(connection, raw, row[0], gone)


def has_members(connection: Connection, outer: bytes) -> bool:
    """Whether documents are known to be inside another one."""
    select = "SELECT 1 FROM document_paths WHERE raw >= ? AND raw < ? AND container IS NOT NULL LIMIT 1"
    return connection.execute(select, below(outer)).fetchone() is not None


def drop_members(connection: Connection, outer: bytes, present: Collection[bytes], gone: Gone) -> None:
    """Remove the documents that were inside another one and are there no more.

    Args:
        connection: In a write transaction.
        outer: Path of the other one.
        present: Paths of the documents that are in it; what is inside those stays.
        gone: Told of what was removed.
    """
    select = "SELECT raw, document FROM document_paths WHERE raw >= ? AND raw < ? AND container IS NOT NULL"
    for raw, inner in connection.execute(select, below(outer)).fetchall():
        if not any(raw == path or raw.startswith(path + b"/") for path in present):
            _drop_path(connection, raw, inner, gone)


def drop_path(connection: Connection, raw: bytes, gone: Gone) -> None:
    """Forget a path, and remove the document that it leads to if no other does."""
    row = connection.execute("SELECT document FROM document_paths WHERE raw = ?", (raw,)).fetchone()
    if row is not None:
        _drop_path(connection, raw, row[0], gone)


def forget_vanished(connection: Connection, document: int, present: bytes) -> None:
    """Drop the paths of a renamed document that no longer exist; what is inside it moves to the present path."""
    select = "SELECT raw FROM document_paths WHERE document = ? AND container IS NULL"
    paths_of_it = [row[0] for row in connection.execute(select, (document,))]
    for vanished in (raw for raw in paths_of_it if raw != present and not os.path.lexists(raw)):
        connection.execute("DELETE FROM document_paths WHERE raw = ?", (vanished,))
        inside = "SELECT raw FROM document_paths WHERE container = ?"
        for (raw,) in connection.execute(inside, (vanished,)).fetchall():
            moved = present + raw[len(vanished) :]
            connection.execute(
                "UPDATE OR REPLACE document_paths SET raw = ?, shown = ?, container = ? WHERE raw = ?",
                (moved, paths.shown(moved), present, raw),
            )


def mark_missing(connection: Connection, folder: bytes) -> None:
    """Mark the files below a folder that are no longer there, and forget what was wrong with them."""
    vanished = _vanished(connection, "document_paths", folder)
    connection.executemany("UPDATE document_paths SET missing = 1 WHERE raw = ?", vanished)
    connection.executemany("DELETE FROM failures WHERE raw = ?", _vanished(connection, "failures", folder))


def _vanished(
    connection: Connection, table: Literal["document_paths", "failures"], folder: bytes
) -> list[tuple[bytes]]:
    select = f"SELECT raw, COALESCE(container, raw) FROM {table} WHERE raw >= ? AND raw < ?"  # noqa: S608 - two names
    rows = connection.execute(select, below(folder)).fetchall()
    return [(raw,) for raw, file in rows if not os.path.lexists(file)]


def below(raw: bytes) -> tuple[bytes, bytes]:
    """Return the bounds between which all paths inside a folder or document lie."""
    return raw + b"/", raw + b"0"


def _drop_path(connection: Connection, raw: bytes, document: int, gone: Gone) -> None:
    connection.execute("DELETE FROM document_paths WHERE raw = ?", (raw,))
    if not connection.execute("SELECT 1 FROM document_paths WHERE document = ?", (document,)).fetchone():
        delete_document(connection, document, gone)
