"""The markings of one library: read, set by hand, confirmed."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from assistant.errors import UsageError
from assistant.guard.markings.joining import covers, highest, join
from assistant.guard.markings.marking import Marking, banner, parse, portion
from assistant.guard.markings.scheme import Scheme
from assistant.guard.markings.schemes import standard
from assistant.library import catalogue
from assistant.library.audit.entries import Action
from assistant.library.audit.log import AuditLog
from assistant.library.markings.ceiling import check_ceiling
from assistant.library.markings.inside import HOW, spread
from assistant.library.markings.marks import Mark, MarkingChange, Source, mark_of, set_mark
from assistant.library.store.connection import Connection
from assistant.library.store.store import Store

LONGEST = 200
"""Characters of a marking at the most."""
_MARKED = """
    SELECT sha256, marking FROM documents JOIN markings ON markings.document = documents.id
    WHERE marking != '' AND sha256 IN (SELECT value FROM json_each(?))
"""
_OUTER = "SELECT document, marking FROM markings WHERE marking != '' ORDER BY document"
_PROPOSED = "SELECT sha256 FROM documents JOIN markings ON markings.document = documents.id WHERE proposed ORDER BY id"


class Markings:
    """The markings of the documents of one library. Thread-safe, as its store is.

    Attributes:
        in_force: Returns the scheme in force; asked each time.

    Args:
        store: Where they are kept.
        audit: Where every change of them is told.
    """

    def __init__(self, store: Store, audit: AuditLog) -> None:
        self._store = store
        self._audit = audit
        self.in_force: Callable[[], Scheme] = standard

    @property
    def scheme(self) -> Scheme:
        """The scheme in force. Raises WorldError `unknown-scheme` or `bad-scheme`."""
        return self.in_force()

    def of(self, documents: Collection[str], *others: str) -> str:
        """Return the marking of what is made of documents, by SHA-256, and of what is marked already.

        Returns:
            The highest level with the caveats of all, as a banner line; "" where nothing is marked.
        """
        scheme = self.scheme
        texts = [*self._marked(documents).values(), *others]
        return banner(scheme, highest(scheme, (parse(scheme, text) for text in texts)))

    def portions(self, documents: Collection[str]) -> dict[str, str]:
        """Return the portion marks of documents, by SHA-256, where they are not all marked the same; else nothing."""
        marked, scheme = self._marked(documents), self.scheme
        if len(set(marked.values())) <= 1 and len(marked) == len(set(documents)):
            return {}
        return {document: portion(scheme, parse(scheme, text)) for document, text in marked.items()}

    def mark(self, documents: Sequence[str], marking: str, reason: str = "") -> list[MarkingChange]:
        """Mark documents by hand, "" for none; what the scheme does not know is kept word by word.

        Args:
            documents: Hashes, unique prefixes of them, or paths.
            marking: As people write it.
            reason: Why, which is needed where a marking is lowered in any way.

        Returns:
            The change of each, then those of documents inside them.

        Raises:
            UsageError: `reason-needed`, `bad-marking`, `unknown-document` or `ambiguous-document`; nothing is changed.
            WorldError: `above-ceiling`; nothing is changed.
        """
        scheme = self.scheme
        wanted = read_given(scheme, marking)
        with self._store.writing() as connection:
            changes = [_mark(connection, scheme, each, wanted, reason.strip()) for each in documents]
            inner = _spread(connection, scheme, changes)
            self.log(connection, changes, "by hand")
            self.log(connection, inner, HOW)
        return [*changes, *inner]

    def proposed(self) -> list[str]:
        """Return the SHA-256 of the documents whose marking nobody has confirmed yet."""
        with self._store.reading() as connection:
            return [row[0] for row in connection.execute(_PROPOSED)]

    def confirm(self, documents: Sequence[str]) -> list[MarkingChange]:
        """Confirm the proposed markings of documents.

        Returns:
            Those that were confirmed, then what was changed of documents inside them.

        Raises:
            UsageError: `unknown-document` or `ambiguous-document`; nothing is changed.
            WorldError: `above-ceiling`; nothing is changed.
        """
        scheme = self.scheme
        with self._store.writing() as connection:
            found = [_confirm(connection, each) for each in documents]
            confirmed = [change for change in found if change]
            inner = _spread(connection, scheme, confirmed)
            self.log(connection, confirmed, "confirmed")
            self.log(connection, inner, HOW)
        return [*confirmed, *inner]

    def propose(self, document: str, borne: Marking) -> list[MarkingChange]:
        """Propose what a document (SHA-256) bears where it is marked lower and no person has decided.

        It may turn out to be above the library's ceiling: `Terms.above` tells.

        Returns:
            What was changed: of the document itself, then of documents inside it.
        """
        scheme = self.scheme
        with self._store.writing() as connection:
            changes = _propose(connection, scheme, document, borne)
            inner = _spread(connection, scheme, changes, checked=False)
            self.log(connection, changes, "proposed")
            self.log(connection, inner, HOW)
        return [*changes, *inner]

    def settle(self) -> list[MarkingChange]:
        """Mark what is inside documents as these at least, where earlier programs did not; a person's decisions stay.

        Returns:
            What was changed.
        """
        scheme = self.scheme
        with self._store.writing() as connection:
            rows = connection.execute(_OUTER).fetchall()
            changes = [
                inner for row, marking in rows for inner in spread(connection, scheme, row, marking, checked=False)
            ]
            self.log(connection, changes, HOW)
        return changes

    def log(self, connection: Connection, changes: Iterable[MarkingChange], how: str) -> None:
        """Tell, in the open transaction, the library's log of changes, and how they came about."""
        for change in changes:
            told = {"before": change.before, "after": change.after, "lowered": change.lowered, "reason": change.reason}
            self._audit.write(connection, Action.MARKED, subject=change.subject, how=how, **told)

    def _marked(self, documents: Collection[str]) -> dict[str, str]:
        with self._store.reading() as connection:
            return dict(connection.execute(_MARKED, (json.dumps(list(documents)),)))


