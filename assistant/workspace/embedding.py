"""Which model a library is searched by: the shipped one, or any embedding model of the engine."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.engine.engine import Engine
from assistant.jobs import CancelToken, Job
from assistant.library.embedder import Embedder
from assistant.library.engine_embedder import EngineEmbedder, prefixes
from assistant.library.reembedding import change_embedder, seconds_needed
from assistant.workspace.recording import Recording
from assistant.workspace.shelf import DEFAULT_LIBRARY, Shelf


@dataclass(frozen=True)
class Choice:
    """A model by which a library can be searched.

    Attributes:
        name: Of the model.
        shipped: Whether it came with the program.
        in_use: Whether the library is searched by it.
        notice: What should be known of it, "" where there is nothing.
    """

    name: str
    shipped: bool
    in_use: bool
    notice: str = ""


@dataclass(frozen=True)
class Change:
    """What choosing another model would take.

    Attributes:
        name: Of the model.
        passages: To be embedded anew.
        seconds: How long that takes, as measured a moment ago.
    """

    name: str
    passages: int
    seconds: float


class Embedding:
    """Chooses the embedding model of each library; thread-safe."""

    def __init__(self, shelf: Shelf, engine: Engine, recording: Recording) -> None:
        self._shelf = shelf
        self._engine = engine
        self._recording = recording

    def choices(self, library: str = DEFAULT_LIBRARY) -> list[Choice]:
        """Return the shipped model and every embedding model of the engine.

        Raises:
            WorldError: The engine is missing or does not start.
        """
        used, shipped = self._shelf.library(library).embedder.name, self._shelf.shipped_embedder().name
        models = self._engine.embedding_models()
        return [
            Choice(shipped, shipped=True, in_use=used == shipped),
            *(
                Choice(model.name, shipped=False, in_use=used == model.name, notice=_notice(model.name))
                for model in models
            ),
        ]

    def used(self, library: str = DEFAULT_LIBRARY) -> str:
        """Return the name of the model by which a library is searched; starts nothing."""
        return self._shelf.library(library).embedder.name

    def estimate(self, model: str, *, library: str = DEFAULT_LIBRARY) -> Change:
        """Tell what choosing a model would take; a few passages are embedded to measure it.

        Raises:
            WorldError: `model-missing`, `model-unsuitable`, `licence-not-accepted`, …
        """
        opened, embedder = self._shelf.library(library), self._embedder(model)
        return Change(embedder.name, opened.coverage().passages, seconds_needed(opened, embedder))

    def change(self, model: str, cancel: CancelToken, *, library: str = DEFAULT_LIBRARY) -> Job[None]:
        """Search a library by another model; as `library.reembedding.change_embedder`.

        Raises:
            WorldError: `model-missing`, `model-unsuitable`, `licence-not-accepted`, …
        """
        opened, embedder = self._shelf.library(library), self._embedder(model)
        self._recording.told_model(opened, embedder.name, embedder.weights)
        yield from change_embedder(opened, embedder, cancel)

    def _embedder(self, model: str) -> Embedder:
        shipped = self._shelf.shipped_embedder()
        if model.casefold() == shipped.name.casefold():
            return shipped
        return EngineEmbedder.of(self._engine, shipped, model)


def _notice(model: str) -> str:
    """Say where it is not known what a model wants in front of questions and passages."""
    if prefixes(model).known:
        return ""
    return f"What {model} wants in front of questions and passages is not known, so it gets them bare."
