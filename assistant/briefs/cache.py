"""Replies of the model that are kept with the library, so that a second or resumed run costs only what is new."""

from __future__ import annotations

import hashlib

from assistant.engine.protocols import ChatModel, Request
from assistant.library import catalogue
from assistant.library.library import Library


class PartCache:
    """The finished replies about one document; removed with it."""

    def __init__(self, library: Library, document: str) -> None:
        self._store = library.store
        self._document = document

    def get(self, key: str) -> str | None:
        """Return a kept reply, or None."""
        with self._store.reading() as connection:
            document = catalogue.document_id(connection, self._document)
            select = "SELECT reply FROM summary_parts WHERE document = ? AND key = ?"
            row = connection.execute(select, (document, key)).fetchone()
        return None if row is None else str(row[0])

    def keep(self, key: str, reply: str) -> None:
        """Keep a finished reply."""
        with self._store.writing() as connection:
            document = catalogue.document_id(connection, self._document)
            connection.execute("INSERT OR REPLACE INTO summary_parts VALUES (?, ?, ?)", (document, key, reply))


def key_of(model: ChatModel, request: Request) -> str:
    """Return what a reply depends on: SHA-256 over the model's weights and all that is sent to it."""
    digest = hashlib.sha256(model.digest.encode())
    for message in request.messages:
        digest.update(f"\0{message.role}\0{message.content}".encode())
    digest.update(str(request.max_tokens).encode())
    return digest.hexdigest()
