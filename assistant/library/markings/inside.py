"""Documents inside others: each is marked as what is around it, at least. Each function works inside a transaction."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.guard.markings.joining import covers, highest, join
from assistant.guard.markings.marking import Marking, banner, parse
from assistant.guard.markings.scheme import Scheme
from assistant.library.adding.candidate import Candidate
from assistant.library.adding.known import below
from assistant.library.markings.ceiling import check_ceiling
from assistant.library.markings.marks import Mark, MarkingChange, Source, mark_of, set_mark
from assistant.library.store.connection import Connection

HOW = "by what is around it"
"""How the markings of what is inside came about, as the log tells it."""
_AT = "SELECT marking FROM markings JOIN document_paths ON document_paths.document = markings.document WHERE raw = ?"
_INSIDE = """
    SELECT id, sha256, title FROM document_paths JOIN documents ON documents.id = document_paths.document
    WHERE raw >= ? AND raw < ? AND container IS NOT NULL ORDER BY raw
"""


def around(connection: Connection, scheme: Scheme, candidate: Candidate) -> Marking:
    """Return what all documents that a document is inside of are marked together; `UNMARKED` for a file."""
    rows = (connection.execute(_AT, (path,)).fetchone() for path in _outer_paths(candidate))
    return highest(scheme, (parse(scheme, row[0]) for row in rows if row))


def spread(
    connection: Connection, scheme: Scheme, document: int, before: str, *, checked: bool = True
) -> list[MarkingChange]:
    """Mark what is inside a document (row id) that was marked anew as that at least; none is lowered.

    What a person decided of a document inside stands until the one around it is marked higher than it was.

    Args:
        connection: In a write transaction.
        scheme: The one in force.
        document: The row id of the one around.
        before: What that was marked until now, as a banner line.
        checked: Whether the ceiling is looked at; not where what is in the library already is read once more.

    Returns:
        What was changed, nested documents too.

    Raises:
        WorldError: `above-ceiling`.
    """
    outer = _marking(connection, scheme, document)
    rose = not covers(scheme, parse(scheme, before), outer)
    changes: list[MarkingChange] = []
    for inner, sha256, title in _inside(connection, document):
        was = mark_of(connection, inner) or Mark("", Source.OUTER)
        text = banner(scheme, join(scheme, parse(scheme, was.marking), outer))
        if text == was.marking or (was.source is Source.HAND and not rose):
            continue
        if checked:
            check_ceiling(connection, scheme, parse(scheme, text), title)
        set_mark(connection, inner, Mark(text, Source.OUTER, proposed=True))
        changes.append(MarkingChange(sha256, title, was.marking, text))
        changes += spread(connection, scheme, inner, was.marking, checked=checked)
    return changes


def _marking(connection: Connection, scheme: Scheme, document: int) -> Marking:
    mark = mark_of(connection, document)
    return parse(scheme, mark.marking if mark else "")


def _outer_paths(candidate: Candidate) -> Iterator[bytes]:
    """Yield the paths of the file that a document is inside of and of what else may be between the two."""
    if candidate.container is not None:
        inner = candidate.raw[len(candidate.container) :].split(b"/")
        yield from (candidate.container + b"/".join(inner[:depth]) for depth in range(1, len(inner)))


def _inside(connection: Connection, document: int) -> list[tuple[int, str, str]]:
    """Return row id, SHA-256 and title of all that is inside a document, wherever that lies."""
    outer = connection.execute("SELECT raw FROM document_paths WHERE document = ?", (document,)).fetchall()
    found = [row for (raw,) in outer for row in connection.execute(_INSIDE, below(raw))]
    return [(inner, sha256, title) for inner, sha256, title in dict.fromkeys(found) if inner != document]
