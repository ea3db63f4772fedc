"""The log of one library: written at its end, in the transaction of what it tells."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.guard.actor import actor
from assistant.guard.signing import Signer
from assistant.jobs import CancelToken, Job
from assistant.library.audit.anchor import Anchor, Anchors, cut_through, set_cut_through
from assistant.library.audit.entries import GENESIS, Action, Entry, entry_of, parsed_subject
from assistant.library.audit.table import COLUMNS, make_sure
from assistant.library.audit.verifying import Verdict, verify
from assistant.library.store.connection import Connection
from assistant.library.store.store import Store

_COLUMNS = ", ".join(f'"{name}"' for name in COLUMNS)
_ALL = f"SELECT {_COLUMNS} FROM audit ORDER BY sequence"  # noqa: S608 - names of columns
_INSERT = f"INSERT INTO audit ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - names of columns
_LAST = "SELECT sequence, digest FROM audit ORDER BY sequence DESC LIMIT 1"
_OF_ACTION = "SELECT subject FROM audit WHERE action = ? ORDER BY sequence DESC"
_OLD = """
    SELECT sequence, digest FROM audit
    WHERE sequence < coalesce((SELECT min(sequence) FROM audit WHERE "at" >= ?), 9e18) ORDER BY sequence DESC LIMIT 1
"""
_COUNT_THROUGH = "SELECT COUNT(*) FROM audit WHERE sequence <= ?"


class AuditLog:
    """Who did what with a library, and when. Thread-safe, as its store is.

    Args:
        store: Of the library.
        library: Its id.
        folder: Its folder, in which the anchor lies.

    Raises:
        WorldError: `library-damaged` where its table was changed, `disk-full`, …
    """

    def __init__(self, store: Store, library: str, folder: Path) -> None:
        self._store = store
        self._anchors = Anchors(library, folder)
        self._looked_back = False
        self._made_anew = make_sure(store)

    def sign_with(self, signer: Callable[[], Signer]) -> None:
        """Sign the end of the log from now on."""
        self._anchors.signer = signer

    def record(self, action: Action, **subject: Any) -> Entry:  # noqa: ANN401 - whatever JSON can hold
        """Write an entry in a transaction of its own, and the anchor beside the store.

        Raises:
            WorldError: `disk-full`, `read-only`, `log-refused`, …: what is not logged must not be done.
        """
        with self._store.writing() as connection:
            entry = self.write(connection, action, **subject)
        self._looked_back = True  # only now is it on the disk
        self.anchor()
        return entry

    def write(self, connection: Connection, action: Action, **subject: Any) -> Entry:  # noqa: ANN401 - as above
        """Write an entry in the open transaction of what it tells."""
        if not self._looked_back:
            self._look_back(connection)
        return self._append(connection, action, subject)

    def anchor(self) -> None:
        """Bring the anchor beside the store up to date, so that entries cut off at the end show."""
        with self._store.reading() as connection:
            anchor = self._anchors.inside(connection)
        if anchor is not None and anchor != self._anchors.beside():
            self._anchors.keep_beside(anchor)

    def entries(self) -> list[Entry]:
        """Return the entries in order."""
        with self._store.reading() as connection:
            return [entry_of(row) for row in connection.execute(_ALL)]

    def last_subject(self, action: Action) -> dict[str, Any] | None:
        """Return what the newest entry of a kind says, None where there is none."""
        return next(iter(self.subjects(action)), None)

    def subjects(self, action: Action) -> list[dict[str, Any]]:
        """Return what the entries of a kind say, newest first."""
        with self._store.reading() as connection:
            told = (parsed_subject(subject) for (subject,) in connection.execute(_OF_ACTION, (action,)))
            return [subject for subject in told if subject is not None]

    @property
    def empty(self) -> bool:
        """Whether nothing was ever logged, as far as anybody can tell."""
        with self._store.reading() as connection:
            return self._untouched(connection)

    def verify(self, cancel: CancelToken, known: Collection[str] = ()) -> Job[Verdict]:
        """Look for every change and every gap; `known` are public keys of other installations that wrote to it.

        Yields:
            `Progress` in entries.
        """
        with self._store.reading() as connection:
            rows, inside, beside = connection.execute(_ALL), self._anchors.inside(connection), self._anchors.beside()
            return (yield from verify(rows, inside, beside, self._anchors, cancel, known))

    def cut(self, before: datetime) -> int:
        """Remove the entries from before a time, and log that; return how many went.

        What follows an entry that is young enough stays, so that setting the clock back for a moment removes nothing.
        """
        moment = before.astimezone(UTC).isoformat(timespec="milliseconds")
        with self._store.writing() as connection:
            oldest = connection.execute(_OLD, (moment,)).fetchone()
            if oldest is None or oldest[0] <= cut_through(connection):
                return 0
            through, head = oldest
            removed = int(connection.execute(_COUNT_THROUGH, (through,)).fetchone()[0])
            self.write(connection, Action.CUT, through=through, head=head, removed=removed, before=moment)
            set_cut_through(connection, through)
            connection.execute("DELETE FROM audit WHERE sequence <= ?", (through,))
        self.anchor()
        return removed

    def _append(self, connection: Connection, action: Action, subject: dict[str, Any]) -> Entry:
        last = connection.execute(_LAST).fetchone() or (0, GENESIS)
        entry = Entry.following(last, datetime.now(UTC).isoformat(timespec="milliseconds"), actor(), action, subject)
        connection.execute(_INSERT, entry.row)
        self._anchors.keep_inside(connection, self._anchors.made(entry.sequence, entry.digest))
        return entry

    def _look_back(self, connection: Connection) -> None:
        """Log what has happened to the log since it was last written, before the anchors are written anew."""
        last = connection.execute(_LAST).fetchone() or (0, GENESIS)
        inside, beside = self._anchors.inside(connection), self._anchors.beside()
        if self._untouched(connection):
            self._anchors.keep_beside(self._anchors.made(0, GENESIS))
            return
        at_end = self._is_end(inside, last)
        if not at_end:
            self._append(connection, Action.GAP, {"place": "end", "found": last[0], **_told(inside)})
        if not self._was_here(connection, beside) and (at_end or beside != inside):
            self._append(connection, Action.GAP, {"place": "file", "found": last[0], **_told(beside)})
        if inside is not None and inside.key != self._anchors.key and self._anchors.trusted(inside):
            self._append(connection, Action.TAKEN_OVER, {"key": inside.key, "through": inside.count})

    def _untouched(self, connection: Connection) -> bool:
        """Whether no trace of an entry is left: none in the log, no signed end, and nobody has removed the log."""
        traces = connection.execute(_LAST).fetchone() or self._anchors.inside(connection) or self._anchors.beside()
        return traces is None and not self._made_anew

    def _is_end(self, anchor: Anchor | None, last: tuple[int, str]) -> bool:
        return anchor is not None and self._anchors.trusted(anchor) and (anchor.count, anchor.head) == last

    def _was_here(self, connection: Connection, anchor: Anchor | None) -> bool:
        """Whether the end that an anchor tells of is a place in the log, or one that was cut off because of its age."""
        if anchor is None or not self._anchors.trusted(anchor):
            return False
        if anchor.count <= cut_through(connection):
            return True
        found = connection.execute("SELECT digest FROM audit WHERE sequence = ?", (anchor.count,)).fetchone()
        return found is not None and found[0] == anchor.head


def _told(anchor: Anchor | None) -> dict[str, Any]:
    return {"count": anchor.count, "head": anchor.head} if anchor else {"count": None, "head": ""}
