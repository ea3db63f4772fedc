"""Exact search over all vectors in memory: always right, about 5 ms at 50,000 vectors."""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assistant.library.embedder import Vectors
from assistant.library.store.store import Store
from assistant.library.vectors.blocks import Block, block_list, blocks_of, read_blocks

Ids = NDArray[np.int64]

_SAMPLE = 2000
_FEW = 0.2  # share of the vectors up to which copying them out costs less than multiplying all


@dataclass(frozen=True, eq=False)
class Table:
    """All vectors of a library at one moment.

    Attributes:
        ids: (n,) int64 passage ids, ascending.
        documents: (n,) int64 row id of each passage's document.
        rows: (n, dimension) float32.
        usable: (n,) bool, False where a passage has no vector.
    """

    ids: Ids
    documents: Ids
    rows: Vectors
    usable: NDArray[np.bool_]

    @classmethod
    def of(cls, blocks: Sequence[Block], dimension: int) -> Table:
        """Join blocks that are sorted by their first passage."""
        rows = np.concatenate([np.empty((0, dimension), np.float32), *(block.rows for block in blocks)])
        ids = np.concatenate([np.empty(0, np.int64), *(block.ids for block in blocks)])
        documents = np.repeat([block.document for block in blocks], [len(block.rows) for block in blocks])
        return cls(ids, documents.astype(np.int64), rows, np.asarray(rows.any(axis=1)))

    @cached_property
    def sample(self) -> Vectors:
        """Some vectors from all over the library, (n, dimension), at most 2,000."""
        usable = np.flatnonzero(self.usable)
        return self.rows[usable[:: max(1, -(-len(usable) // _SAMPLE))]]

    def of_passages(self, passages: Sequence[int]) -> Vectors:
        """Return the vectors of passages, (n, dimension); a row of zeros where there is none."""
        found = np.zeros((len(passages), self.rows.shape[1]), np.float32)
        places = np.searchsorted(self.ids, passages)
        known = np.flatnonzero(places < len(self.ids))
        known = known[self.ids[places[known]] == np.asarray(passages, np.int64)[known]]
        found[known] = self.rows[places[known]]
        return found


class ExactIndex:
    """Keeps the vectors of a store in memory and reads only blocks it does not know yet. Thread-safe.

    Attributes:
        dimension: Length of a vector.
    """

    def __init__(self, store: Store, dimension: int) -> None:
        self._store = store
        self.dimension = dimension
        self._lock = threading.Lock()
        self._blocks: dict[int, Block] = {}
        self._table = Table.of([], dimension)
        self._commits = -1  # of the store, when the table was made

    def table(self) -> Table:
        """Return all vectors as they are in the store now."""
        commits = self._store.commits  # before reading: a write meanwhile makes the next call read again
        with self._lock:
            if self._commits != commits:
                self._refresh()
                self._commits = commits
            return self._table

    def glimpse(self) -> Table:
        """Return what `table` does, but keep nothing of it where nothing was searched yet: adding needs no search."""
        return self.table() if self._blocks else ExactIndex(self._store, self.dimension).table()

    def of_passages(self, passages: Sequence[int]) -> Vectors:
        """Return what `Table.of_passages` does; before anything was searched it reads only the blocks of these."""
        if self._blocks:
            return self.table().of_passages(passages)
        with self._store.reading() as connection:
            blocks = list(read_blocks(connection, blocks_of(connection, passages)))
        return Table.of(blocks, self.dimension).of_passages(passages)

    def _refresh(self) -> None:
        """Read the blocks that are new, and let go of those that are gone."""
        with self._store.reading() as connection:
            listed = block_list(connection)
            kept = {first: block for first, block in self._blocks.items() if listed.get(first) == block.size}
            fresh = {block.first: block for block in read_blocks(connection, listed.keys() - kept.keys())}
            if fresh or len(kept) < len(self._blocks):
                self._join(kept | fresh)

    def nearest(self, vector: Vectors, limit: int, documents: Collection[int] | None) -> list[tuple[int, float]]:
        """Return passage ids with their cosine, nearest first; in `documents` (row ids) only, where given."""
        table = self.table()
        allowed = table.usable
        if documents is not None:
            allowed = allowed & np.isin(table.documents, list(documents))
        candidates = np.flatnonzero(allowed)
        if len(candidates) < _FEW * len(table.rows):
            scores = table.rows[candidates] @ vector
        else:
            scores = (table.rows @ vector)[candidates]
        best = np.argpartition(-scores, limit - 1)[:limit] if len(scores) > limit else np.arange(len(scores))
        ordered = best[np.argsort(-scores[best], kind="stable")]
        return [(int(table.ids[candidates[index]]), float(scores[index])) for index in ordered]

    def _join(self, blocks: dict[int, Block]) -> None:
        """Make the table, and let the blocks be views into it so that each vector is in memory once."""
        ordered = [blocks[first] for first in sorted(blocks)]
        self._table = Table.of(ordered, self.dimension)
        ends = np.cumsum([len(block.rows) for block in ordered]).tolist()
        self._blocks = {
            block.first: Block(block.first, block.document, self._table.rows[end - len(block.rows) : end])
            for block, end in zip(ordered, ends, strict=True)
        }
