"""The list of what became of each file, as a table or as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, fields
from pathlib import Path

from assistant.errors import UsageError
from assistant.exports.tables import comma_separated
from assistant.exports.writing import write_content
from assistant.library.records import FileLine

KINDS = (".csv", ".json")


def write_file_list(files: Sequence[FileLine], path: Path, before: Callable[[], object] = lambda: None) -> None:
    """Write a list of files; a file that is there already is replaced only by a whole new one.

    Args:
        files: What became of each.
        path: Where to.
        before: As of `write_content`.

    Raises:
        UsageError: `unknown-format`.
        WorldError: `cannot-write`.
    """
    check_kind(path)
    write_content(path, (_table(files) if path.suffix.lower() == ".csv" else _json(files)).encode(), before)


def check_kind(path: Path) -> None:
    """Raise UsageError `unknown-format` where a file's name tells no kind of list."""
    if path.suffix.lower() not in KINDS:
        raise UsageError("unknown-format", f"Choose a file name that ends in {' or '.join(KINDS)}.")


def _json(files: Sequence[FileLine]) -> str:
    return json.dumps({"files": [asdict(line) for line in files]}, ensure_ascii=False, indent=2) + "\n"


def _table(files: Sequence[FileLine]) -> str:
    names = [field.name for field in fields(FileLine)]
    return comma_separated([names, *([_cell(getattr(line, name)) for name in names] for line in files)])


def _cell(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{count} {how}" for how, count in value.items())
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
