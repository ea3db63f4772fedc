"""The schema's versions: numbered SQL files, applied in order, each in one transaction."""

from __future__ import annotations

import contextlib
from pathlib import Path

from sqlcipher3 import dbapi2

from assistant.errors import WorldError
from assistant.library.store.connection import Connection

_MIGRATIONS = Path(__file__).parent / "migrations"


def migrations(folder: Path = _MIGRATIONS) -> dict[int, str]:
    """Return the SQL of each version by its number, from 1."""
    return {int(path.stem): path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.sql"))}


def version(connection: Connection) -> int:
    """Return the schema version of a file; 0 for a new one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: Connection, path: Path, steps: dict[int, str]) -> None:
    """Bring a file to the newest version known.

    Raises:
        WorldError: `library-newer`, when a newer program has written it.
    """
    found = version(connection)
    if found > max(steps):
        raise WorldError(
            "library-newer",
            f"This library was made by a newer version of the program and cannot be opened by this one. ({path})",
        )
    for number in sorted(step for step in steps if step > found):
        _apply(connection, number, steps[number])


def _apply(connection: Connection, number: int, sql: str) -> None:
    try:
        connection.executescript(f"BEGIN IMMEDIATE;\n{sql}\nPRAGMA user_version = {number};\nCOMMIT;")
    except dbapi2.Error:
        with contextlib.suppress(dbapi2.Error):  # the first error is the one to tell
            connection.execute("ROLLBACK")
        raise
