"""Documents that can be found by words only, because an earlier run ended or their vectors are out of date."""

from __future__ import annotations

import json
from collections.abc import Iterator

from assistant.library import reading
from assistant.library.adding.waiting import Unembedded
from assistant.library.library import Library
from assistant.library.passages.cutting import Cutter, Draft, cut_by, embedded_text
from assistant.library.passages.headers import SectionPaths
from assistant.library.rows import sections_of
from assistant.library.store.connection import Connection
from assistant.library.writing import replace_passages, status_of


def unfinished(library: Library) -> Iterator[Unembedded]:
    """Yield what is left to do for each document without all its vectors, cutting it anew where rules changed."""
    with library.store.reading() as connection:
        select = "SELECT id, cut_by FROM documents WHERE status = 'words-only' ORDER BY id"
        waiting = connection.execute(select).fetchall()
    for document, rules in waiting:
        if rules != cut_by(library.embedder):
            _cut_anew(library, document)
        with library.store.reading() as connection:
            work = _rest(library, connection, document)
        if work is not None:
            yield work


def _cut_anew(library: Library, document: int) -> None:
    with library.store.reading() as connection:
        row = connection.execute("SELECT title, outline FROM documents WHERE id = ?", (document,)).fetchone()
        pages = reading.stored_pages(connection, document)
    if row is None:
        return
    cutter = Cutter(library.embedder, row[0], SectionPaths.of(sections_of(row[1]), pages))
    drafts = [draft for page in pages for draft in cutter.cut(page)]
    with library.store.writing() as connection:
        gone = replace_passages(connection, document, drafts, cut_by(library.embedder))
    library.index.drop(gone)


def _rest(library: Library, connection: Connection, document: int) -> Unembedded | None:
    select = "SELECT size, passages, ledger FROM documents WHERE id = ? AND status = 'words-only'"
    row = connection.execute(select, (document,)).fetchone()
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
