"""Writing documents: each function works inside one write transaction of its caller."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from assistant.documents.model import Head, Page
from assistant.documents.values import PageStatus
from assistant.errors import WorldError
from assistant.library import paths
from assistant.library.passages.cutting import Draft
from assistant.library.rows import ledger_of, sections_json, tables_json, words_blob
from assistant.library.store.connection import Connection

_INSERT_DOCUMENT = """
    INSERT INTO documents (sha256, kind, title, author, created, language, size, added, status, reason,
                           pages, passages, ledger, outline, suffix, cut_by)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_INSERT_PAGE = """
    INSERT INTO pages (document, number, label, kind, status, tool, reason, text, sections, tables, boilerplate, words)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_INSERT_PASSAGE = """
    INSERT INTO passages (document, page, "start", "end", header, boilerplate) VALUES (?, ?, ?, ?, ?, ?)
"""
_INDEX_WORDS = """
    INSERT INTO passage_words (rowid, text, header)
    SELECT passages.id, passage_texts.text, passage_texts.header
    FROM passages JOIN passage_texts ON passage_texts.id = passages.id WHERE passages.document = ?
"""
_UNINDEX_WORDS = """
    INSERT INTO passage_words (passage_words, rowid, text, header)
    SELECT 'delete', passages.id, passage_texts.text, passage_texts.header
    FROM passages JOIN passage_texts ON passage_texts.id = passages.id WHERE passages.document = ?
"""
_INSERT_PATH = """
    INSERT OR REPLACE INTO document_paths
        (raw, shown, document, container, size, modified_ns, changed_ns, inode, seen_ns, missing)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
"""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the file system told of a file when it was last read.

    Attributes:
        size: Bytes.
        modified_ns: Time of the last change of its content, which programs can set.
        changed_ns: Time of the last change of anything, which they cannot (except on Windows: time of creation).
        inode: Its number on its disk.
        seen_ns: When this was looked up.
    """

    size: int
    modified_ns: int
    changed_ns: int
    inode: int
    seen_ns: int


@dataclass(frozen=True)
class Content:
    """A document that was read, before it is written.

    Attributes:
        sha256: Of its bytes.
        size: Of its bytes.
        suffix: Of its file name, lower case, such as `.pdf`.
        title: To be shown.
        head: What the reader said of it.
        pages: In order.
        drafts: Its passages, in order.
        cut_by: The rules and the embedder that these were cut for.
    """

    sha256: str
    size: int
    suffix: str
    title: str
    head: Head
    pages: Sequence[Page]
    drafts: Sequence[Draft]
    cut_by: str

    @property
    def pending(self) -> bool:
        """Whether pages of it are still to be read."""
        return any(page.status is PageStatus.PENDING for page in self.pages)


@dataclass
class Gone:
    """What has left the store and must leave the index and the originals too.

    Attributes:
        passages: Ids of the passages.
        originals: SHA-256 and suffix of each document.
    """

    passages: list[int] = field(default_factory=list)
    originals: list[tuple[str, str]] = field(default_factory=list)