def read_given(scheme: Scheme, text: str) -> Marking:
    """Return the marking that a person typed. Raises UsageError `bad-marking` for what is not one short line."""
    cleaned = " ".join(text.split())
    if len(cleaned) > LONGEST or not cleaned.isprintable():
        raise UsageError("bad-marking", f"A marking is one line of at most {LONGEST} characters.")
    return parse(scheme, cleaned)


def check_reason(name: str, before: str, after: str, reason: str) -> None:
    """Raise UsageError `reason-needed` where a marking is lowered and nobody says why."""
    if not reason:
        to = after or "no marking"
        raise UsageError("reason-needed", f"From {before} to {to} lowers the marking of “{name}”: give a reason.")


def _mark(connection: Connection, scheme: Scheme, ref: str, wanted: Marking, reason: str) -> MarkingChange:
    row = catalogue.document_id(connection, ref)
    record = catalogue.documents(connection, row)[0]
    text, before = banner(scheme, wanted), record.marking
    lowered = not covers(scheme, wanted, parse(scheme, before))
    if lowered:
        check_reason(record.title, before, text, reason)
    check_ceiling(connection, scheme, wanted, record.title)
    set_mark(connection, row, Mark(text, Source.HAND, reason=reason))
    return MarkingChange(record.sha256, record.title, before, text, lowered, reason)


def _spread(
    connection: Connection, scheme: Scheme, changes: Iterable[MarkingChange], *, checked: bool = True
) -> list[MarkingChange]:
    """Mark what is inside documents whose marking was set as these at least."""
    ids = catalogue.document_ids(connection, [change.subject for change in changes])
    return [
        inner
        for change in changes
        for inner in spread(connection, scheme, ids[change.subject], change.before, checked=checked)
    ]


def _confirm(connection: Connection, ref: str) -> MarkingChange | None:
    row = catalogue.document_id(connection, ref)
    known = mark_of(connection, row)
    if known is None or not known.proposed:
        return None
    set_mark(connection, row, replace(known, proposed=False))
    record = catalogue.documents(connection, row)[0]
    return MarkingChange(record.sha256, record.title, known.marking, known.marking)


def _propose(connection: Connection, scheme: Scheme, document: str, borne: Marking) -> list[MarkingChange]:
    row = catalogue.document_id(connection, document)
    record = catalogue.documents(connection, row)[0]
    before = parse(scheme, record.marking)
    text = banner(scheme, join(scheme, before, borne))
    if record.marking_source == Source.HAND or covers(scheme, before, borne):
        return []
    set_mark(connection, row, Mark(text, Source.BANNER, proposed=True))
    return [MarkingChange(record.sha256, record.title, record.marking, text)]
