"""A library's log as a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.errors import UsageError, WorldError
from assistant.exports.tables import comma_separated
from assistant.exports.writing import write_content
from assistant.library.audit.entries import Entry
from assistant.library.audit.verifying import Verdict

COLUMNS = ("sequence", "at", "actor", "action", "subject", "previous", "digest")


def write_log(entries: Sequence[Entry], verdict: Verdict, path: Path) -> None:
    """Write a log to a file whose name tells the format: .csv or .json.

    Raises:
        UsageError: `unknown-format`.
        WorldError: `cannot-write`.
    """
    check_log_kind(path)
    write_content(path, _FORMATS[path.suffix.lower()](entries, verdict).encode())


def check_log_kind(path: Path) -> None:
    """Raise UsageError `unknown-format` where a file's name tells no kind of log."""
    if path.suffix.lower() not in _FORMATS:
        raise UsageError("unknown-format", f"Choose a file name that ends in {' or '.join(_FORMATS)}.")


def read_digests(path: Path) -> dict[int, str]:
    """Return the digest of each entry of a log that was exported as JSON, by its number.

    Raises:
        WorldError: `unreadable-file` or `not-a-log`.
    """
    try:
        return {int(entry["sequence"]): str(entry["digest"]) for entry in json.loads(path.read_bytes())["entries"]}
    except OSError as error:
        raise WorldError("unreadable-file", f"“{path.name}” cannot be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise WorldError("not-a-log", f"“{path.name}” is no log that was exported as JSON.") from error


def log_shape(entries: Sequence[Entry], verdict: Verdict) -> dict[str, Any]:
    """Return a log as JSON, with what looking through it has shown."""
    return {"entries": [asdict(entry) for entry in entries], "verdict": verdict_shape(verdict)}


def verdict_shape(verdict: Verdict) -> dict[str, Any]:
    """Return what looking through a log has shown, as JSON."""
    findings = [{**asdict(each), "sentence": each.sentence} for each in verdict.findings]
    notices = [each.sentence for each in verdict.notices]
    return {"whole": verdict.whole, **asdict(verdict), "findings": findings, "notices": notices}


def _json(entries: Sequence[Entry], verdict: Verdict) -> str:
    return json.dumps(log_shape(entries, verdict), ensure_ascii=False, indent=2) + "\n"


def _csv(entries: Sequence[Entry], _verdict: Verdict) -> str:
    return comma_separated([COLUMNS, *(list(map(str, entry.row)) for entry in entries)])


_FORMATS: dict[str, Callable[[Sequence[Entry], Verdict], str]] = {".csv": _csv, ".json": _json}
