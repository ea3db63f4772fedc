"""What a library knows of paths and contents already."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from assistant.library import paths
from assistant.library.records import FailedFile
from assistant.library.store.connection import Connection
from assistant.library.writing import Stamp, delete_document


@dataclass
class Gone:
    """What has left the store and must leave the index and the originals too.

    Attributes:
        passages: Ids of the passages.
        originals: SHA-256 and suffix of each document.
    """

    passages: list[int] = field(default_factory=list)
    originals: list[tuple[str, str]] = field(default_factory=list)


def stamp(connection: Connection, raw: bytes) -> Stamp | None:
    """Return what the file system told of a file when it was last read, None for one that is missing or unknown."""
    select = """
        SELECT size, modified_ns, changed_ns, inode, seen_ns FROM document_paths
        WHERE raw = ? AND missing = 0 AND container IS NULL
    """
    row = connection.execute(select, (raw,)).fetchone()
    return None if row is None else Stamp(*row)


def document(connection: Connection, sha256: str) -> int | None:
    """Return the row id of the document with this content, None where there is none."""
    row = connection.execute("SELECT id FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
    return None if row is None else int(row[0])


def failure(connection: Connection, sha256: str) -> tuple[str, str] | None:
    """Return the code and sentence with which this content could not be read before."""
    row = connection.execute("SELECT code, message FROM failures WHERE sha256 = ?", (sha256,)).fetchone()
    return None if row is None else (row[0], row[1])


def failures_inside(connection: Connection, container: bytes) -> list[FailedFile]:
    """Return the documents inside another one that could not be read."""
    select = "SELECT shown, code, message FROM failures WHERE raw >= ? AND raw < ? ORDER BY raw"
    return [FailedFile(*row) for row in connection.execute(select, (container + b"/", container + b"0"))]


def take_path(connection: Connection, raw: bytes, document: int) -> Gone:
    """Free a path, and those inside it, from another document; one that no path leads to any more is removed."""
    select = """
        SELECT raw, document FROM document_paths
        WHERE (raw = ?1 OR container = ?1) AND document <> ?2
    """
    gone = Gone()
    for path, other in connection.execute(select, (raw, document)).fetchall():
        connection.execute("DELETE FROM document_paths WHERE raw = ?", (path,))
        _remove_unreachable(connection, other, gone)
    return gone


def forget_vanished(connection: Connection, document: int) -> None:
    """Drop the paths of a renamed document that no longer exist; at least one does."""
    select = "SELECT raw FROM document_paths WHERE document = ? AND container IS NULL"
    vanished = [row[0] for row in connection.execute(select, (document,)) if not os.path.lexists(row[0])]
    connection.executemany("DELETE FROM document_paths WHERE raw = ?", [(raw,) for raw in vanished])


def mark_missing(connection: Connection, folder: bytes) -> list[str]:
    """Mark the files below a folder that are no longer there, and return them as shown."""
    select = """
        SELECT raw, COALESCE(container, raw) FROM document_paths
        WHERE raw >= ? AND raw < ? AND missing = 0
    """
    rows = connection.execute(select, (folder + b"/", folder + b"0")).fetchall()
    vanished = [raw for raw, file in rows if not os.path.lexists(file)]
    connection.executemany("UPDATE document_paths SET missing = 1 WHERE raw = ?", [(raw,) for raw in vanished])
    return [paths.shown(raw) for raw in vanished]


def _remove_unreachable(connection: Connection, document: int, gone: Gone) -> None:
    if connection.execute("SELECT 1 FROM document_paths WHERE document = ?", (document,)).fetchone():
        return
    kept = connection.execute("SELECT sha256, suffix FROM documents WHERE id = ?", (document,)).fetchone()
    gone.passages += delete_document(connection, document)
    gone.originals.append(kept)