def now() -> str:
    """Return the present as ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def insert_document(connection: Connection, content: Content) -> tuple[int, int]:
    """Write a document with its pages, passages and words; return its row id and the id of its first passage."""
    document = _insert_head(connection, content)
    return document, _insert_body(connection, document, content)


def _insert_body(connection: Connection, document: int, content: Content) -> int:
    """Write pages, passages and words of a document; return the id of its first passage, 0 where there is none."""
    connection.executemany(_INSERT_PAGE, (_page_row(document, page) for page in content.pages))
    insert_passages(connection, document, content.drafts)
    first = connection.execute("SELECT MIN(id) FROM passages WHERE document = ?", (document,)).fetchone()[0]
    return int(first or 0)


def write_document(connection: Connection, content: Content, gone: Gone) -> tuple[int, int]:
    """Write a document, in place of what was read of it at a glance before; return as `insert_document`.

    The passages that are replaced are added to `gone`. Tags, notes and markings stay.
    """
    row = connection.execute("SELECT id FROM documents WHERE sha256 = ?", (content.sha256,)).fetchone()
    if row is None:
        return insert_document(connection, content)
    gone.passages += delete_passages(connection, row[0])
    connection.execute("DELETE FROM pages WHERE document = ?", row)
    _update_head(connection, row[0], content)
    return row[0], _insert_body(connection, row[0], content)


def insert_passages(connection: Connection, document: int, drafts: Iterable[Draft]) -> None:
    """Write the passages of a document, with consecutive ids, and their words."""
    rows = [(document, draft.page, draft.start, draft.end, draft.header, int(draft.boilerplate)) for draft in drafts]
    connection.executemany(_INSERT_PASSAGE, rows)
    connection.execute(_INDEX_WORDS, (document,))


def delete_passages(connection: Connection, document: int) -> list[int]:
    """Remove the passages of a document with their words and vectors, and return their ids."""
    ids = [row[0] for row in connection.execute("SELECT id FROM passages WHERE document = ?", (document,))]
    connection.execute(_UNINDEX_WORDS, (document,))
    connection.execute("DELETE FROM passages WHERE document = ?", (document,))
    connection.execute("DELETE FROM vectors WHERE document = ?", (document,))
    connection.execute("DELETE FROM coming_vectors WHERE document = ?", (document,))
    return ids


def replace_passages(connection: Connection, document: int, drafts: Sequence[Draft], cut_by: str) -> list[int]:
    """Put other passages in the place of a document's, to be found by words until they get vectors.

    Returns:
        The ids that are gone.
    """
    gone = delete_passages(connection, document)
    insert_passages(connection, document, drafts)
    status = "words-only" if drafts else "failed"
    update = "UPDATE documents SET passages = ?, cut_by = ?, status = ? WHERE id = ?"
    connection.execute(update, (len(drafts), cut_by, status, document))
    return gone


def delete_document(connection: Connection, document: int, gone: Gone) -> None:
    """Remove a document with all that belongs to it, answers and briefs that quote it too; add what has to follow."""
    originals = connection.execute("SELECT sha256, suffix FROM documents WHERE id = ?", (document,)).fetchall()
    for sha256, _ in originals:
        connection.execute("DELETE FROM turns WHERE instr(answer, ?)", (sha256,))
        connection.execute("DELETE FROM briefs WHERE instr(content, ?)", (sha256,))
    connection.execute("DELETE FROM conversations WHERE id NOT IN (SELECT conversation FROM turns)")
    gone.originals += originals
    gone.passages += delete_passages(connection, document)
    connection.execute("DELETE FROM documents WHERE id = ?", (document,))


def set_status(connection: Connection, document: int, status: str) -> None:
    """Set a document's status."""
    connection.execute("UPDATE documents SET status = ? WHERE id = ?", (status, document))


def set_path(connection: Connection, raw: bytes, document: int, container: bytes | None, stamp: Stamp) -> None:
    """Let a path lead to a document, whatever it led to before."""
    values = (stamp.size, stamp.modified_ns, stamp.changed_ns, stamp.inode, stamp.seen_ns)
    connection.execute(_INSERT_PATH, (raw, paths.shown(raw), document, container, *values))
    connection.execute("DELETE FROM failures WHERE raw = ?", (raw,))


def set_failure(connection: Connection, raw: bytes, container: bytes | None, sha256: str, why: WorldError) -> None:
    """Keep why a file could not be read, so that the same content is not tried again."""
    row = (raw, paths.shown(raw), container, sha256, why.code, why.message, now())
    connection.execute("INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def final_status(pages: Iterable[Page], passages: int) -> str:
    """Return the status of a document all of whose vectors are there."""
    ledger = ledger_of(pages)
    return status_of(ledger, passages)


def status_of(ledger: dict[str, int], passages: int) -> str:
    """Return the status that a ledger means: `failed` without any text, `partly` with unread pages."""
    if passages == 0:
        return "failed"
    return "partly" if ledger["failed"] + ledger["pending"] else "indexed"


def _insert_head(connection: Connection, content: Content) -> int:
    head = content.head
    row = (content.sha256, head.kind, content.title, head.author, head.created, head.language, content.size, now())
    told = (*row, *_counted(content), content.suffix, content.cut_by)
    return int(connection.execute(_INSERT_DOCUMENT, told).lastrowid)


def _update_head(connection: Connection, document: int, content: Content) -> None:
    update = """
        UPDATE documents
        SET status = ?, reason = ?, pages = ?, passages = ?, ledger = ?, outline = ?, cut_by = ?, language = ?
        WHERE id = ?
    """
    connection.execute(update, (*_counted(content), content.cut_by, content.head.language, document))


def _counted(content: Content) -> tuple[object, ...]:
    """Return status, reason, numbers of pages and passages, ledger and headings."""
    status, reason = ("words-only", "") if content.drafts else ("failed", "No text was found on any page.")
    headings = sections_json(content.head.outline or [part for page in content.pages for part in page.sections])
    ledger = json.dumps(ledger_of(content.pages))
    return status, reason, len(content.pages), len(content.drafts), ledger, headings


def _page_row(document: int, page: Page) -> tuple[object, ...]:
    told = (page.number, page.label, page.kind, page.status.value, page.tool, page.reason, page.text)
    sections, tables = sections_json(page.sections), tables_json(page.tables)
    return (document, *told, sections, tables, json.dumps(page.boilerplate), words_blob(page.words))
