"""Short names for what the library tests do again and again."""

from __future__ import annotations

from pathlib import Path

from assistant.documents.model import Page, TableRows
from assistant.documents.reader import Reader
from assistant.documents.values import PageStatus
from assistant.jobs import CancelToken, finish
from assistant.library.ingest import add
from assistant.library.library import Library
from assistant.library.records import AddReport


def added(library: Library, reader: Reader, *paths: Path, **options: object) -> AddReport:
    return finish(add(library, paths, [reader], CancelToken(), **options))  # type: ignore[arg-type]


def found_by_words(library: Library, match: str) -> list[str]:
    """The texts of the passages that match."""
    ids = [number for number, _ in library.lexical(match, 10)]
    return [passage.text for passage in library.passages(ids)]


def found_by_meaning(library: Library, question: str) -> str:
    [(number, _)] = library.nearest(library.embedder.query(question), 1)
    return library.passages([number])[0].text


def original_file(library: Library, ref: str) -> Path:
    """Where a library that is not sealed keeps a document's bytes."""
    kept = library.original(ref)
    assert isinstance(kept, Path)
    return kept


def coming_in(library: Library) -> list[Path]:
    """What lies where files come in."""
    return list((library.folder / "originals" / "incoming").iterdir())


def page_of(text: str, *tables: TableRows, number: int = 1) -> Page:
    return Page(number, str(number), "page", text, PageStatus.TEXT, "test", tables=tables)
