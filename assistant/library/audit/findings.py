"""What may be found in a log: kinds of it, each with its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What may be found, and the values that tell it: numbers of entries, but for `TAKEN`."""

    ALTERED = "altered"
    """An entry."""
    MISSING = "missing"
    """The first and the last of entries; so for all that tell of several."""
    EXCHANGED = "exchanged"
    """An entry, and the one before it."""
    GAP = "gap"
    """The entry that tells, the newest one then, and the one that had been signed."""
    GAP_UNSIGNED = "gap-unsigned"
    """The entry that tells, and the newest one then."""
    TAKEN = "taken"
    """The last entry of another installation, and its key."""
    MISSING_AT_BEGINNING = "missing-at-beginning"
    OTHER_BEGINNING = "other-beginning"
    """The entry that it should begin with."""
    END_UNSIGNED = "end-unsigned"
    """The last entry."""
    END_FORGED = "end-forged"
    MISSING_AT_END = "missing-at-end"
    ADDED = "added"
    OTHER_END = "other-end"
    """The last entry."""
    FILE_MISSING = "file-missing"
    FILE_FORGED = "file-forged"
    FILE_AHEAD = "file-ahead"
    FILE_OTHER = "file-other"
    """The entry that was signed."""
    NOT_AS_NOTED = "not-as-noted"
    """The first such entry."""


RANGED = frozenset({Kind.MISSING, Kind.MISSING_AT_BEGINNING, Kind.MISSING_AT_END, Kind.ADDED, Kind.FILE_AHEAD})
"""Kinds that tell of entries from a first to a last one."""
_OPENED = "Entry {0}: when the library was opened, the log ended with entry {1}"
_SENTENCES = {
    Kind.ALTERED: "Entry {0} was altered: it is not what was written there.",
    Kind.MISSING: "{0} missing.",
    Kind.EXCHANGED: "Entry {0} does not follow entry {1}: one of them was exchanged.",
    Kind.GAP: f"{_OPENED}, but entry {{2}} had been signed as its end: entries were removed, exchanged or added there.",
    Kind.GAP_UNSIGNED: f"{_OPENED}, and its signed end was missing: entries may have been removed or added there.",
    Kind.TAKEN: "Entries up to {0} were signed by another installation, with the key {1}.",
    Kind.MISSING_AT_BEGINNING: "{0} missing at the beginning.",
    Kind.OTHER_BEGINNING: "The log does not begin as it should, with entry {0} after the one it is bound to.",
    Kind.END_UNSIGNED: "The signed end of the log is missing: whether entry {0} is the newest is unknown.",
    Kind.END_FORGED: "The end of the log was not signed by the program: the log may have been written anew.",
    Kind.MISSING_AT_END: "{0} missing at the end.",
    Kind.ADDED: "{0} not the program's: added to the log by somebody else.",
    Kind.OTHER_END: "Entry {0} is not the one that was signed as the newest.",
    Kind.FILE_MISSING: "The signed end of the log beside the library is missing: the log may have been cut off.",
    Kind.FILE_FORGED: "The end of the log beside the library was not signed by the program.",
    Kind.FILE_AHEAD: "{0} missing at the end: the file beside the library tells.",
    Kind.FILE_OTHER: "Entry {0} is not the one that was signed: the file beside the library tells.",
    Kind.NOT_AS_NOTED: "Entry {0} is not the one that was noted earlier.",
}


@dataclass(frozen=True)
class Finding:
    """Something that was found in a log.

    Attributes:
        sequence: Number of the entry where it shows, 0 for the beginning of the log.
        kind: What it is.
        values: What tells it, as `Kind` says.
    """

    sequence: int
    kind: Kind
    values: tuple[int | str, ...] = ()

    @property
    def sentence(self) -> str:
        """It for a person."""
        values = (_entries(*self.values),) if self.kind in RANGED else self.values
        return _SENTENCES[self.kind].format(*values)


def _entries(first: int | str, last: int | str) -> str:
    return f"Entry {first} is" if first == last else f"Entries {first} to {last} are"
