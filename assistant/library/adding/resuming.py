"""Documents that were read when an earlier run ended, but have not got all their vectors."""

from __future__ import annotations

import json
from collections.abc import Iterator

from assistant.library import reading
from assistant.library.adding.embedding import Unembedded
from assistant.library.library import Library
from assistant.library.passages.cutting import Draft, embedded_text
from assistant.library.store.connection import Connection
from assistant.library.writing import status_of


def unfinished(library: Library) -> Iterator[Unembedded]:
    """Yield what is left to do for each document that is found by words only."""
    with library.store.reading() as connection:
        select = "SELECT id FROM documents WHERE status = 'words-only' ORDER BY id"
        waiting = [row[0] for row in connection.execute(select)]
    for document in waiting:
        with library.store.reading() as connection:
            work = _rest(library, connection, document)
        if work is not None:
            yield work


def _rest(library: Library, connection: Connection, document: int) -> Unembedded | None:
    row = connection.execute("SELECT size, passages, ledger FROM documents WHERE id = ?", (document,)).fetchone()
    if row is None:
        return None
    size, passages, ledger = row
    pages = {page.number: page for page in reading.stored_pages(connection, document)}
    drafts = _without_vectors(connection, document)
    texts = [embedded_text(library.embedder, pages[draft.page], draft) for _, draft in drafts]
    return Unembedded(document, drafts[0][0], texts, status_of(json.loads(ledger), passages), size)


def _without_vectors(connection: Connection, document: int) -> list[tuple[int, Draft]]:
    """Return the passages behind the last one that has a vector; the last passage of all where every one has."""
    select = """
        SELECT id, page, "start", "end", header, boilerplate FROM passages
        WHERE document = ?1 AND id >= MIN(
            COALESCE((SELECT MAX(first_passage + count) FROM vectors WHERE document = ?1), 0),
            (SELECT MAX(id) FROM passages WHERE document = ?1)
        ) ORDER BY id
    """
    rows = connection.execute(select, (document,))
    return [(number, Draft(page, start, end, header, bool(rest))) for number, page, start, end, header, rest in rows]
