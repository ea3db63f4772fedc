"""What people build in an afternoon: pypdf, recursive splitting at 1000/200 characters, one embedding model, Chroma."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import chromadb
import numpy as np
from chromadb.config import Settings
from pypdf import PdfReader

from benchmarks.cached_library import CACHE, digest, embedder

if TYPE_CHECKING:
    from chromadb.api.types import Metadata

    from assistant.library.embedder import Vectors

_SIZE, _OVERLAP = 1000, 200
_SEPARATORS = ("\n\n", "\n", " ", "")
_ENOUGH = 400  # chunks fetched to rank pages by their best one
_BATCH = 5000
_SPECIAL_TOKENS = 2

Place = tuple[str, int]


@dataclass(frozen=True)
class Chunk:
    """A piece of one page."""

    place: Place
    text: str


class PlainPipeline:
    """Chunks of pages in an in-memory Chroma collection; a page ranks by its best chunk."""

    def __init__(self, name: str, chunks: Sequence[Chunk], vectors: Vectors) -> None:
        self._chunks = chunks
        self._embedder = embedder()
        client = chromadb.EphemeralClient(Settings(anonymized_telemetry=False))
        self._collection = client.create_collection(
            name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        for start in range(0, len(chunks), _BATCH):
            part = range(start, min(start + _BATCH, len(chunks)))
            metadatas: list[Metadata] = [{"file": chunks[index].place[0]} for index in part]
            self._collection.add(
                [str(index) for index in part], embeddings=vectors[part.start : part.stop], metadatas=metadatas
            )

    def pages(self, question: str, file: str | None = None) -> list[Place]:
        """Return the pages found for a question, best first; of one file only, where given."""
        found = self._collection.query(
            query_embeddings=self._embedder.query(question)[np.newaxis],
            n_results=min(_ENOUGH, len(self._chunks)),
            where={"file": file} if file else None,
            include=[],
        )
        return list(dict.fromkeys(self._chunks[int(name)].place for name in found["ids"][0]))


def plain_pipeline(name: str, files: Sequence[Path]) -> PlainPipeline:
    """Read, split and embed files; chunks and vectors are kept in the cache folder."""
    kept = CACHE / f"plain-{name}-{digest(files, embedder().digest, str(_SIZE), str(_OVERLAP))}"
    chunks, vectors = kept.with_suffix(".json"), kept.with_suffix(".npy")
    if not (chunks.exists() and vectors.exists()):
        made = [(path.name, number, text) for path in files for number, page in _pages(path) for text in split(page)]
        print(f"plain pipeline: embedding {len(made)} chunks …", flush=True)
        CACHE.mkdir(parents=True, exist_ok=True)
        chunks.write_text(json.dumps(made), encoding="utf-8")
        texts = list(_truncated([text for _, _, text in made]))
        np.save(vectors, embedder().passages(texts).astype(np.float16))
    read = [Chunk((file, number), text) for file, number, text in json.loads(chunks.read_text(encoding="utf-8"))]
    return PlainPipeline(name, read, np.load(vectors).astype(np.float32))


def _truncated(texts: Sequence[str]) -> Iterator[str]:
    """Yield the texts cut off at the model's window, as such pipelines do without a word."""
    model = embedder()
    for text in texts:
        starts = model.token_starts(text)
        room = model.window - _SPECIAL_TOKENS
        yield text if len(starts) <= room else text[: starts[room]]


def _pages(path: Path) -> Iterator[tuple[int, str]]:
    for number, page in enumerate(PdfReader(path).pages, 1):
        yield number, page.extract_text()


def split(text: str, size: int = _SIZE, overlap: int = _OVERLAP, separators: Sequence[str] = _SEPARATORS) -> list[str]:
    """Split by the coarsest separator present, pieces that are too long by the next one, and join up to `size`."""
    separator = next(mark for mark in separators if mark in text)
    finer = separators[separators.index(separator) + 1 :]
    chunks: list[str] = []
    fitting: list[str] = []
    for piece in text.split(separator) if separator else list(text):
        if len(piece) <= size:
            fitting.append(piece)
            continue
        chunks.extend(_joined(fitting, separator, size, overlap))
        fitting = []
        chunks.extend(split(piece, size, overlap, finer) if finer else [piece])
    return [chunk for chunk in [*chunks, *_joined(fitting, separator, size, overlap)] if chunk.strip()]


def _joined(pieces: Sequence[str], separator: str, size: int, overlap: int) -> Iterator[str]:
    """Join pieces up to `size` characters, each chunk beginning with up to `overlap` characters of the one before."""
    current: list[str] = []
    for piece in pieces:
        if current and _length(current, separator) + len(separator) + len(piece) > size:
            yield separator.join(current)
            while current and (
                _length(current, separator) > overlap
                or _length(current, separator) + len(separator) + len(piece) > size
            ):
                current.pop(0)
        current.append(piece)
    if current:
        yield separator.join(current)


def _length(pieces: Sequence[str], separator: str) -> int:
    return sum(map(len, pieces)) + len(separator) * (len(pieces) - 1)


Ranker = Callable[[str, str | None], list[Place]]
"""A question and a file (None for all) to pages, best first."""
