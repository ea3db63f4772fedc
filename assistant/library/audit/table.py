"""The table that a log is kept in: made anew where somebody has removed it, so that the library opens and tells."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import WorldError
from assistant.library.store.connection import Connection, connect
from assistant.library.store.schema import migrate, migrations
from assistant.library.store.store import Store

COLUMNS = ("sequence", "at", "actor", "action", "subject", "previous", "digest")
_FOUND = "SELECT name FROM pragma_table_info('audit')"
_PARTS = "SELECT sql FROM sqlite_master WHERE tbl_name = 'audit' AND sql IS NOT NULL ORDER BY rowid"


def make_sure(store: Store) -> bool:
    """Make the table of a library's log where it is gone; return whether it was.

    Raises:
        WorldError: `library-damaged`, where it has other columns than the program's; `disk-full`, …
    """
    with store.reading() as connection:
        found = tuple(name for (name,) in connection.execute(_FOUND))
    if found not in {(), COLUMNS}:
        sentence = "The table of the library's log was changed by another program: restore the library from a copy."
        raise WorldError("library-damaged", f"{sentence} ({store.path})")
    if not found:
        with store.writing() as connection:
            _make(connection)
    return not found


def _make(connection: Connection) -> None:
    """Make, in the open transaction, the table with all that belongs to it, as a new library has it."""
    memory = Path(":memory:")
    new = connect(memory, None)
    try:
        migrate(new, memory, migrations())
        for (statement,) in new.execute(_PARTS):
            connection.execute(statement)
    finally:
        new.close()
