"""The schema's versions: numbered SQL files, those that a library lacks applied in order, in one transaction."""

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
    """Bring a file to the newest version known, wholly or not at all.

    Raises:
        WorldError: `library-newer`, when a newer program has written it.
    """
    found, newest = version(connection), max(steps)
    if found > newest:
        raise WorldError(
            "library-newer",
            f"This library was made by a newer version of the program, which is needed to open it. ({path})",
        )
    if found < newest:
        _apply(connection, newest, "\n".join(steps[number] for number in sorted(steps) if number > found))


def _apply(connection: Connection, newest: int, sql: str) -> None:
    try:
        connection.executescript(f"BEGIN IMMEDIATE;\n{sql}\nPRAGMA user_version = {newest};\nCOMMIT;")
    except dbapi2.Error:
        with contextlib.suppress(dbapi2.Error):  # the first error is the one to tell
            connection.execute("ROLLBACK")
        raise
