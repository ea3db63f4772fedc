"""A field's vocabulary: what people ask for, what the pages that answer it say, and how such pages are known.

The words stand in TOML files under `resources/vocabularies`, one a field; `finance.toml` explains their form.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant import places
from assistant.search.words import contains, stems

Phrase = tuple[str, ...]
"""The stems of a phrase, in order."""


@dataclass(frozen=True)
class Concept:
    """Something people ask for in their words, and the words of the pages that answer it."""

    field: str
    asks: tuple[Phrase, ...]
    expands: tuple[str, ...]
    pages: tuple[str, ...]


@dataclass(frozen=True)
class PageKind:
    """A kind of page known by what stands on it.

    Attributes:
        name: Such as `balance sheet`.
        asks: Words of a question that name this kind of page itself.
        headings: What such a page is headed.
        cues: What stands on it: each cue is a set of alternatives.
        figures: Whether it is a table of figures.
    """

    name: str
    asks: tuple[Phrase, ...]
    headings: tuple[str, ...]
    cues: tuple[tuple[str, ...], ...]
    figures: bool


@dataclass(frozen=True)
class DocumentKind:
    """A kind of document: what people call it, and what its file name and first page say."""

    field: str
    name: str
    names: tuple[Phrase, ...]
    files: tuple[str, ...]
    marks: tuple[Phrase, ...]
    period: str


@dataclass(frozen=True)
class Vocabulary:
    """The words of every field taken together."""

    concepts: tuple[Concept, ...]
    page_kinds: tuple[PageKind, ...]
    document_kinds: tuple[DocumentKind, ...]

    @functools.cached_property
    def document_names(self) -> frozenset[str]:
        """What kinds of document are called, in lower case, with and without hyphen: `10-k`, `10k`."""
        names = [name for kind in self.document_kinds for name in kind.names]
        return frozenset(joint.join(name) for name in names for joint in ("", "-", " "))

    def fields(self, kinds: Collection[str]) -> frozenset[str]:
        """Return the fields that kinds of document belong to; every field where none is given."""
        if not kinds:
            return frozenset(concept.field for concept in self.concepts)
        return frozenset(kind.field for kind in self.document_kinds if kind.name in kinds)

    def asked(self, question: Sequence[str], fields: Collection[str]) -> list[Concept]:
        """Return the concepts of these fields that a question, given as stems, asks for.

        A longer wording hides one within it: `inventory turnover` is not `turnover`.
        """
        own = [concept for concept in self.concepts if concept.field in fields]
        found = [(ask, concept) for concept in own for ask in concept.asks if contains(question, ask)]
        longest = [
            concept
            for ask, concept in found
            if not any(len(ask) < len(other) and contains(other, ask) for other, _ in found)
        ]
        return list(dict.fromkeys(longest))

    def pages_named(self, question: Sequence[str]) -> list[PageKind]:
        """Return the kinds of page that a question, given as stems, names itself."""
        return [kind for kind in self.page_kinds if any(contains(question, ask) for ask in kind.asks)]


@functools.cache
def vocabulary(folder: Path | None = None) -> Vocabulary:
    """Read every vocabulary of a folder (the shipped ones by default) into one."""
    files = sorted((folder or places.resource("vocabularies")).glob("*.toml"))
    fields = [tomllib.loads(path.read_text(encoding="utf-8")) for path in files]
    return Vocabulary(
        concepts=tuple(_concept(field, row) for field, row in _rows(fields, "concepts")),
        page_kinds=tuple(_page_kind(row) for _, row in _rows(fields, "page_kinds")),
        document_kinds=tuple(_document_kind(field, row) for field, row in _rows(fields, "documents")),
    )


def _rows(fields: Iterable[dict[str, Any]], table: str) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((field["field"], row) for field in fields for row in field.get(table, []))


def _phrases(texts: Iterable[str]) -> tuple[Phrase, ...]:
    return tuple(dict.fromkeys(tuple(stems(text)) for text in texts))


def _concept(field: str, row: dict[str, Any]) -> Concept:
    return Concept(field, _phrases(row["asks"]), tuple(row["expands"]), tuple(row.get("pages", ())))


def _page_kind(row: dict[str, Any]) -> PageKind:
    cues = tuple(tuple(cue.split("|")) for cue in row["cues"])
    return PageKind(row["name"], _phrases(row["asks"]), tuple(row["headings"]), cues, row.get("figures", False))


def _document_kind(field: str, row: dict[str, Any]) -> DocumentKind:
    return DocumentKind(
        field, row["name"], _phrases(row["names"]), tuple(row["files"]), _phrases(row["marks"]), row["period"]
    )
