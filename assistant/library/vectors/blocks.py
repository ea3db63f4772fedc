"""Vectors as the store keeps them: blocks of consecutive passages of one document, float16."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.library.embedder import Vectors
from assistant.library.store.connection import Connection


@dataclass(frozen=True, eq=False)
class Block:
    """Vectors of consecutive passages.

    Attributes:
        first: Id of the first passage; the others follow by one.
        document: Row id of their document.
        rows: (n, dimension) float32, L2-normalised up to half precision; a row of zeros has no vector.
    """

    first: int
    document: int
    rows: Vectors

    @property
    def ids(self) -> NDArray[np.int64]:
        """Ids of the passages, (n,) int64."""
        return np.arange(self.first, self.first + len(self.rows), dtype=np.int64)

    @property
    def size(self) -> tuple[int, int]:
        """Row id of the document and number of vectors, as `block_list` tells them."""
        return self.document, len(self.rows)


def write_block(connection: Connection, block: Block) -> None:
    """Keep a block, replacing one that begins at the same passage."""
    connection.execute(
        "INSERT OR REPLACE INTO vectors (first_passage, document, count, data) VALUES (?, ?, ?, ?)",
        (block.first, block.document, len(block.rows), block.rows.astype("<f2").tobytes()),
    )


def read_blocks(connection: Connection, firsts: Collection[int]) -> Iterator[Block]:
    """Yield the blocks that begin at the given passages."""
    for first in sorted(firsts):
        select = "SELECT document, count, data FROM vectors WHERE first_passage = ?"
        for document, count, data in connection.execute(select, (first,)):
            yield Block(first, document, np.frombuffer(data, "<f2").reshape(count, -1).astype(np.float32))


def block_list(connection: Connection) -> dict[int, tuple[int, int]]:
    """Return the document and the number of vectors of each block, by its first passage."""
    rows = connection.execute("SELECT first_passage, document, count FROM vectors ORDER BY first_passage")
    return {first: (document, count) for first, document, count in rows}


def blocks_of(connection: Connection, passages: Collection[int]) -> set[int]:
    """Return the first passages of the blocks in which the vectors of some passages are, where there are any."""
    select = "SELECT MAX(first_passage) FROM vectors WHERE first_passage <= ?"
    found = {connection.execute(select, (passage,)).fetchone()[0] for passage in passages}
    return found - {None}
