"""One open library: what it holds, found and read by any thread."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager

import numpy as np

from assistant.documents.held import DocumentFile
from assistant.errors import WorldError
from assistant.library import catalogue, coming
from assistant.library.audit.entries import Action
from assistant.library.audit.log import AuditLog
from assistant.library.contents import Contents
from assistant.library.embedder import Embedder, Vectors
from assistant.library.identity import Identity
from assistant.library.labels import Labels
from assistant.library.markings.markings import Markings
from assistant.library.markings.terms import Terms
from assistant.library.originals import CHROMA, ORIGINALS, STORE, OriginalFiles, Originals
from assistant.library.records import (
    DocumentRecord,
    LibraryInfo,
)
from assistant.library.sealed_originals import OriginalParts
from assistant.library.store.connection import Connection, Key
from assistant.library.store.guard import OpenerLock
from assistant.library.store.store import Store, open_store
from assistant.library.vectors.index import VectorIndex
from assistant.library.writing import Gone, delete_document


class Library(Contents):
    """A set of documents with its own index. Thread-safe; readers never wait for a running ingest.

    Args:
        info: Its name and folder.
        embedder: Makes its vectors and those of questions.
        store: Closed by `close`.
        lock: Held while it is open; released by `close`.

    Attributes:
        labels: Tags and notes.
        markings: Of its documents.
        terms: What is marked or refused as it comes in.
        audit: Who did what with it.

    Raises:
        WorldError: `disk-full` or `disk-fault`.
    """

    def __init__(self, info: LibraryInfo, embedder: Embedder, store: Store, lock: OpenerLock) -> None:
        super().__init__(store)
        self.id, self.name, self.folder = info.id, info.name, info.folder
        self.embedder = embedder
        self._lock = lock
        self._closed = False
        self.labels = Labels(store)
        self.audit = AuditLog(store, info.id, info.folder)
        self.markings = Markings(store, self.audit)
        self.terms = Terms(store, self.markings)
        self.originals: Originals = OriginalParts(store) if store.sealed else OriginalFiles(info.folder / ORIGINALS)
        self.index = VectorIndex(store, None if store.sealed else info.folder / CHROMA, embedder.dimension)
        self._claim()

    def nearest(self, vector: Vectors, limit: int, documents: Collection[str] | None = None) -> list[tuple[int, float]]:
        """Return passage ids with their cosine to a question's vector, nearest first.

        Raises:
            WorldError: `embedder-differs`, when the library's vectors are not this embedder's.
        """
        self.check_embedder()
        return self.index.nearest(vector, limit, self.within(documents))

    def vectors(self, passage_ids: Sequence[int]) -> Vectors:
        """Return the vectors of passages, (n, dimension) float32; a row of zeros where there is none yet.

        Raises:
            WorldError: `embedder-differs`.
        """
        self.check_embedder()
        return self.index.of_passages(passage_ids)

    def document_vectors(self) -> tuple[list[str], Vectors]:
        """Return the SHA-256 of each document that has vectors, and their L2-normalised means, (n, dimension).

        Raises:
            WorldError: `embedder-differs`.
        """
        self.check_embedder()
        table = self.index.table()
        ids, places = np.unique(table.documents, return_inverse=True)
        sums = np.zeros((len(ids), table.rows.shape[1]), np.float32)
        np.add.at(sums, places, table.rows)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        names = self._hashes()
        return [names[number] for number in ids.tolist()], np.asarray(
            sums / np.where(lengths > 0, lengths, 1), np.float32
        )

    def original(self, document: str) -> DocumentFile:
        """Return a file with the original bytes of a document, to be read only; one in memory in a sealed library.

        Raises:
            WorldError: `original-gone`.
        """
        with self.store.reading() as connection:
            row = catalogue.document_id(connection, document)
            select = "SELECT sha256, suffix FROM documents WHERE id = ?"
            name = connection.execute(select, (row,)).fetchone()
        found = self.originals.find(*name)
        if found is None:
            raise WorldError("original-gone", "The original file is no longer in the library's folder: add it again.")
        return found

    def remove(self, ref: str) -> DocumentRecord:
        """Remove a document with its text, words, vectors and bytes from every file of the library.

        Raises:
            UsageError: `unknown-document` or `ambiguous-document`.
        """
        gone = Gone()
        with self.changing(gone) as connection:
            row = catalogue.document_id(connection, ref)
            record = catalogue.documents(connection, row)[0]
            delete_document(connection, row, gone)
        self.let_go(gone)
        return record

    @contextmanager
    def changing(self, gone: Gone) -> Iterator[Connection]:
        """Open the one write transaction, as `Store.writing` does; documents that leave in it are logged in it.

        What was added to `gone` in a transaction that is undone is taken out of it again.
        """
        originals, passages = len(gone.originals), len(gone.passages)
        try:
            with self.store.writing() as connection:
                yield connection
                for sha256, _ in gone.originals[originals:]:
                    self.audit.write(connection, Action.REMOVED, document=sha256)
        except BaseException:
            del gone.originals[originals:], gone.passages[passages:]
            raise

    def let_go(self, gone: Gone) -> None:
        """Take out of the index, the originals and the disk what has left the store."""
        for sha256, suffix in gone.originals:
            self.originals.remove(sha256, suffix)
        if gone.passages:
            self.index.drop(gone.passages)
        if gone.originals:
            self.store.tidy()

    @property
    def sealed(self) -> bool:
        """Whether all that it keeps is encrypted."""
        return self.store.sealed

    @property
    def embedder_differs(self) -> bool:
        """Whether the vectors were made by another embedder or passage rules, so that a rebuild is needed."""
        with self.store.reading() as connection:
            return Identity.stored(connection) != Identity.of(self.embedder)

    def check_embedder(self) -> None:
        """Raise `WorldError` with code `embedder-differs` where a rebuild is needed."""
        if self.embedder_differs:
            raise WorldError(
                "embedder-differs",
                "This library was indexed with another embedding model: rebuild its index to search by meaning.",
            )

    def take_embedder(self) -> None:
        """Throw all vectors away and take the present embedder: documents are found by words until they are rebuilt."""
        with self.store.writing() as connection:
            connection.execute("DELETE FROM vectors")
            coming.drop(connection)
            connection.execute("UPDATE documents SET status = 'words-only' WHERE passages > 0")
            self._log_embedder(connection, Identity.stored(connection), self.embedder)
            Identity.of(self.embedder).store(connection)
        self.index.clear(self.embedder.dimension)

    def take_coming(self, embedder: Embedder) -> bool:
        """Search by another embedder from now on if its vectors are whole; return whether they are.

        Between the two steps nothing is searched by meaning, as the vectors are not those of the present embedder.
        """
        with self.store.writing() as connection:
            before = Identity.stored(connection)
            whole = coming.take(connection, Identity.of(embedder))
            if whole:
                self._log_embedder(connection, before, embedder)
        if whole:
            self.index.clear(embedder.dimension)
            self.embedder = embedder
        return whole

    def _log_embedder(self, connection: Connection, before: Identity | None, embedder: Embedder) -> None:
        if before and (before.name, before.weights) != (embedder.name, embedder.weights):
            told = {"model": embedder.name, "digest": embedder.weights}
            self.audit.write(connection, Action.EMBEDDER_CHANGED, before=before.name, **told)

    def close(self) -> None:
        """Close everything; the library cannot be used afterwards. Closing it once more does nothing."""
        if self._closed:
            return
        self._closed = True
        with ExitStack() as closing:
            closing.callback(self._lock.release)
            closing.callback(self.store.close)
            closing.callback(self.audit.anchor)
            closing.callback(self.originals.close)
            closing.callback(self.index.close)

    def _claim(self) -> None:
        """Write the embedder's identity into a new library, and remove what a crash left among the originals."""
        with self.store.writing() as connection:
            if Identity.stored(connection) is None:
                Identity.of(self.embedder).store(connection)
        self.originals.sweep(set(self._hashes().values()))

    def _hashes(self) -> dict[int, str]:
        with self.store.reading() as connection:
            return dict(connection.execute("SELECT id, sha256 FROM documents"))


def open_library(info: LibraryInfo, embedder: Callable[[Identity | None], Embedder], key: Key | None = None) -> Library:
    """Open a library that nobody else has open.

    Args:
        info: Its name and folder.
        embedder: Called once the store is open, with what its vectors have; None for a new library.
        key: For a sealed library; it must stay as it is until the library is closed.

    Raises:
        WorldError: `library-in-use`, `library-newer`, `library-damaged`, …
    """
    with ExitStack() as undo:
        lock = OpenerLock(info.folder)
        undo.callback(lock.release)
        store = open_store(info.folder / STORE, key)
        undo.callback(store.close)
        with store.reading() as connection:
            identity = Identity.stored(connection)
        library = Library(info, embedder(identity), store, lock)
        undo.pop_all()
    return library
