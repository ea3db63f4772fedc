"""What somebody who can write a library's file, but does not hold the installation's key, does to its log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.library.audit.entries import GENESIS, Entry, entry_of
from assistant.library.store.connection import Connection, Key, connect

TRIGGERS = ("audit_is_not_changed", "audit_is_not_shortened", "audit_grows_at_its_end")


def tamper(
    path: Path, work: Callable[[Connection], object], key: Key | None = None, triggers: Sequence[str] = TRIGGERS
) -> None:
    """Change a library's file, which nobody has open, with the triggers out of the way."""
    connection = connect(path, key)
    kept = connection.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'").fetchall()
    for name in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    work(connection)
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'audit'").fetchone():
        for (sql,) in kept:
            connection.execute(sql)
    connection.close()


def altered(connection: Connection) -> None:
    connection.execute("UPDATE audit SET actor = 'nobody@nowhere' WHERE sequence = 4")


def removed(connection: Connection) -> None:
    connection.execute("DELETE FROM audit WHERE sequence = 4")


def removed_and_renumbered(connection: Connection) -> None:
    connection.execute("DELETE FROM audit WHERE sequence = 4")
    for sequence in range(5, 9):
        connection.execute("UPDATE audit SET sequence = ? WHERE sequence = ?", (sequence - 1, sequence))


def swapped(connection: Connection) -> None:
    for old, new in ((4, 100), (5, 4), (100, 5)):
        connection.execute("UPDATE audit SET sequence = ? WHERE sequence = ?", (new, old))


def cut_at_the_end(connection: Connection) -> None:
    connection.execute("DELETE FROM audit WHERE sequence > 6")


def cut_at_the_beginning(connection: Connection) -> None:
    connection.execute("DELETE FROM audit WHERE sequence < 3")


def emptied(connection: Connection) -> None:
    connection.execute("DELETE FROM audit")


def dropped(connection: Connection) -> None:
    connection.execute("DROP TABLE audit")


def added_at_the_end(connection: Connection) -> None:
    rows = connection.execute("SELECT * FROM audit ORDER BY sequence DESC LIMIT 1").fetchall()
    last = entry_of(rows[0])
    forged = Entry.following((last.sequence, last.digest), last.at, last.actor, "opened", {})
    connection.execute("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)", forged.row)


def written_anew(connection: Connection) -> None:
    """Change one entry and bind all that follow to it, so that the chain itself holds."""
    last = (0, GENESIS)
    for row in connection.execute("SELECT * FROM audit ORDER BY sequence").fetchall():
        entry = entry_of(row)
        actor = "nobody@nowhere" if entry.sequence == 4 else entry.actor
        forged = Entry.following(last, entry.at, actor, entry.action, entry.subject)
        connection.execute("DELETE FROM audit WHERE sequence = ?", (entry.sequence,))
        connection.execute("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)", forged.row)
        last = (forged.sequence, forged.digest)


def anchor_removed(connection: Connection) -> None:
    connection.execute("DELETE FROM meta WHERE name = 'audit-anchor'")
