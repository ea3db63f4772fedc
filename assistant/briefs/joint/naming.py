"""What documents are called beside each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assistant.library.records import DocumentRecord


def told_apart(records: Sequence[DocumentRecord]) -> dict[str, str]:
    """Return a name for each document by its SHA-256: its title, with the file's name where titles are the same."""
    titles = Counter(record.title for record in records)
    return {
        record.sha256: record.title if titles[record.title] == 1 else f"{record.title} ({_file_name(record.path)})"
        for record in records
    }


def _file_name(path: str) -> str:
    return re.split(r"[/\\]", path)[-1]
