"""The terms on which a library takes documents in: its folders' rules, and its ceiling."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import UsageError
from assistant.guard.markings.joining import allows, covers
from assistant.guard.markings.marking import Marking, banner, parse
from assistant.guard.markings.scheme import Scheme
from assistant.library import catalogue, paths
from assistant.library.adding.candidate import Candidate
from assistant.library.adding.known import below
from assistant.library.markings.admission import Admission
from assistant.library.markings.ceiling import ceiling, set_ceiling
from assistant.library.markings.markings import Markings, check_reason, read_given
from assistant.library.markings.marks import MarkingChange
from assistant.library.markings.rules import FolderRule, ruled, rules, set_rule
from assistant.library.records import DocumentRecord
from assistant.library.store.connection import Connection
from assistant.library.store.store import Store

_BELOW = "SELECT document, raw FROM document_paths WHERE raw >= ? AND raw < ? ORDER BY raw"


class Terms:
    """The terms of one library. Thread-safe, as its store is.

    Args:
        store: Where they are kept.
        markings: Of its documents.
    """

    def __init__(self, store: Store, markings: Markings) -> None:
        self._store = store
        self._markings = markings

    def rules(self) -> list[FolderRule]:
        """Return the folders whose documents are marked as they come in, by folder."""
        with self._store.reading() as connection:
            return rules(connection)

    def set_rule(self, folder: Path, marking: str, reason: str = "") -> list[MarkingChange]:
        """Have the documents of a folder marked as they come in, and those that are there; none is lowered.

        Args:
            folder: The folder; it need not be there now.
            marking: As people write it; "" takes the rule away, and the documents keep their markings.
            reason: Why, which is needed where the rule becomes less strict.

        Returns:
            The change of the rule, then those of documents.

        Raises:
            UsageError: `reason-needed`, `bad-marking`, or `no-rule` where there is none to take away.
            WorldError: `above-ceiling`, where a document of the folder would be; nothing is changed.
        """
        scheme, raw = self._markings.scheme, paths.raw(folder)
        wanted = read_given(scheme, marking)
        with self._store.writing() as connection:
            change = _change(scheme, paths.shown(raw), ruled(connection, raw), wanted, reason.strip())
            if not (change.before or change.after):
                raise UsageError("no-rule", f"No rule marks what comes from “{change.name}”.")
            set_rule(connection, raw, change.after)
            applied = _apply(connection, Admission(scheme), raw)
            self._markings.log(connection, [change], "rule of a folder")
            self._markings.log(connection, applied, "by its folder")
        return [change, *applied]

    def ceiling(self) -> str:
        """Return the marking above which nothing is kept, as a banner line; "" for none."""
        with self._store.reading() as connection:
            return ceiling(connection)

    def above(self) -> list[DocumentRecord]:
        """Return the documents that are marked higher than the ceiling: read once more, or by another scheme."""
        scheme = self._markings.scheme
        with self._store.reading() as connection:
            highest = parse(scheme, ceiling(connection))
            return _above(connection, scheme, highest) if highest else []

    def set_ceiling(self, marking: str, reason: str = "") -> MarkingChange:
        """Set the marking above which nothing is kept; "" for none.

        Args:
            marking: As people write it; the scheme must know all of it.
            reason: Why, which is needed for every change of a ceiling that is set.

        Raises:
            UsageError: `unknown-marking`, `reason-needed`, or `documents-above` where documents are marked higher.
        """
        scheme = self._markings.scheme
        wanted = _known(scheme, marking)
        with self._store.writing() as connection:
            change = _ceiling_change(scheme, ceiling(connection), wanted, reason.strip())
            if wanted:
                _check_none_above(connection, scheme, wanted)
            set_ceiling(connection, change.after)
            self._markings.log(connection, [change], "ceiling")
        return change


def _change(scheme: Scheme, folder: str, before: str, wanted: Marking, reason: str) -> MarkingChange:
    after = banner(scheme, wanted)
    lowered = not covers(scheme, wanted, parse(scheme, before))
    if lowered:
        check_reason(folder, before, after, reason)
    return MarkingChange(folder, folder, before, after, lowered, reason)


def _known(scheme: Scheme, marking: str) -> Marking:
    wanted = read_given(scheme, marking)
    if wanted.unread:
        known = ", ".join(level.name for level in scheme.levels)
        raise UsageError("unknown-marking", f"“{marking}” is no marking of the scheme. Its levels are: {known}.")
    return wanted


def _ceiling_change(scheme: Scheme, before: str, wanted: Marking, reason: str) -> MarkingChange:
    after = banner(scheme, wanted)
    if before not in {"", after} and not reason:
        raise UsageError("reason-needed", f"The ceiling is {before} now: give a reason for changing it.")
    lowered = not covers(scheme, wanted, parse(scheme, before))
    return MarkingChange("ceiling", "ceiling", before, after, lowered, reason)


def _apply(connection: Connection, admission: Admission, folder: bytes) -> list[MarkingChange]:
    """Mark what lies in a folder by all rules; return what that changed."""
    changes: list[MarkingChange] = []
    for document, raw in connection.execute(_BELOW, below(folder)).fetchall():
        before = catalogue.documents(connection, document)[0]
        inner = admission.admit(connection, document, Candidate(raw, before.title))
        after = catalogue.documents(connection, document)[0]
        if after.marking != before.marking:
            changes.append(MarkingChange(after.sha256, after.title, before.marking, after.marking))
        changes += inner
    return changes


def _check_none_above(connection: Connection, scheme: Scheme, wanted: Marking) -> None:
    above = _above(connection, scheme, wanted)
    if above:
        more = f" and {len(above) - 1} more" if len(above) > 1 else ""
        sentence = f"“{above[0].title}”{more} would be above it ({above[0].marking}): remove what is, then set it."
        raise UsageError("documents-above", sentence)


def _above(connection: Connection, scheme: Scheme, highest: Marking) -> list[DocumentRecord]:
    records = catalogue.documents(connection)
    return [each for each in records if not allows(scheme, highest, parse(scheme, each.marking))]
