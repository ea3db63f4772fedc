"""The words in which the log of a library is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ui.wording import tr

MOMENTS = frozenset({"at", "before", "first", "made"})
"""What may be a date or a time."""
_WORDED = frozenset({"by", "how", "kind"})
"""What is told in words of the program."""


def action(name: str, subject: Mapping[str, Any]) -> str:
    """Return what was done, in words."""
    if name == "reviewed" and not subject.get("reviewer"):
        return tr("Review taken back")
    return (_of_library() | _of_documents() | _of_log()).get(name, name)


def label(key: str) -> str:
    """Return what a part of an entry is called."""
    return (_things() | _circumstances()).get(key, key)


def value(key: str, text: str) -> str:
    """Return a value in words, as far as it is one of the program's own."""
    if key == "after" and not text:
        return tr("no marking")
    return _values().get(text, text) if key in _WORDED else text


def _of_library() -> dict[str, str]:
    return {
        "created": tr("Library created"),
        "opened": tr("Library opened"),
        "unlocked": tr("Library unlocked"),
        "locked": tr("Library locked"),
        "sealed": tr("Library sealed"),
        "unsealed": tr("Seal removed"),
        "passphrase-changed": tr("Passphrase changed"),
        "key-store-allowed": tr("Key store allowed"),
        "unlock-failed": tr("Wrong passphrase"),
        "embedder-changed": tr("Model of the search changed"),
        "model-accepted": tr("Licence of a model accepted"),
        "policy-seen": tr("Rules of the administrator"),
    }


def _of_documents() -> dict[str, str]:
    return {
        "added": tr("Document added"),
        "removed": tr("Document removed"),
        "marked": tr("Marked"),
        "searched": tr("Words searched for"),
        "asked": tr("Question asked"),
        "answered": tr("Question answered"),
        "wrote": tr("Written"),
        "reviewed": tr("Reviewed"),
        "exported": tr("Exported"),
    }


def _of_log() -> dict[str, str]:
    return {
        "cut": tr("Old entries removed"),
        "gap": tr("Gap in the log"),
        "taken-over": tr("Log taken over"),
    }


def _things() -> dict[str, str]:
    return {
        "library": tr("Library"),
        "document": tr("Document"),
        "documents": tr("Documents"),
        "pages": tr("Pages"),
        "subject": tr("Subject"),
        "question": tr("Question"),
        "question_sha256": tr("SHA-256 of the question"),
        "asked": tr("Question no."),
        "model": tr("Model"),
        "digest": tr("SHA-256"),
        "sha256": tr("SHA-256 of the file"),
        "file": tr("File"),
        "template": tr("Template"),
        "rules": tr("Rules"),
        "key": tr("Key"),
        "head": tr("Newest entry"),
    }


def _circumstances() -> dict[str, str]:
    return {
        "by": tr("By"),
        "at": tr("When"),
        "how": tr("How"),
        "kind": tr("Kind"),
        "before": tr("Before"),
        "after": tr("After"),
        "lowered": tr("Lowered"),
        "reason": tr("Reason"),
        "refused": tr("Refused"),
        "marking": tr("Marking"),
        "made": tr("Made"),
        "reviewer": tr("Reviewer"),
        "fault": tr("Fault"),
        "through": tr("Up to no."),
        "removed": tr("Removed"),
        "place": tr("Place"),
        "found": tr("Found no."),
        "count": tr("Signed no."),
        "first": tr("First"),
        "times": tr("Times"),
    }


def _values() -> dict[str, str]:
    return {
        "key store": tr("key store"),
        "passphrase or recovery code": tr("passphrase or recovery code"),
        "shipped with the program": tr("shipped with the program"),
        "by hand": tr("by hand"),
        "confirmed": tr("confirmed"),
        "proposed": tr("proposed"),
        "rule of a folder": tr("rule of a folder"),
        "by its folder": tr("by its folder"),
        "ceiling": tr("highest marking of the library"),
        "as it was added": tr("as it was added"),
        "by what is around it": tr("by what is around it"),
        "summary": tr("summary"),
        "joint summary": tr("joint summary"),
        "brief": tr("brief"),
        "conversation": tr("conversation"),
        "signals": tr("signals"),
        "list of files": tr("list of files"),
        "audit-log": tr("audit log"),
    }
