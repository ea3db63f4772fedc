"""The second half of adding: vectors for the passages that can be found by words already."""

from __future__ import annotations

import queue
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.jobs import CancelToken
from assistant.library.adding.board import Board
from assistant.library.care import careful_vectors
from assistant.library.embedder import Vectors
from assistant.library.identity import Identity
from assistant.library.library import Library
from assistant.library.vectors.blocks import Block, write_block
from assistant.library.writing import set_status

_BLOCK = 64  # passages between two commits: about a second of work


@dataclass(frozen=True)
class Unembedded:
    """A document whose vectors are to be made.

    Attributes:
        document: Row id.
        first: Id of the first of its passages that has no vector; the others follow by one.
        texts: What is embedded, a text each.
        status: What the document's status will be when all are done.
        size: Bytes of its file, for the progress.
    """

    document: int
    first: int
    texts: Sequence[str]
    status: str
    size: int


@dataclass(frozen=True)
class Ahead:
    """What a document will most likely need, to be embedded while the rest of it is being read.

    Attributes:
        document: Row id.
        texts: What is embedded.
    """

    document: int
    texts: Sequence[str]


class Embedding:
    """Makes and stores vectors, block by block, for documents that come in by a bounded queue."""

    def __init__(self, library: Library, board: Board, stop: CancelToken) -> None:
        self._library = library
        self._embedder = library.embedder
        self._made_by = Identity.of(library.embedder)
        self._board = board
        self._stop = stop
        self._waiting: queue.Queue[Unembedded | Ahead | None] = queue.Queue(maxsize=2)
        self._ahead: dict[int, dict[str, Vectors]] = {}

    def put(self, work: Unembedded) -> None:
        """Hand over a document; waits while two others are waiting.

        Raises:
            Cancelled: Stopping was asked for meanwhile.
        """
        self._board.waiting(len(work.texts))
        self._offer(work)

    def put_ahead(self, work: Ahead) -> None:
        """Hand over what can be embedded before a document is whole; waits as `put`."""
        self._offer(work)

    def end(self) -> None:
        """Say that nothing more will come."""
        self._offer(None)

    def run(self) -> None:
        """Work until the end was said.

        Raises:
            Cancelled: Stopping was asked for.
        """
        while (work := self._next()) is not None:
            if isinstance(work, Ahead):
                self._embed_ahead(work)
            else:
                self._embed(work)
        self._library.index.flush()

    def _offer(self, work: Unembedded | Ahead | None) -> None:
        while True:
            self._stop.check()
            try:
                self._waiting.put(work, timeout=0.2)
            except queue.Full:
                continue
            return

    def _next(self) -> Unembedded | Ahead | None:
        while True:
            self._stop.check()
            try:
                return self._waiting.get(timeout=0.2)
            except queue.Empty:
                continue

    def _embed_ahead(self, work: Ahead) -> None:
        known = self._ahead.setdefault(work.document, {})
        for _, texts in _parts(work.texts):
            self._stop.check()
            self._rows(texts, known)

    def _embed(self, work: Unembedded) -> None:
        known = self._ahead.pop(work.document, {})
        for start, texts in _parts(work.texts):
            self._stop.check()
            rows = self._rows(texts, known)
            last = start + len(texts) == len(work.texts)
            self._keep(Block(work.first + start, work.document, rows), work.status if last else None)
            self._board.embedded(len(texts), work.size * len(texts) / len(work.texts))

    def _rows(self, texts: Sequence[str], known: dict[str, Vectors]) -> Vectors:
        """Embed each different text of a document once: notices and repeated rows come back."""
        fresh = [text for text in dict.fromkeys(texts) if text not in known]
        if fresh:
            known |= zip(fresh, careful_vectors(self._embedder, fresh, self._stop), strict=True)
        return np.stack([known[text] for text in texts])

    def _keep(self, block: Block, status: str | None) -> None:
        with self._library.store.writing() as connection:
            present = connection.execute("SELECT 1 FROM documents WHERE id = ?", (block.document,)).fetchone()
            if present is None or Identity.stored(connection) != self._made_by:
                return  # it was removed meanwhile, or another embedder was chosen: the next `add` goes on
            write_block(connection, block)
            if status is not None:
                set_status(connection, block.document, status)
        self._library.index.put(block)


def _parts(texts: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    for start in range(0, len(texts), _BLOCK):
        yield start, texts[start : start + _BLOCK]
