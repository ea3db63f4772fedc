"""Reading the list of documents."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from assistant.errors import UsageError
from assistant.library import paths
from assistant.library.records import DocumentRecord, FailedFile, LibraryCounts
from assistant.library.rows import sections_of
from assistant.library.store.connection import Connection

_COLUMNS = """
    documents.id, sha256, title, kind, pages, passages, status, ledger, documents.reason, author, created,
    language, size, added, COALESCE(markings.marking, ''), COALESCE(markings.source, ''),
    COALESCE(markings.proposed, 0), outline,
    (SELECT COUNT(*) FROM notes WHERE notes.document = documents.id)
"""
_FROM = "FROM documents LEFT JOIN markings ON markings.document = documents.id"


_NOWHERE: tuple[tuple[str, ...], bool] = ("",), True

Facts = tuple[tuple[object, ...], tuple[str, ...], bool, tuple[str, ...]]
"""A document's row, its paths, the one it was last seen under first, whether none leads to it any more, its tags."""


def documents(connection: Connection, only: int | None = None) -> list[DocumentRecord]:
    """Return all documents in the order they were added, or the one with a given row id."""
    return [record_of(told) for told in facts(connection, only)]


def facts(connection: Connection, only: int | None = None) -> Iterator[Facts]:
    """Yield what `record_of` makes a record of, in the order the documents were added."""
    select = f"SELECT {_COLUMNS} {_FROM} WHERE ?1 IS NULL OR documents.id = ?1 ORDER BY documents.id"
    places, tags = _InStep(_paths(connection, only)), _tags(connection, only)
    for row in connection.execute(select, (only,)):
        yield row, *places.of(row[0]), tags.get(row[0], ())


def document_id(connection: Connection, ref: str) -> int:
    """Return the row id of a document named by its hash, a unique prefix of it, or a path.

    Raises:
        UsageError: `unknown-document` or `ambiguous-document`.
    """
    found = _by_hash(connection, ref.lower()) or _by_path(connection, ref)
    if not found:
        raise UsageError("unknown-document", f"No document of this library is called “{ref}”.")
    if len(found) > 1:
        raise UsageError("ambiguous-document", f"“{ref}” fits {len(found)} documents: give more of the name or hash.")
    return found.pop()


def document_ids(connection: Connection, hashes: Iterable[str]) -> dict[str, int]:
    """Return the row ids of the documents that are present, by their SHA-256."""
    select = "SELECT sha256, id FROM documents WHERE sha256 IN (SELECT value FROM json_each(?))"
    return dict(connection.execute(select, (json.dumps(list(hashes)),)))


def counts(connection: Connection) -> LibraryCounts:
    """Return how much the library holds."""
    row = connection.execute(
        """
        SELECT COUNT(*), COALESCE(SUM(pages), 0),
               COALESCE(SUM(json_extract(ledger, '$.failed') + json_extract(ledger, '$.pending')), 0),
               COALESCE(SUM(passages), 0), COALESCE(SUM(status = 'words-only'), 0)
        FROM documents
        """
    ).fetchone()
    return LibraryCounts(*row)


def failures(connection: Connection) -> list[FailedFile]:
    """Return the files that could not be read when they were last tried, by path."""
    rows = connection.execute("SELECT shown, code, message FROM failures ORDER BY shown")
    return [FailedFile(*row) for row in rows]


def _by_hash(connection: Connection, prefix: str) -> set[int]:
    if not prefix or not set(prefix) <= set("0123456789abcdef"):
        return set()
    rows = connection.execute("SELECT id FROM documents WHERE sha256 >= ? AND sha256 < ?", (prefix, prefix + "g"))
    return {row[0] for row in rows}


def _by_path(connection: Connection, ref: str) -> set[int]:
    exact = "SELECT document FROM document_paths WHERE shown = ? OR raw = ?"
    found = {row[0] for row in connection.execute(exact, (ref, paths.raw(Path(ref))))}
    if found:
        return found
    ending = "SELECT document FROM document_paths WHERE substr(shown, -length(?)) = ?"
    return {row[0] for row in connection.execute(ending, (f"/{ref}", f"/{ref}"))}


class _InStep:
    """Paths read beside the rows of their documents, as both come in the order of ids: all at once are megabytes."""

    def __init__(self, places: Iterator[tuple[int, tuple[str, ...], bool]]) -> None:
        self._places = places
        self._next = next(places, None)

    def of(self, document: int) -> tuple[tuple[str, ...], bool]:
        """Return the paths of a document behind all that were asked for, and whether none leads to it any more."""
        while self._next is not None and self._next[0] < document:
            self._next = next(self._places, None)
        return _NOWHERE if self._next is None or self._next[0] != document else self._next[1:]


def _paths(connection: Connection, only: int | None) -> Iterator[tuple[int, tuple[str, ...], bool]]:
    """Yield the paths of each document, present ones and the latest first, and whether all are missing; by its id."""
    select = """
        SELECT document, shown, missing FROM document_paths
        WHERE ?1 IS NULL OR document = ?1 ORDER BY document, missing, seen_ns DESC, raw
    """
    for document, group in groupby(connection.execute(select, (only,)), key=itemgetter(0)):
        rows = list(group)
        yield document, tuple(path for _, path, _ in rows), all(missing for _, _, missing in rows)


def _tags(connection: Connection, only: int | None) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = defaultdict(list)
    select = "SELECT document, tag FROM tags WHERE ?1 IS NULL OR document = ?1 ORDER BY tag"
    for document, tag in connection.execute(select, (only,)):
        found[document].append(tag)
    return {document: tuple(names) for document, names in found.items()}


def record_of(told: Facts) -> DocumentRecord:
    """Return a document's record; what many have in common is one object for all of them."""
    row, found, missing, tags = told
    _, sha256, title, kind, pages, passages, status, ledger, reason, author, created, language, size, added, *rest = row
    marking, marking_source, proposed, outline, notes = rest
    return DocumentRecord(
        sha256=str(sha256),
        path=found[0],
        paths=found,
        title=str(title),
        kind=_shared(str(kind)),
        pages=_int(pages),
        passages=_int(passages),
        status=_shared(str(status)),
        ledger=_ledger(str(ledger)),
        reason=str(reason),
        author=_shared(str(author)),
        created=_shared(str(created)),
        language=_shared(str(language)),
        size=_int(size),
        added=_shared(str(added)),
        marking=_shared(str(marking)),
        marking_source=_shared(str(marking_source)),
        marking_proposed=bool(proposed),
        tags=tags,
        notes=_int(notes),
        outline=sections_of(str(outline)),
        missing=missing,
    )


@lru_cache(maxsize=4096)
def _ledger(packed: str) -> Mapping[str, int]:
    """Unpack a ledger; documents that were read alike share one, as ten thousand of their own are ten megabytes."""
    ledger: dict[str, int] = json.loads(packed)
    return ledger


@lru_cache(maxsize=4096)
def _shared(text: str) -> str:
    """Return an equal text that others have as well, if there is one."""
    return text


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0
