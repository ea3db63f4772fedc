"""What people write on documents: tags, by which they are found again, and notes on a page or the whole of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from assistant.errors import UsageError
from assistant.library import catalogue
from assistant.library.markings.marks import inherit_mark
from assistant.library.store.connection import Connection
from assistant.library.store.store import Store
from assistant.library.writing import now

LONGEST_TAG = 60
"""Characters of a tag at the most."""
LONGEST_NOTE = 10_000
"""Characters of a note at the most."""


@dataclass(frozen=True)
class Note:
    """Something that a person wrote on a document.

    Attributes:
        number: By which it is changed or removed; never used twice.
        document: SHA-256.
        page: From 1, or 0 for the document as a whole.
        text: As written.
        at: When it was written last, ISO 8601 in UTC.
    """

    number: int
    document: str
    page: int
    text: str
    at: str


class Labels:
    """The tags and notes of one library. Thread-safe, as its store is."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def tags(self) -> dict[str, int]:
        """Return every tag in use, by name, with the number of documents that have it."""
        select = "SELECT tag, COUNT(*) FROM tags GROUP BY tag ORDER BY tag COLLATE NOCASE"
        with self._store.reading() as connection:
            return dict(connection.execute(select))

    def tag(self, documents: Collection[str], tag: str) -> str:
        """Give documents a tag, and return it as it is spelled: letter case is that of its first use.

        Raises:
            UsageError: `bad-tag`, `unknown-document` or `ambiguous-document`; nothing is changed then.
        """
        with self._store.writing() as connection:
            spelled = _spelled(connection, clean_tag(tag))
            rows = [(catalogue.document_id(connection, each), spelled) for each in documents]
            connection.executemany("INSERT OR IGNORE INTO tags VALUES (?, ?)", rows)
        return spelled

    def untag(self, documents: Collection[str], tag: str) -> None:
        """Take a tag from documents; those that don't have it stay as they are.

        Raises:
            UsageError: `bad-tag`, `unknown-document` or `ambiguous-document`; nothing is changed then.
        """
        with self._store.writing() as connection:
            spelled = _spelled(connection, clean_tag(tag))
            rows = [(catalogue.document_id(connection, each), spelled) for each in documents]
            connection.executemany("DELETE FROM tags WHERE document = ? AND tag = ?", rows)

    def notes(self, document: str | None = None) -> list[Note]:
        """Return the notes on a document, or on all, by document and page.

        Raises:
            UsageError: `unknown-document` or `ambiguous-document`.
        """
        select = """
            SELECT notes.id, sha256, page, text, "at" FROM notes JOIN documents ON documents.id = notes.document
            WHERE ?1 IS NULL OR documents.id = ?1 ORDER BY documents.id, page, notes.id
        """
        with self._store.reading() as connection:
            row = None if document is None else catalogue.document_id(connection, document)
            return [Note(*found) for found in connection.execute(select, (row,))]

    def write(self, document: str, text: str, page: int = 0) -> Note:
        """Write a note on a page of a document, 0 for the whole of it.

        Raises:
            UsageError: `empty-note`, `unknown-page`, `unknown-document` or `ambiguous-document`.
        """
        insert = 'INSERT INTO notes (document, page, "start", "end", text, "at") VALUES (?, ?, 0, 0, ?, ?)'
        with self._store.writing() as connection:
            row = catalogue.document_id(connection, document)
            record = catalogue.documents(connection, row)[0]
            if not 0 <= page <= record.pages:
                raise UsageError("unknown-page", f"“{record.title}” has no page {page}: it has {record.pages}.")
            written = (_clean_note(text), now())
            number = connection.execute(insert, (row, page, *written)).lastrowid
        return Note(int(number), record.sha256, page, *written)

    def rewrite(self, number: int, text: str) -> None:
        """Put other words into a note.

        Raises:
            UsageError: `empty-note` or `unknown-note`.
        """
        with self._store.writing() as connection:
            _check_note(connection, number)
            connection.execute('UPDATE notes SET text = ?, "at" = ? WHERE id = ?', (_clean_note(text), now(), number))

    def erase(self, number: int) -> None:
        """Remove a note; its text is in no file of the library afterwards.

        Raises:
            UsageError: `unknown-note`.
        """
        with self._store.writing() as connection:
            _check_note(connection, number)
            connection.execute("DELETE FROM notes WHERE id = ?", (number,))
        self._store.tidy()


def inherit(connection: Connection, old: int, new: int) -> None:
    """Give a document the marking, tags and notes of the one whose place it takes; both are row ids."""
    inherit_mark(connection, old, new)
    connection.execute("INSERT OR IGNORE INTO tags SELECT ?, tag FROM tags WHERE document = ?", (new, old))
    columns = 'page, "start", "end", text, "at"'
    copy = f"INSERT INTO notes (document, {columns}) SELECT ?, {columns} FROM notes WHERE document = ?"  # noqa: S608 - names of columns
    connection.execute(copy, (new, old))


def clean_tag(tag: str) -> str:
    """Return a tag with single blanks. Raises UsageError `bad-tag` where it is none: a comma stands between tags."""
    cleaned = " ".join(tag.split())
    if not cleaned or len(cleaned) > LONGEST_TAG or not cleaned.isprintable() or "," in cleaned:
        raise UsageError("bad-tag", f"A tag is 1 to {LONGEST_TAG} characters on one line, without a comma.")
    return cleaned


def has_tag(tags: Iterable[str], tag: str) -> bool:
    """Whether a tag is among some: letter case makes no other one."""
    return _key(tag) in {_key(each) for each in tags}


def _key(tag: str) -> str:
    """Return what tags are compared by."""
    return unicodedata.normalize("NFC", tag).casefold()


def _clean_note(text: str) -> str:
    cleaned = text.strip()
    if not cleaned or len(cleaned) > LONGEST_NOTE:
        raise UsageError("empty-note", f"A note has 1 to {LONGEST_NOTE:,} characters.")
    return cleaned


def _spelled(connection: Connection, tag: str) -> str:
    """Return a tag as it is in use already, letter case aside."""
    used = {_key(str(row[0])): str(row[0]) for row in connection.execute("SELECT DISTINCT tag FROM tags")}
    return used.get(_key(tag), tag)


def _check_note(connection: Connection, number: int) -> None:
    if connection.execute("SELECT 1 FROM notes WHERE id = ?", (number,)).fetchone() is None:
        raise UsageError("unknown-note", f"There is no note {number}.")
