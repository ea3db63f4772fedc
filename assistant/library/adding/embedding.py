"""The second half of adding: vectors for the passages that can be found by words already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.errors import WorldError
from assistant.jobs import CancelToken
from assistant.library.adding.board import Board
from assistant.library.adding.waiting import Ahead, Unembedded, Waiting
from assistant.library.care import careful_vectors
from assistant.library.embedder import Vectors
from assistant.library.identity import Identity
from assistant.library.library import Library
from assistant.library.store.connection import Connection
from assistant.library.vectors.blocks import Block, write_block
from assistant.library.writing import set_status

_BLOCK = 64  # passages between two commits: about a second of work
_WAITING = 4 * _BLOCK


class _ModelFault(Exception):  # noqa: N818 - handled here, never shown
    """The model gives no vectors any more."""

    def __init__(self, error: WorldError) -> None:
        super().__init__(error.message)
        self.error = error


@dataclass(frozen=True)
class _Piece:
    """Consecutive passages of one document, from the `start`-th of those that lack a vector."""

    work: Unembedded
    start: int
    texts: Sequence[str]

    @property
    def first(self) -> int:
        """Id of the first passage."""
        return self.work.first + self.start

    @property
    def last(self) -> bool:
        """Whether the document has all its vectors with these."""
        return self.start + len(self.texts) == len(self.work.texts)

    @property
    def size(self) -> float:
        """Bytes of the file that it stands for."""
        return self.work.size * len(self.texts) / len(self.work.texts)


class Embedding:
    """Makes and stores vectors, block by block, for documents that come in by a bounded queue."""

    def __init__(self, library: Library, board: Board, stop: CancelToken) -> None:
        self._library = library
        self._embedder = library.embedder
        self._made_by = Identity.of(library.embedder)
        self._board = board
        self._stop = stop
        self._waiting = Waiting(stop, _WAITING)
        self._ahead: dict[int, dict[str, Vectors]] = {}

    def put(self, work: Unembedded) -> None:
        """Hand over a document; waits while many passages of others are waiting.

        Raises:
            Cancelled: Stopping was asked for meanwhile.
        """
        self._board.waiting(len(work.texts))
        self._waiting.put(work)

    def put_ahead(self, work: Ahead) -> None:
        """Hand over what can be embedded before a document is whole; waits as `put`."""
        self._waiting.put(work)

    def end(self) -> None:
        """Say that nothing more will come."""
        self._waiting.end()

    def run(self) -> None:
        """Work until the end was said.

        Where the model fails as a whole, as one of an engine may, documents go on being read and can be found by their
        words: that is raised at the end, and the next `add` goes on.

        Raises:
            WorldError: What ails the model, or the library's disk.
            Cancelled: Stopping was asked for.
        """
        fault: _ModelFault | None = None
        while work := self._waiting.take(_BLOCK):
            try:
                if fault is None:
                    self._work(work)
            except _ModelFault as failed:
                fault = failed
        self._library.index.flush()
        if fault is not None:
            raise fault.error

    def _work(self, work: Ahead | Sequence[Unembedded]) -> None:
        if isinstance(work, Ahead):
            self._embed_ahead(work)
        else:
            self._embed(work)

    def _embed_ahead(self, work: Ahead) -> None:
        known = self._ahead.setdefault(work.document, {})
        for _, texts in _parts(work.texts):
            self._stop.check()
            self._rows(texts, known)

    def _embed(self, works: Sequence[Unembedded]) -> None:
        known: dict[str, Vectors] = {}
        for work in works:
            known |= self._ahead.pop(work.document, {})
        for pieces in _groups(works):
            self._stop.check()
            rows = self._rows([text for piece in pieces for text in piece.texts], known)
            self._keep(pieces, rows)
            for piece in pieces:
                self._board.embedded(len(piece.texts), piece.size)

    def _rows(self, texts: Sequence[str], known: dict[str, Vectors]) -> Vectors:
        """Embed each different text once: notices and repeated rows come back."""
        fresh = [text for text in dict.fromkeys(texts) if text not in known]
        if fresh:
            try:
                known |= zip(fresh, careful_vectors(self._embedder, fresh, self._stop), strict=True)
            except WorldError as error:
                raise _ModelFault(error) from error
        return np.stack([known[text] for text in texts])

    def _keep(self, pieces: Sequence[_Piece], rows: Vectors) -> None:
        """Store the vectors of some pieces, one after the other, in one transaction."""
        with self._library.store.writing() as connection:
            if Identity.stored(connection) != self._made_by:
                return  # another embedder was chosen meanwhile: the next `add` goes on
            kept = [block for block in _blocks(pieces, rows) if _is_present(connection, block)]
            for block in kept:
                write_block(connection, block)
            for piece in pieces:
                if piece.last:
                    set_status(connection, piece.work.document, piece.work.status)
        for block in kept:
            self._library.index.put(block)


def _groups(works: Sequence[Unembedded]) -> Iterator[Sequence[_Piece]]:
    """Yield what is embedded and stored together: several documents whole, or one in parts."""
    if len(works) > 1:
        yield [_Piece(work, 0, work.texts) for work in works]
    else:
        yield from ([_Piece(works[0], start, texts)] for start, texts in _parts(works[0].texts))


def _parts(texts: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    for start in range(0, len(texts), _BLOCK):
        yield start, texts[start : start + _BLOCK]


def _blocks(pieces: Sequence[_Piece], rows: Vectors) -> Iterator[Block]:
    start = 0
    for piece in pieces:
        end = start + len(piece.texts)
        yield Block(piece.first, piece.work.document, rows[start:end])
        start = end


def _is_present(connection: Connection, block: Block) -> bool:
    """Whether a document was not removed meanwhile."""
    select = "SELECT 1 FROM documents WHERE id = ?"
    return connection.execute(select, (block.document,)).fetchone() is not None
