"""Wrong passphrases of a sealed library: kept beside it until it opens, as its log is inside its seal."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from assistant.errors import WorldError
from assistant.guard.actor import actor
from assistant.library.audit.entries import Action
from assistant.library.audit.log import AuditLog

FAILED = "failed-unlocks"
"""Name of the file beside the store: a line of JSON for each, with who and when."""
_FULL = 1 << 20


def keep_failed(folder: Path) -> None:
    """Keep that somebody gave a wrong passphrase for the library of a folder.

    Raises:
        OSError: The disk does not take it.
    """
    file = folder / FAILED
    if file.exists() and file.stat().st_size > _FULL:
        return
    line = json.dumps({"by": actor(), "at": datetime.now(UTC).isoformat(timespec="seconds")})
    with file.open("a", encoding="utf-8") as kept:
        kept.write(line + "\n")


def log_failed(log: AuditLog, folder: Path) -> None:
    """Write those that were kept into the log of their library, which is open now, and forget them.

    Raises:
        WorldError: `disk-full`, `log-refused`, …: they stay kept then.
    """
    file = folder / FAILED
    if not file.exists():
        return
    try:
        _log(log, file)
        file.unlink()
    except OSError as error:
        raise WorldError("log-refused", f"The audit log cannot be kept: {error.strerror}. ({file})") from error


def _log(log: AuditLog, file: Path) -> None:
    told = [each for line in file.read_text(encoding="utf-8", errors="replace").splitlines() if (each := _parsed(line))]
    known = {"first": told[0]["at"], "at": told[-1]["at"], "by": sorted({each["by"] for each in told})} if told else {}
    log.record(Action.UNLOCK_FAILED, times=len(told), **known)


def _parsed(line: str) -> dict[str, str] | None:
    """Return a line, None where it is not the program's: anybody who can write the folder can write the file."""
    try:
        told = json.loads(line)
    except ValueError:
        return None
    fits = isinstance(told, dict) and {"by", "at"} == set(told) and all(isinstance(each, str) for each in told.values())
    return told if fits else None
