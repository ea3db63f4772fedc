"""The JSON that some columns hold."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import astuple

from assistant.documents.model import Page, TableRows, Words
from assistant.documents.values import PageStatus, Section


def sections_json(sections: Iterable[Section]) -> str:
    """Pack headings."""
    return json.dumps([[part.title, part.level, part.page, part.start] for part in sections], ensure_ascii=False)


def sections_of(packed: str) -> tuple[Section, ...]:
    """Unpack headings."""
    return tuple(Section(*row) for row in json.loads(packed))


def tables_json(tables: Iterable[TableRows]) -> str:
    """Pack table runs."""
    return json.dumps([astuple(rows) for rows in tables], ensure_ascii=False)


def tables_of(packed: str) -> tuple[TableRows, ...]:
    """Unpack table runs."""
    return tuple(TableRows(*row) for row in json.loads(packed))


def words_blob(words: Words) -> bytes:
    """Pack the boxes of words, deflated at the fastest level."""
    return zlib.compress(words.to_bytes(), 1)


def words_of(packed: bytes) -> Words:
    """Unpack the boxes of words."""
    return Words.from_bytes(zlib.decompress(packed))


def ledger_of(pages: Iterable[Page]) -> dict[str, int]:
    """Count pages by status; every status is a key."""
    counts = dict.fromkeys((status.value for status in PageStatus), 0)
    for page in pages:
        counts[page.status.value] += 1
    return counts


def ranges_of(packed: str) -> tuple[tuple[int, int], ...]:
    """Unpack character ranges."""
    return tuple((first, last) for first, last in json.loads(packed))
