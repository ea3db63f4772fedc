"""Vectors of another embedder, kept beside those in use until the last of them is there."""

from __future__ import annotations

import json

from assistant.errors import WorldError
from assistant.library.identity import COMING, Identity
from assistant.library.passages.cutting import Draft
from assistant.library.store.connection import Connection
from assistant.library.store.meta import set_meta
from assistant.library.store.store import Store
from assistant.library.vectors.blocks import Block
from assistant.library.writing import set_status, status_of

_UNFINISHED = """
    SELECT id FROM documents WHERE passages >
        (SELECT COALESCE(SUM(count), 0) FROM coming_vectors WHERE document = documents.id) ORDER BY id
"""
_MISSING = """
    SELECT id, page, "start", "end", header, boilerplate FROM passages WHERE document = ?1 AND id >=
        COALESCE((SELECT MAX(first_passage + count) FROM coming_vectors WHERE document = ?1), 0) ORDER BY id
"""
_PRESENT = "SELECT COUNT(*) FROM passages WHERE document = ? AND id BETWEEN ? AND ?"
_KEEP = "INSERT OR REPLACE INTO coming_vectors (first_passage, document, count, data) VALUES (?, ?, ?, ?)"
_TAKE = """
    INSERT INTO vectors (first_passage, document, count, data)
    SELECT first_passage, document, count, data FROM coming_vectors
"""


def begin(connection: Connection, identity: Identity) -> None:
    """Keep what was made of an embedder's vectors before, and throw away those of any other.

    Raises:
        WorldError: `rebuild-first`, where the passages are those of other rules.
    """
    present = Identity.stored(connection)
    if present is not None and present.rules != identity.rules:
        raise WorldError(
            "rebuild-first", "This library was indexed by another version of the program: index it anew first."
        )
    if Identity.stored(connection, COMING) != identity:
        drop(connection)
        identity.store(connection, COMING)


def drop(connection: Connection) -> None:
    """Throw away all that are coming."""
    connection.execute("DELETE FROM coming_vectors")
    set_meta(connection, COMING, "")


def unfinished(store: Store) -> list[int]:
    """Return the row ids of the documents without all their coming vectors."""
    with store.reading() as connection:
        return [row[0] for row in connection.execute(_UNFINISHED)]


def count(store: Store) -> int:
    """Return how many passages have a coming vector."""
    with store.reading() as connection:
        return int(connection.execute("SELECT COALESCE(SUM(count), 0) FROM coming_vectors").fetchone()[0])


def missing(connection: Connection, document: int) -> list[tuple[int, Draft]]:
    """Return the passages of a document behind the last one that has a coming vector, with their ids."""
    rows = connection.execute(_MISSING, (document,))
    return [(number, Draft(page, start, end, header, bool(rest))) for number, page, start, end, header, rest in rows]


def keep(connection: Connection, block: Block, identity: Identity) -> None:
    """Keep a block, unless its passages are gone or another embedder was begun with meanwhile."""
    last = block.first + len(block.rows) - 1
    present = connection.execute(_PRESENT, (block.document, block.first, last)).fetchone()[0]
    if present == len(block.rows) and Identity.stored(connection, COMING) == identity:
        data = block.rows.astype("<f2").tobytes()
        connection.execute(_KEEP, (block.first, block.document, len(block.rows), data))


def take(connection: Connection, identity: Identity) -> bool:
    """Put them in the place of those in use if they are whole and of this embedder; return whether they were."""
    if Identity.stored(connection, COMING) != identity or connection.execute(_UNFINISHED).fetchone():
        return False
    connection.execute("DELETE FROM vectors")
    connection.execute(_TAKE)
    drop(connection)
    for document, ledger, passages in connection.execute(
        "SELECT id, ledger, passages FROM documents WHERE status = 'words-only'"
    ).fetchall():
        set_status(connection, document, status_of(json.loads(ledger), passages))
    identity.store(connection)
    return True
