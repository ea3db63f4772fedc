"""Briefs that are kept with a library, and the board of the signals in all of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from pydantic import TypeAdapter

from assistant.answers.language import fold
from assistant.answers.model import Citation, ClaimStatus
from assistant.briefs.filled import Brief
from assistant.errors import UsageError
from assistant.library.library import Library
from assistant.library.store.connection import Connection
from assistant.library.writing import now

SIGNALS = "Signals"
"""Name of the section that the board collects."""

_DELETE = "DELETE FROM briefs WHERE kind = ? AND documents = ?"
_INSERT = "INSERT INTO briefs (kind, title, documents, content, marking, model, made) VALUES (?, ?, ?, ?, ?, ?, ?)"
_REVIEW = """
    UPDATE briefs SET content = ?, reviewer = ?, reviewed = ? WHERE kind = ? AND documents = ? AND made = ?
"""
LONGEST_NAME = 100
"""Characters of a reviewer's name at the most."""


@dataclass(frozen=True)
class BoardRow:
    """One signal of one brief.

    Attributes:
        cells: What the columns say, by their name.
        status: The weakest status of the row.
        title: Title of the brief.
        documents: SHA-256 of each of its documents.
        made: When the brief was made, ISO 8601 in UTC.
        template: Name of the brief's template.
        cited: Where the signal stands, None where nothing is cited.
        marking: That of the brief.
    """

    cells: dict[str, str]
    status: ClaimStatus
    title: str
    documents: tuple[str, ...]
    made: str
    template: str = ""
    cited: Citation | None = None
    marking: str = ""

    @property
    def page(self) -> int:
        """The page of the signal, 0 where none is cited."""
        return self.cited.page if self.cited else 0

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
        self._markings = library.markings

    def keep(self, brief: Brief) -> None:
        """Keep a brief in place of an earlier one of the same template and documents; it goes with its documents."""
        content = _packing().dump_json(brief).decode()
        row = (brief.template, brief.title, _names(brief), content, brief.marking, brief.model, brief.made)
        with self._store.writing() as connection:
            connection.execute(_DELETE, (brief.template, _names(brief)))
            connection.execute(_INSERT, row)

    def forget(self, brief: Brief) -> None:
        """Delete a brief; `keep` brings it back. One that is not there is none."""
        with self._store.writing() as connection:
            connection.execute(_DELETE, (brief.template, _names(brief)))

    def review(self, brief: Brief, reviewer: str, log: Callable[[Connection, Brief], object]) -> Brief:
        """Keep that a person has confirmed a brief, and return it so; "" for the reviewer takes that back.

        Args:
            brief: As it was read; one that was filled anew meanwhile is not taken for it.
            reviewer: Name of the person.
            log: Writes it down in the same transaction.

        Raises:
            UsageError: `unknown-brief` or `bad-name`.
        """
        name = " ".join(reviewer.split())
        if len(name) > LONGEST_NAME or not name.isprintable():
            raise UsageError("bad-name", f"A reviewer's name is one line of at most {LONGEST_NAME} characters.")
        done = replace(brief, reviewer=name, reviewed=now() if name else "")
        told = (_packing().dump_json(done).decode(), done.reviewer, done.reviewed)
        with self._store.writing() as connection:
            if not connection.execute(_REVIEW, (*told, brief.template, _names(brief), brief.made)).rowcount:
                raise UsageError("unknown-brief", "This brief is not kept any more, or was filled anew: open it again.")
            log(connection, done)
        return done

    def numbered(self) -> dict[int, Brief]:
        """Return the briefs by the number that they have in this library, oldest first; as `all`."""
        with self._store.reading() as connection:
            rows = connection.execute("SELECT id, content FROM briefs ORDER BY id").fetchall()
        return {number: self.marked(_packing().validate_json(content)) for number, content in rows}

    def all(self) -> list[Brief]:
        """Return the briefs, oldest first, marked as their documents are now where that is higher."""
        return list(self.numbered().values())

    def marked(self, brief: Brief) -> Brief:
        """Return a brief with its marking, or that of its documents now where that is higher."""
        return replace(brief, marking=self._markings.of(brief.documents_used(), brief.marking))

    def board(self) -> list[BoardRow]:
        """Return the signals of all briefs."""
        return [row for brief in self.all() for row in _rows(brief)]


def _names(brief: Brief) -> str:
    return json.dumps(sorted(brief.documents))


def _rows(brief: Brief) -> Iterator[BoardRow]:
    for section in brief.sections:
        if section.name != SIGNALS:
            continue
        for item in section.items:
            cells = {name: cell.text for name, cell in zip(section.columns, item.cells, strict=True)}
            cited = next(iter(item.citations), None)
            told = (brief.title, brief.documents, brief.made, brief.template, cited, brief.marking)
            yield BoardRow(cells, item.status, *told)
