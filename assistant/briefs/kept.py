"""Briefs that are kept with a library, and the board of the signals in all of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter

from assistant.answers.language import fold
from assistant.answers.model import Claim, ClaimStatus
from assistant.briefs.filled import Brief
from assistant.library.library import Library

SIGNALS = "Signals"
"""Name of the section that the board collects."""

_INSERT = "INSERT INTO briefs (kind, title, documents, content, marking, model, made) VALUES (?, ?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True)
class BoardRow:
    """One signal of one brief.

    Attributes:
        cells: What the columns say, by their name.
        status: The weakest status of the row.
        title: Title of the brief.
        documents: SHA-256 of each of its documents.
        page: The page of the signal, 0 where none is cited.
        made: When the brief was made, ISO 8601 in UTC.
    """

    cells: dict[str, str]
    status: ClaimStatus
    title: str
    documents: tuple[str, ...]
    page: int
    made: str

    def says(self, sought: str) -> bool:
        """Whether the row holds every one of some words, endings and case aside."""
        told = fold(" ".join([*self.cells.values(), self.title]))
        return all(word in told for word in fold(sought).split())


@cache
def _packing() -> TypeAdapter[Brief]:
    return TypeAdapter(Brief)


class KeptBriefs:
    """The briefs of one library, the last one of each template and documents. Thread-safe, as the library is."""

    def __init__(self, library: Library) -> None:
        self._store = library.store

    def keep(self, brief: Brief) -> None:
        """Keep a brief in place of an earlier one of the same template and documents; it goes with its documents."""
        documents = json.dumps(sorted(brief.documents))
        content = _packing().dump_json(brief).decode()
        with self._store.writing() as connection:
            connection.execute("DELETE FROM briefs WHERE kind = ? AND documents = ?", (brief.template, documents))
            row = (brief.template, brief.title, documents, content, brief.marking, brief.model, brief.made)
            connection.execute(_INSERT, row)

    def all(self) -> list[Brief]:
        """Return the briefs, oldest first."""
        with self._store.reading() as connection:
            rows = connection.execute("SELECT content FROM briefs ORDER BY id").fetchall()
        return [_packing().validate_json(content) for (content,) in rows]

    def board(self) -> list[BoardRow]:
        """Return the signals of all briefs."""
        return [row for brief in self.all() for row in _rows(brief)]


def _rows(brief: Brief) -> Iterator[BoardRow]:
    for section in brief.sections:
        if section.name != SIGNALS:
            continue
        for item in section.items:
            cells = {name: cell.text for name, cell in zip(section.columns, item.cells, strict=True)}
            page = _page(item.cells)
            yield BoardRow(cells, item.status, brief.title, brief.documents, page, brief.made)


def _page(cells: tuple[Claim, ...]) -> int:
    return next((cited.page for cell in cells for cited in cell.citations), 0)
