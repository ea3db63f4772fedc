"""Finding every change and every gap in a log."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.jobs import CancelToken, Job, Progress
from assistant.library.audit.anchor import Anchor, Anchors
from assistant.library.audit.entries import GENESIS, Action, digest_of, parsed_subject
from assistant.library.audit.findings import Finding, Kind

_STEP = 1000
"""Entries between two looks at whether to go on."""
Row = tuple[int, str, str, str, str, str, str]


@dataclass(frozen=True)
class Verdict:
    """What looking through a log has shown.

    Attributes:
        entries: How many there are.
        first: Number of the oldest one, 0 where there is none.
        last: Number of the newest one, likewise.
        head: Digest of the newest one: noted elsewhere, it shows that the log up to there was not written anew.
        key: Public key of the installation that signed its end, "" where nobody did.
        findings: Everything that is wrong.
        notices: What is not wrong but should be known.
    """

    entries: int
    first: int
    last: int
    head: str
    key: str
    findings: tuple[Finding, ...]
    notices: tuple[Finding, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


@dataclass
class _Walk:
    """What is known of a log while its entries pass by."""

    entries: int = 0
    first: int = 0
    before_first: str = GENESIS
    last: int = 0
    head: str = GENESIS
    at_file: str = ""
    cut: tuple[int, str] = (0, "")
    takings: list[Finding] = field(default_factory=list)


def verify(
    rows: Iterable[Row],
    inside: Anchor | None,
    beside: Anchor | None,
    anchors: Anchors,
    cancel: CancelToken,
    known: Collection[str] = (),
) -> Job[Verdict]:
    """Look through a log, yielding the entries done.

    Args:
        rows: Its entries as they are stored, in order.
        inside: The anchor in the store, None where it is missing or damaged.
        beside: The anchor in the file, likewise.
        anchors: Tell whose anchors are to be trusted.
        cancel: Looked at every thousand entries.
        known: Public keys of other installations that are known to have written to it.

    Raises:
        Cancelled: Stopping was asked for.
    """
    walk = _Walk()
    findings: list[Finding] = []
    for row in rows:
        if walk.entries % _STEP == 0:
            cancel.check()
            yield Progress(done=walk.entries, unit="entries")
        findings += _checked(row, walk, beside)
    findings += _at_the_beginning(walk)
    if walk.entries or inside or beside:
        findings += _at_the_end(walk, inside, anchors)
        findings += _against_the_file(walk, beside, anchors)
    findings += [taking for taking in walk.takings if taking.values[1] not in known]
    notices = tuple(taking for taking in walk.takings if taking.values[1] in known)
    key = inside.key if inside else ""
    return Verdict(walk.entries, walk.first, walk.last, walk.head, key, tuple(findings), notices)


def compared(verdict: Verdict, digests: Mapping[int, str], noted: Mapping[int, str]) -> Verdict:
    """Hold a log against what was noted of it earlier, such as an export that somebody else has kept.

    Only this shows that the log was not written anew by somebody who holds the key of the installation.

    Args:
        verdict: What looking through the log has shown.
        digests: Digest of each of its entries, by number.
        noted: Likewise, as they were noted; entries that were cut off since because of their age are passed over.
    """
    other = [number for number, digest in noted.items() if number >= verdict.first and digests.get(number) != digest]
    found = (Finding(number, Kind.NOT_AS_NOTED, (number,)) for number in sorted(other)[:1])
    return replace(verdict, findings=(*verdict.findings, *found))


def _checked(row: Row, walk: _Walk, beside: Anchor | None) -> Iterator[Finding]:
    """Check one entry against itself and the one before it, and take note of it."""
    sequence, _, _, action, subject, previous, digest = row
    if walk.entries == 0:
        walk.first, walk.before_first = sequence, previous
    else:
        yield from _after(walk, sequence, previous)
    told = parsed_subject(subject) if all(isinstance(value, str) for value in row[1:]) else None
    if told is None or digest != digest_of(*row[:6]):
        yield Finding(sequence, Kind.ALTERED, (sequence,))
    else:
        yield from _told(walk, sequence, action, told)
    walk.entries, walk.last, walk.head = walk.entries + 1, sequence, digest
    if beside is not None and sequence == beside.count:
        walk.at_file = digest


def _after(walk: _Walk, sequence: int, previous: str) -> Iterator[Finding]:
    if sequence > walk.last + 1:
        yield Finding(sequence, Kind.MISSING, (walk.last + 1, sequence - 1))
    elif previous != walk.head:
        yield Finding(sequence, Kind.EXCHANGED, (sequence, walk.last))


def _told(walk: _Walk, sequence: int, action: str, subject: dict[str, Any]) -> Iterator[Finding]:
    """Take note of what the log says of itself."""
    if action == Action.CUT:
        walk.cut = _number(subject, "through"), str(subject.get("head"))
    elif action == Action.TAKEN_OVER:
        walk.takings.append(Finding(sequence, Kind.TAKEN, (_number(subject, "through"), str(subject.get("key")))))
    elif action == Action.GAP:
        found, count = _number(subject, "found"), _number(subject, "count")
        kind, signed = (Kind.GAP, (count,)) if count else (Kind.GAP_UNSIGNED, ())
        yield Finding(sequence, kind, (sequence, found, *signed))


def _number(subject: dict[str, Any], name: str) -> int:
    value = subject.get(name)
    return value if isinstance(value, int) else 0


def _at_the_beginning(walk: _Walk) -> Iterator[Finding]:
    """Check that the log begins with its first entry, or where the last cut has ended."""
    through, head = walk.cut
    if walk.entries == 0 or (walk.first, walk.before_first) in {(1, GENESIS), (through + 1, head)}:
        return
    if walk.first > through + 1:
        yield Finding(0, Kind.MISSING_AT_BEGINNING, (through + 1, walk.first - 1))
    else:
        yield Finding(0, Kind.OTHER_BEGINNING, (through + 1,))


def _at_the_end(walk: _Walk, anchor: Anchor | None, anchors: Anchors) -> Iterator[Finding]:
    if anchor is None:
        yield Finding(walk.last, Kind.END_UNSIGNED, (walk.last,))
    elif not anchors.trusted(anchor):
        yield Finding(walk.last, Kind.END_FORGED)
    elif anchor.count > walk.last:
        yield Finding(walk.last, Kind.MISSING_AT_END, (walk.last + 1, anchor.count))
    elif anchor.count < walk.last:
        yield Finding(anchor.count, Kind.ADDED, (anchor.count + 1, walk.last))
    elif anchor.head != walk.head:
        yield Finding(walk.last, Kind.OTHER_END, (walk.last,))


def _against_the_file(walk: _Walk, anchor: Anchor | None, anchors: Anchors) -> Iterator[Finding]:
    if anchor is None:
        yield Finding(walk.last, Kind.FILE_MISSING)
    elif not anchors.trusted(anchor):
        yield Finding(walk.last, Kind.FILE_FORGED)
    elif anchor.count > walk.last:
        yield Finding(walk.last, Kind.FILE_AHEAD, (walk.last + 1, anchor.count))
    elif anchor.count >= walk.first > 0 and anchor.head != walk.at_file:
        yield Finding(anchor.count, Kind.FILE_OTHER, (anchor.count,))
