"""Honest embedders for tests."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.errors import WorldError
from assistant.jobs import CancelToken
from assistant.library.embedder import Embedder, MiniLM, Vectors

TOKEN = re.compile(r"\w+|[^\w\s]")


class WordEmbedder:
    """Texts that share words are near each other, and it counts what it is asked."""

    def __init__(self, dimension: int = 64, name: str = "words", digest: str = "1") -> None:
        self.name = name
        self.weights = ""
        self.digest = digest
        self.dimension = dimension
        self.window = 256
        self.embedded: list[str] = []

    @property
    def shipped(self) -> WordEmbedder:
        return self

    def token_starts(self, text: str) -> NDArray[np.int64]:
        return np.array([match.start() for match in TOKEN.finditer(text)], np.int64)

    def count(self, text: str) -> int:
        return len(TOKEN.findall(text))

    def passages(self, texts: Sequence[str], cancel: CancelToken | None = None) -> Vectors:
        if cancel is not None:
            cancel.check()
        assert all(self.count(text) <= self.window - 2 for text in texts)
        self.embedded += texts
        return np.stack([self.query(text) for text in texts])

    def query(self, text: str) -> Vectors:
        vector = np.full(self.dimension, 1e-3, np.float32)
        for word in TOKEN.findall(text.lower()):
            vector[zlib.crc32(word.encode()) % self.dimension] += 1
        return np.asarray(vector / np.linalg.norm(vector), np.float32)


class Crowded:
    """A model of the engine that holds any two texts to be alike, as many do, and may be gone."""

    name, weights, digest, dimension = "crowded", "w", "d", 385

    def __init__(self, shipped: MiniLM) -> None:
        self.shipped: Embedder = shipped
        self.window = shipped.window
        self.token_starts, self.count = shipped.token_starts, shipped.count
        self.gone = False

    def passages(self, texts: Sequence[str], cancel: CancelToken | None = None) -> Vectors:
        rows = self.shipped.passages(texts, cancel)
        shared = np.ones((len(rows), 1), np.float32)
        return np.asarray(np.hstack([rows, shared]) / np.sqrt(2), np.float32)

    def query(self, text: str) -> Vectors:
        if self.gone:
            raise WorldError("engine-gone", "The engine stopped while it was working. Ask again.")
        return np.asarray(self.passages([text])[0], np.float32)
