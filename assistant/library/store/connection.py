"""One connection to a library's file, with the settings that keep it whole and leave nothing behind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from assistant.library.store.words import searchable

Connection = Any
"""A `sqlcipher3` connection, which has no types of its own."""

_WAIT_SECONDS = 10.0
_SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -2000",  # KiB, as SQLite's own; SQLCipher's four times that is kept by each connection
    "PRAGMA trusted_schema = ON",  # the view beneath the word index calls `searchable`
)


Key = bytes | bytearray
"""The 32 bytes with which a sealed library's file is encrypted."""


def connect(path: Path, key: Key | None) -> Connection:
    """Open a connection that any one thread at a time may use.

    Args:
        path: The library's file; made where it is absent.
        key: For a sealed library, None for an open one.
    """
    connection = dbapi2.connect(str(path), timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        if key is not None:
            connection.execute("PRAGMA cipher_log_level = NONE").fetchall()  # else faults are written to stderr
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for setting in _SETTINGS:
            connection.execute(setting)
        connection.create_function("searchable", 1, searchable, deterministic=True)
    except dbapi2.Error:
        connection.close()
        raise
    return connection
