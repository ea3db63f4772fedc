"""The words in which the log of a library is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ui.wording import fill, number, tr

if TYPE_CHECKING:  # nothing of it is needed to paint an empty window
    from assistant.library.audit.findings import Finding

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


def finding(found: Finding) -> str:
    """Return what was found in a log, as a sentence."""
    values = [value if isinstance(value, str) else number(value) for value in found.values]
    one = _single() if found.values[:1] == found.values[1:] else {}
    return fill((_of_entries() | _of_end() | one)[found.kind], *values)


def _single() -> dict[str, str]:
    return {
        "missing": tr("Entry %1 is missing."),
        "missing-at-beginning": tr("Entry %1 is missing at the beginning."),
        "missing-at-end": tr("Entry %1 is missing at the end."),
        "added": tr("Entry %1 is not the program's: added to the log by somebody else."),
        "file-ahead": tr("Entry %1 is missing at the end: the file beside the library tells."),
    }


def _of_entries() -> dict[str, str]:
    return {
        "altered": tr("Entry %1 was altered: it is not what was written there."),
        "missing": tr("Entries %1 to %2 are missing."),
        "exchanged": tr("Entry %1 does not follow entry %2: one of them was exchanged."),
        "gap": tr(
            "Entry %1: when the library was opened, the log ended with entry %2, but entry %3 had been signed as its "
            "end: entries were removed, exchanged or added there."
        ),
        "gap-unsigned": tr(
            "Entry %1: when the library was opened, the log ended with entry %2, and its signed end was missing: "
            "entries may have been removed or added there."
        ),
        "taken": tr("Entries up to %1 were signed by another installation, with the key %2."),
        "missing-at-beginning": tr("Entries %1 to %2 are missing at the beginning."),
        "other-beginning": tr("The log does not begin as it should, with entry %1 after the one it is bound to."),
        "added": tr("Entries %1 to %2 are not the program's: added to the log by somebody else."),
        "not-as-noted": tr("Entry %1 is not the one that was noted earlier."),
    }


def _of_end() -> dict[str, str]:
    return {
        "end-unsigned": tr("The signed end of the log is missing: whether entry %1 is the newest is unknown."),
        "end-forged": tr("The end of the log was not signed by the program: the log may have been written anew."),
        "missing-at-end": tr("Entries %1 to %2 are missing at the end."),
        "other-end": tr("Entry %1 is not the one that was signed as the newest."),
        "file-missing": tr("The signed end of the log beside the library is missing: the log may have been cut off."),
        "file-forged": tr("The end of the log beside the library was not signed by the program."),
        "file-ahead": tr("Entries %1 to %2 are missing at the end: the file beside the library tells."),
        "file-other": tr("Entry %1 is not the one that was signed: the file beside the library tells."),
    }


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
