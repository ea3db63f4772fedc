"""The entries of a log, each bound to the one before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from assistant.guard.signing import canonical

GENESIS = "0" * 64
"""What the first entry of a log is bound to."""


class Action(StrEnum):
    """What is logged."""

    CREATED = "created"
    OPENED = "opened"
    UNLOCKED = "unlocked"
    LOCKED = "locked"
    SEALED = "sealed"
    UNSEALED = "unsealed"
    LOCK_CHANGED = "passphrase-changed"
    KEY_STORE_ALLOWED = "key-store-allowed"
    UNLOCK_FAILED = "unlock-failed"
    ADDED = "added"
    REMOVED = "removed"
    MARKED = "marked"
    SEARCHED = "searched"
    ASKED = "asked"
    ANSWERED = "answered"
    WROTE = "wrote"
    REVIEWED = "reviewed"
    EXPORTED = "exported"
    EMBEDDER_CHANGED = "embedder-changed"
    MODEL_ACCEPTED = "model-accepted"
    POLICY_SEEN = "policy-seen"
    CUT = "cut"
    GAP = "gap"
    TAKEN_OVER = "taken-over"


@dataclass(frozen=True)
class Entry:
    """One entry.

    Attributes:
        sequence: Its number, from 1.
        at: When, ISO 8601 in UTC.
        actor: User and machine, such as `mara@field-07`.
        action: What was done, one of `Action`.
        subject: With what: digests, names and numbers, never document text.
        previous: Digest of the entry before it.
        digest: SHA-256 over all of the above, as canonical JSON.
    """

    sequence: int
    at: str
    actor: str
    action: str
    subject: Mapping[str, Any]
    previous: str
    digest: str

    @classmethod
    def following(cls, last: tuple[int, str], at: str, actor: str, action: str, subject: Mapping[str, Any]) -> Entry:
        """Return the entry that follows one with this number and digest."""
        sequence, previous = last[0] + 1, last[1]
        digest = digest_of(sequence, at, actor, action, canonical(subject).decode(), previous)
        return cls(sequence, at, actor, action, subject, previous, digest)

    @property
    def row(self) -> tuple[int, str, str, str, str, str, str]:
        """The entry as a row of the store."""
        subject = canonical(self.subject).decode()
        return self.sequence, self.at, self.actor, self.action, subject, self.previous, self.digest


def digest_of(sequence: int, at: str, actor: str, action: str, subject: str, previous: str) -> str:
    """Return the SHA-256 of an entry, in hexadecimal.

    Args:
        sequence: Its number.
        at: When.
        actor: Who.
        action: What.
        subject: With what, as canonical JSON; taken as it is written, so that every changed character shows.
        previous: Digest of the entry before it.
    """
    body = {"sequence": sequence, "at": at, "actor": actor, "action": action, "subject": subject, "previous": previous}
    return hashlib.sha256(canonical(body)).hexdigest()


def entry_of(row: tuple[int, str, str, str, str, str, str]) -> Entry:
    """Return the entry of a row of the store."""
    sequence, at, actor, action, subject, previous, digest = row
    told = parsed_subject(subject)
    return Entry(sequence, at, actor, action, {"damaged": subject} if told is None else told, previous, digest)


def parsed_subject(subject: str) -> dict[str, Any] | None:
    """Return what an entry says, None where it is not what the program writes: canonical JSON."""
    try:
        told = json.loads(subject)
    except ValueError:
        return None
    return told if isinstance(told, dict) and canonical(told).decode() == subject else None
