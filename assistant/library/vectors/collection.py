"""The child's side of the vector index: the only place that talks to Chroma."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

import chromadb
import numpy as np
from chromadb.config import Settings
from numpy.typing import NDArray

from assistant.guard.channel import Channel, Frame
from assistant.library.embedder import Vectors

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

_NAME = "passages"  # a fixed one: a library's own may break Chroma's rules for names

Ids = NDArray[np.int64]
Items = TypeVar("Items", NDArray[np.int64], NDArray[np.float32])


class PassageVectors:
    """A Chroma collection of ids and vectors, by cosine, with no text and no metadata.

    Args:
        folder: Of its files; None keeps all in memory.
    """

    def __init__(self, folder: Path | None) -> None:
        settings = Settings(anonymized_telemetry=False)
        client = chromadb.PersistentClient(folder, settings) if folder else chromadb.EphemeralClient(settings)
        self._client = cast("Client", client)
        self._batch = client.get_max_batch_size()
        self._collection: Collection = client.get_or_create_collection(
            _NAME, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )

    def ids(self) -> Ids:
        """Return the ids of all passages in the index."""
        return np.array([int(name) for name in self._collection.get(include=[])["ids"]], np.int64)

    def put(self, ids: Ids, rows: Vectors) -> None:
        """Add or replace vectors."""
        for names, part in zip(self._batches(ids), self._batches(rows), strict=True):
            self._collection.upsert(ids=[str(number) for number in names], embeddings=part)

    def drop(self, ids: Ids) -> None:
        """Remove vectors."""
        for names in self._batches(ids):
            self._collection.delete(ids=[str(number) for number in names])

    def nearest(self, vector: Vectors, limit: int) -> tuple[Ids, Vectors]:
        """Return the passages nearest to a vector, and their cosines, nearest first."""
        limit = min(limit, self._collection.count())
        if limit == 0:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        found = self._collection.query(query_embeddings=vector[np.newaxis], n_results=limit, include=["distances"])
        [names], [distances] = found["ids"], found["distances"] or [[]]
        return np.array([int(name) for name in names], np.int64), 1 - np.array(distances, np.float32)

    def close(self) -> None:
        """Write everything and let the files go."""
        self._client.close()

    def _batches(self, items: Items) -> Sequence[Items]:
        return [items[start : start + self._batch] for start in range(0, len(items), self._batch)]


def serve(channel: Channel) -> None:
    """Answer requests until the other end hangs up; what fails ends this process."""
    opening = channel.receive()
    if opening is None:
        return
    folder = str(opening.header["folder"])
    vectors = PassageVectors(Path(folder) if folder else None)
    channel.send({})
    while (request := channel.receive()) is not None:
        channel.send({}, answer(vectors, request))


def answer(vectors: PassageVectors, request: Frame) -> bytes:
    """Do what a request asks for and return what is sent back: int64 ids, then float32 cosines where asked for."""
    count = int(str(request.header.get("count", 0)))
    ids = np.frombuffer(request.body, "<i8", count)
    rows = np.frombuffer(request.body, "<f2", offset=ids.nbytes).astype(np.float32)
    match request.header["request"]:
        case "ids":
            return vectors.ids().astype("<i8").tobytes()
        case "put":
            vectors.put(ids, rows.reshape(count, -1))
        case "drop":
            vectors.drop(ids)
        case "nearest":
            found, cosines = vectors.nearest(rows, int(str(request.header["limit"])))
            return found.astype("<i8").tobytes() + cosines.astype("<f4").tobytes()
        case "close":
            vectors.close()
    return b""
