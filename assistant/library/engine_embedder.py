"""Embedding models of the engine, any of which a library can be searched by."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant import places
from assistant.engine.models import ModelInfo
from assistant.engine.protocols import Urgency
from assistant.errors import WorldError
from assistant.jobs import CancelToken
from assistant.library.embedder import Embedder, Vectors

_SHORTEST = 16
"""Characters down to which a text is shortened that the model finds too long."""


class Queue(Protocol):
    """The engine's queue."""

    def turn(self, urgency: Urgency, cancel: CancelToken) -> AbstractContextManager[None]:
        """Wait for a turn and hold it for a block."""


class Engine(Protocol):
    """What is needed of the engine."""

    @property
    def queue(self) -> Queue:
        """The one queue."""

    def facts(self, name: str) -> ModelInfo:
        """Describe an installed model."""

    def check_accepted(self, info: ModelInfo) -> None:
        """Raise LicenceError where nobody has accepted the licence of a model."""

    def embed(self, model: str, texts: Sequence[str], cancel: CancelToken | None = None) -> Vectors:
        """Embed texts: (n, d) float32."""


@dataclass(frozen=True)
class Prefixes:
    """What a model wants in front of texts.

    Attributes:
        query: In front of a question.
        document: In front of a passage.
        known: Whether the model is one whose wishes are known.
    """

    query: str = ""
    document: str = ""
    known: bool = True


@functools.cache
def prefixes(model: str) -> Prefixes:
    """Return what a model of this name wants in front of texts (`resources/search/embedders.toml`)."""
    parts = re.sub(r"[^a-z0-9]+", "-", f" {model.casefold()} ")
    rows = places.resource_data("search", "embedders.toml")["models"]
    fitting = [row for row in rows if f"-{row['name']}-" in parts]
    if not fitting:
        return Prefixes(known=False)
    row = max(fitting, key=lambda row: len(row["name"]))
    return Prefixes(row.get("query", ""), row.get("document", ""))


class EngineEmbedder:
    """An embedding model of the engine, asked by `/api/embed`. Thread-safe; nothing is started before its first use.

    Passages are measured by the shipped model's tokens, so that a library keeps its passages when its model changes.
    A passage that is longer in the model's own tokens than the model holds counts by its beginning.

    Args:
        engine: Runs it.
        shipped: Measures passages.
        name: Of the model, as the user knows it.
        weights: SHA-256 of its weights.
        dimension: Length of its vectors.

    Raises:
        WorldError: From `passages` and `query`: `embedder-differs` where the engine has other weights under this name;
            `licence-not-accepted`, `model-missing`, `engine-gone`, `out-of-memory`, `embedding-failed`, …
    """

    def __init__(self, engine: Engine, shipped: Embedder, name: str, weights: str, dimension: int) -> None:
        self._engine = engine
        self._same = False
        self._prefixes = prefixes(name)
        self.shipped = shipped
        self.name = name
        self.weights = weights
        self.dimension = dimension

    @classmethod
    def of(cls, engine: Engine, shipped: Embedder, name: str) -> EngineEmbedder:
        """Make one of an installed model, which is tried out.

        Raises:
            WorldError: `model-missing`, `model-unsuitable`, `licence-not-accepted`, …
        """
        info = engine.facts(name)
        if not info.embeds:
            raise WorldError(
                "model-unsuitable", f"{info.name} writes: to find pages, choose a model that is made for embedding."
            )
        engine.check_accepted(info)
        [vector] = engine.embed(info.name, ["text"])
        return cls(engine, shipped, info.name, info.digest, len(vector))

    @property
    def digest(self) -> str:
        """SHA-256 over weights and prefixes."""
        said = [self.weights, self._prefixes.query, self._prefixes.document]
        return hashlib.sha256("\0".join(said).encode()).hexdigest()

    @property
    def window(self) -> int:
        """Of the shipped model, which measures."""
        return self.shipped.window

    def token_starts(self, text: str) -> NDArray[np.int64]:
        """Return where each token of the shipped model begins."""
        return self.shipped.token_starts(text)

    def count(self, text: str) -> int:
        """Return the number of the shipped model's tokens."""
        return self.shipped.count(text)

    def passages(self, texts: Sequence[str], cancel: CancelToken | None = None) -> Vectors:
        """Embed passages one by one, each after whatever else the engine is asked.

        Four in one request were embedded 10 % sooner (measured), but a question's own vector waited 0.3 s for them
        where it now waits 0.1 s.
        """
        self._check()
        stop = cancel or CancelToken()
        rows = np.empty((len(texts), self.dimension), np.float32)
        for row, text in zip(rows, texts, strict=True):
            with self._engine.queue.turn(Urgency.INDEX, stop):
                row[:] = self._vector(self._prefixes.document + text, stop)
        return rows

    def query(self, text: str) -> Vectors:
        """Embed a question, beside whatever the engine is doing."""
        self._check()
        return self._vector(self._prefixes.query + text, CancelToken())

    def _check(self) -> None:
        """Make sure once that the engine has the weights that the library was indexed with, and may be asked."""
        if self._same:
            return
        info = self._engine.facts(self.name)
        if info.digest != self.weights:
            raise WorldError(
                "embedder-differs",
                f"The engine has another model under the name {self.name} now: choose it anew for this library.",
            )
        self._engine.check_accepted(info)
        self._same = True

    def _vector(self, text: str, cancel: CancelToken) -> Vectors:
        """Embed a text, or as much of its beginning as the model holds."""
        for shorter in _halves(text):
            try:
                [found] = self._engine.embed(self.name, [shorter], cancel)
            except WorldError as error:
                if error.code != "prompt-too-long":
                    raise
            else:
                return self._checked(found)
        raise WorldError("passage-too-long", f"{self.name} holds too few words at once to find pages by.")

    def _checked(self, found: Vectors) -> Vectors:
        if len(found) != self.dimension:
            raise WorldError("embedding-failed", f"{self.name} gave a vector of another length than before.")
        return np.asarray(found / np.linalg.norm(found), np.float32)


def _halves(text: str) -> Iterator[str]:
    while len(text) >= _SHORTEST:
        yield text
        text = text[: len(text) // 2]
    yield text
