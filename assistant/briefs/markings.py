"""The marking that what is written from several documents carries."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.library.records import DocumentRecord


def marking_of(records: Iterable[DocumentRecord]) -> str:
    """Return the markings of documents in one line, each once; "" where none is marked."""
    return " / ".join(dict.fromkeys(record.marking for record in records if record.marking))
