"""Named values that belong to a library as a whole."""

from __future__ import annotations

from assistant.library.store.connection import Connection


def get_meta(connection: Connection, name: str) -> str | None:
    """Return a value, or None where it was never set."""
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def set_meta(connection: Connection, name: str, value: str) -> None:
    """Keep a value in the open transaction."""
    connection.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (name, value))
