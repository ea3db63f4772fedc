"""The mark of each document, as it is stored: each function works inside a transaction of its caller."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.library.store.connection import Connection
from assistant.library.writing import now


class Source(StrEnum):
    """Where a marking comes from."""

    HAND = "hand"
    FOLDER = "folder"
    BANNER = "banner"
    OUTER = "outer"
    VERSION = "version"


@dataclass(frozen=True)
class Mark:
    """The marking of one document.

    Attributes:
        marking: As a banner line, "" where a person has said that there is none.
        source: Where it comes from: a person, a folder's rule, the document's own banner lines, the document around
            it, or the version whose place it took.
        proposed: Whether nobody has confirmed it yet; it counts all the same.
        reason: Why a person has lowered it, "" otherwise.
        at: When it was set, ISO 8601 in UTC.
    """

    marking: str
    source: Source
    proposed: bool = False
    reason: str = ""
    at: str = ""


@dataclass(frozen=True)
class MarkingChange:
    """Something whose marking was set.

    Attributes:
        subject: The SHA-256 of a document, the path of a folder, or `ceiling`.
        name: What people call it.
        before: As a banner line, "" for none.
        after: Likewise.
        lowered: Whether the marking is lower than the one before in some way.
        reason: Why, as the person said it.
    """

    subject: str
    name: str
    before: str
    after: str
    lowered: bool = False
    reason: str = ""


def mark_of(connection: Connection, document: int) -> Mark | None:
    """Return the mark of a document by its row id, None where it never had one."""
    select = 'SELECT marking, source, proposed, reason, "at" FROM markings WHERE document = ?'
    row = connection.execute(select, (document,)).fetchone()
    return None if row is None else Mark(row[0], Source(row[1]), bool(row[2]), row[3], row[4])


def set_mark(connection: Connection, document: int, mark: Mark) -> None:
    """Set the mark of a document by its row id, from now on."""
    insert = """
        INSERT OR REPLACE INTO markings (document, marking, source, proposed, reason, "at") VALUES (?, ?, ?, ?, ?, ?)
    """
    connection.execute(insert, (document, mark.marking, mark.source.value, mark.proposed, mark.reason, now()))


def inherit_mark(connection: Connection, old: int, new: int) -> None:
    """Give a document the mark of the one whose place it takes; both are row ids."""
    mark = mark_of(connection, old)
    if mark and mark.marking and mark_of(connection, new) is None:
        set_mark(connection, new, Mark(mark.marking, Source.VERSION, mark.proposed))
