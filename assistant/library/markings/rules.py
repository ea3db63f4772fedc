"""Folders whose documents are marked as they come in: each function works inside a transaction of its caller."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.library import paths
from assistant.library.store.connection import Connection
from assistant.library.writing import now


@dataclass(frozen=True)
class FolderRule:
    """A folder whose documents are marked.

    Attributes:
        folder: As text that is safe to show.
        marking: As a banner line.
        since: ISO 8601 time in UTC.
    """

    folder: str
    marking: str
    since: str


def rules(connection: Connection) -> list[FolderRule]:
    """Return all rules by folder."""
    rows = connection.execute("SELECT shown, marking, since FROM marking_rules ORDER BY raw")
    return [FolderRule(*row) for row in rows]


def ruled(connection: Connection, folder: bytes) -> str:
    """Return the marking that a folder's own rule gives, "" where it has none."""
    row = connection.execute("SELECT marking FROM marking_rules WHERE raw = ?", (folder,)).fetchone()
    return "" if row is None else str(row[0])


def markings_for(connection: Connection, path: bytes) -> list[str]:
    """Return what the rules of all folders around a path say."""
    rows = connection.execute("SELECT raw, marking FROM marking_rules")
    return [marking for folder, marking in rows if path.startswith(folder.rstrip(b"/") + b"/")]


def set_rule(connection: Connection, folder: bytes, marking: str) -> None:
    """Let the documents of a folder be marked, in place of an earlier rule for it; "" takes the rule away."""
    connection.execute("DELETE FROM marking_rules WHERE raw = ?", (folder,))
    if marking:
        row = (folder, paths.shown(folder), marking, now())
        connection.execute("INSERT INTO marking_rules (raw, shown, marking, since) VALUES (?, ?, ?, ?)", row)
