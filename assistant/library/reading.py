"""Reading pages and passages."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.documents.model import Page
from assistant.documents.values import Box, PageStatus
from assistant.errors import UsageError
from assistant.library.records import LedgerLine, PageRecord, PassageRecord
from assistant.library.rows import ranges_of, sections_of, tables_of, words_of
from assistant.library.store.connection import Connection

_PAGE = """
    SELECT documents.sha256, number, label, pages.kind, text, pages.status, tool, pages.reason
    FROM pages JOIN documents ON documents.id = pages.document
"""
_PASSAGE = """
    SELECT passages.id, documents.sha256, page, "start", "end",
           substr(pages.text, "start" + 1, "end" - "start"), header, passages.boilerplate
    FROM passages
    JOIN documents ON documents.id = passages.document
    JOIN pages ON pages.document = passages.document AND pages.number = passages.page
"""
_LOCATED = """
    SELECT passages.id, documents.sha256, page FROM passages JOIN documents ON documents.id = passages.document
"""
_AT_ONCE = 10_000


def pages(connection: Connection, document: int) -> list[PageRecord]:
    """Return the pages of a document in order."""
    return [_page(row) for row in connection.execute(f"{_PAGE} WHERE pages.document = ? ORDER BY number", (document,))]


def page(connection: Connection, document: int, number: int) -> PageRecord:
    """Return one page.

    Raises:
        UsageError: `unknown-page`.
    """
    row = connection.execute(f"{_PAGE} WHERE pages.document = ? AND number = ?", (document, number)).fetchone()
    if row is None:
        raise UsageError("unknown-page", f"The document has no page {number}.")
    return _page(row)


def ledger(connection: Connection, document: int | None) -> list[LedgerLine]:
    """Return how each page of a document, or of the whole library, was read."""
    select = """
        SELECT documents.sha256, number, label, pages.status, tool, pages.reason
        FROM pages JOIN documents ON documents.id = pages.document
        WHERE ?1 IS NULL OR pages.document = ?1
        ORDER BY pages.document, number
    """
    return [
        LedgerLine(sha256, number, label, PageStatus(status), tool, reason)
        for sha256, number, label, status, tool, reason in connection.execute(select, (document,))
    ]


def boxes(connection: Connection, document: int, number: int, start: int, end: int) -> list[Box]:
    """Return where the words of a character range stand on the picture of their page."""
    select = "SELECT words FROM pages WHERE document = ? AND number = ?"
    row = connection.execute(select, (document, number)).fetchone()
    return [] if row is None else words_of(row[0]).within(start, end)


def passages(connection: Connection, ids: Sequence[int]) -> list[PassageRecord]:
    """Return passages in the order asked for; those that are gone are left out."""
    found: dict[int, PassageRecord] = {}
    for start in range(0, len(ids), _AT_ONCE):
        part = tuple(ids[start : start + _AT_ONCE])
        rows = connection.execute(f"{_PASSAGE} WHERE passages.id IN ({','.join('?' * len(part))})", part)
        found |= {row[0]: _passage(row) for row in rows}
    return [found[number] for number in ids if number in found]


def located(connection: Connection, ids: Collection[int]) -> dict[int, tuple[str, int]]:
    """Return the document (SHA-256) and page of each passage that is present."""
    found: dict[int, tuple[str, int]] = {}
    wanted = list(ids)
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        rows = connection.execute(f"{_LOCATED} WHERE passages.id IN ({','.join('?' * len(part))})", part)
        found |= {number: (sha256, page_number) for number, sha256, page_number in rows}
    return found


def page_texts(connection: Connection, wanted: Collection[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """Return the text of pages, by document (SHA-256) and number; those that are gone are left out."""
    select = """
        SELECT text FROM pages WHERE document = (SELECT id FROM documents WHERE sha256 = ?) AND number = ?
    """
    rows = {page: connection.execute(select, page).fetchone() for page in wanted}
    return {page: str(row[0]) for page, row in rows.items() if row is not None}


def passages_of(connection: Connection, document: int, number: int | None) -> list[PassageRecord]:
    """Return the passages of a document, or of one of its pages, in order."""
    select = f"{_PASSAGE} WHERE passages.document = ?1 AND (?2 IS NULL OR page = ?2) ORDER BY passages.id"
    return [_passage(row) for row in connection.execute(select, (document, number))]


def stored_pages(connection: Connection, document: int) -> list[Page]:
    """Return the pages of a document as they were read, without their boxes."""
    select = """
        SELECT number, label, kind, text, status, tool, reason, sections, tables, boilerplate
        FROM pages WHERE document = ? ORDER BY number
    """
    return [_stored_page(row) for row in connection.execute(select, (document,))]


def _stored_page(row: tuple[object, ...]) -> Page:
    number, label, kind, text, status, tool, reason, sections, tables, boilerplate = row
    return Page(
        number=int(str(number)),
        label=str(label),
        kind=str(kind),
        text=str(text),
        status=PageStatus(str(status)),
        tool=str(tool),
        reason=str(reason),
        sections=sections_of(str(sections)),
        tables=tables_of(str(tables)),
        boilerplate=ranges_of(str(boilerplate)),
    )


def _page(row: tuple[str, int, str, str, str, str, str, str]) -> PageRecord:
    sha256, number, label, kind, text, status, tool, reason = row
    return PageRecord(sha256, number, label, kind, text, PageStatus(status), tool, reason)


def _passage(row: tuple[int, str, int, int, int, str, str, int]) -> PassageRecord:
    number, document, page_number, start, end, text, header, boilerplate = row
    return PassageRecord(number, document, page_number, start, end, text, header, bool(boilerplate))
