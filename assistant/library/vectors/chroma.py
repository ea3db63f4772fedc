"""Chroma as an index over the store's vectors: it gets ids and vectors, never text."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

from assistant.library.embedder import Vectors

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

COLLECTION = "passages"
"""A fixed name: a library's own may break Chroma's rules for names."""


class ChromaIndex:
    """An open Chroma collection. One thread at a time.

    Args:
        client: Owned by the index.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._batch = client.get_max_batch_size()
        self._collection: Collection = client.get_or_create_collection(
            COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )

    def ids(self) -> set[int]:
        """Return the ids of all passages in the index."""
        return {int(name) for name in self._collection.get(include=[])["ids"]}

    def put(self, ids: Sequence[int], rows: Vectors) -> None:
        """Add or replace vectors."""
        for start in range(0, len(ids), self._batch):
            part = slice(start, start + self._batch)
            self._collection.upsert(ids=[str(number) for number in ids[part]], embeddings=rows[part])

    def drop(self, ids: Sequence[int]) -> None:
        """Remove vectors."""
        for start in range(0, len(ids), self._batch):
            self._collection.delete(ids=[str(number) for number in ids[start : start + self._batch]])

    def nearest(self, vector: Vectors, limit: int) -> list[tuple[int, float]]:
        """Return passage ids with their cosine, nearest first."""
        limit = min(limit, self._collection.count())
        if limit == 0:
            return []
        found = self._collection.query(query_embeddings=vector[np.newaxis], n_results=limit, include=["distances"])
        distances = found["distances"] or [[]]
        return [(int(name), 1 - float(away)) for name, away in zip(found["ids"][0], distances[0], strict=True)]

    def close(self) -> None:
        """Write everything and let the files go."""
        self._client.close()


def persistent(folder: Path) -> ChromaIndex:
    """Open or make the index kept in a folder."""
    import chromadb  # noqa: PLC0415 - takes 0.6 s, so only when vectors are written or asked for
    from chromadb.config import Settings  # noqa: PLC0415

    return ChromaIndex(cast("Client", chromadb.PersistentClient(folder, Settings(anonymized_telemetry=False))))


def fingerprint(folder: Path) -> str:
    """Return the SHA-256 over the names and contents of an index's files; "" where there is none.

    A changed file is noticed before Chroma, which would crash on it or lose vectors without a word, opens it.
    """
    files = sorted(Path(root, name) for root, _, names in os.walk(folder) for name in names)
    total = hashlib.sha256()
    for path in files:
        with path.open("rb") as handle:
            total.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            total.update(hashlib.file_digest(handle, "sha256").digest())
    return total.hexdigest() if files else ""
