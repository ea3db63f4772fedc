"""The engine as the rest of the core sees it: one Ollama, its models, its queue."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.engine.chat import OllamaModel
from assistant.engine.licences import Licence, acceptance_of, check_accepted, licence_of
from assistant.engine.models import ModelInfo, ModelStore, plain_name
from assistant.engine.ollama_process import KEPT_SECONDS, OllamaProcess
from assistant.engine.prefixes import PrefixMemory
from assistant.engine.program import Program, Server, find_program
from assistant.engine.protocols import ChatModel
from assistant.engine.queue import EngineQueue
from assistant.engine.refusals import RefusedError, explained
from assistant.engine.starter import Starter, shipped_starter
from assistant.engine.threads import engine_threads
from assistant.engine.transport import Transport
from assistant.errors import Cancelled, HaversackError, WorldError
from assistant.guard.policy import Feature, Policy
from assistant.jobs import CancelToken, Job, finish
from assistant.settings import SettingsFile

EMBEDDING_CONTEXT = 2048
"""Tokens an embedding model is asked to hold at most: several times a passage; the engine caps it at what it knows."""


@dataclass(frozen=True)
class EngineStatus:
    """How the engine is, in short.

    Attributes:
        program: Path of the Ollama program, the address of a development server, or "" where none was found.
        version: Such as `0.24.0`, "" where unknown.
        private: Whether it is our own child, which nobody else was told of.
        running: Whether it has been started.
        sentence: The same for a person.
    """

    program: str
    version: str
    private: bool
    running: bool
    sentence: str


class Engine:
    """Ollama with its models. Thread-safe; started at the first use, ended by `close`.

    Args:
        home: Holds `models/`, `logs/` and the settings.
        settings: The settings of this home, where another part has opened them already.
        policy: Of the machine.
    """

    def __init__(self, home: Path, settings: SettingsFile | None = None, policy: Policy | None = None) -> None:
        self._policy = policy or Policy()
        self._home = home
        self._lock = threading.RLock()
        self._importing = threading.Lock()
        self._closed = False
        self._program: Program | Server | None = None
        self._process: OllamaProcess | None = None
        self._store: ModelStore | None = None
        self._asked: dict[str, OllamaModel] = {}
        self._starter: Starter | None = shipped_starter()
        self.settings = settings or SettingsFile(home)
        self.queue = EngineQueue()
        self.prefixes = PrefixMemory(lasts=KEPT_SECONDS - 60)

    def models(self) -> list[ModelInfo]:
        """Return the installed models that write, and the starter model also before it was first used."""
        installed = [info for info in self._models().installed() if not info.embeds]
        if self._starter and not any(info.starter for info in installed):
            return [*installed, self._starter.info()]
        return installed

    def embedding_models(self) -> list[ModelInfo]:
        """Return the installed models that turn texts into vectors."""
        return [info for info in self._models().installed() if info.embeds]

    def model(self, name: str | None = None) -> ChatModel:
        """Return a model to ask: the named one, else the one in use, else the starter model.

        Nothing is started yet; an error of the engine shows when the model is first looked at.

        Raises:
            WorldError: `model-missing`, where no model is in use and no starter model is shipped.
        """
        chosen = plain_name(name or self.settings.current.model or (self._starter.name if self._starter else ""))
        if not chosen:
            raise WorldError("model-missing", "No model is installed. Import the GGUF file of a Llama first.")
        with self._lock:
            return self._asked.setdefault(chosen, OllamaModel(chosen, self))

    def use(self, name: str) -> None:
        """Make an installed model the one that is asked from now on.

        Raises:
            WorldError: `model-missing`, or `model-unsuitable` for one that only embeds.
        """
        info = self.facts(name)
        if info.embeds:
            raise WorldError(
                "model-unsuitable", f"{info.name} finds pages but cannot write: choose it for a library's search."
            )
        self.settings.change(model=info.name)

    def licence(self, name: str) -> Licence:
        """Return a model's licence, and who has accepted it. Raises WorldError `model-missing`."""
        info = self.facts(name)
        return licence_of(info, self._models().shown(info.name), self.settings.current)

    def accept(self, name: str) -> Licence:
        """Keep that the present user has accepted a model's licence. Raises WorldError `model-missing`."""
        accepted = self.settings.current.accepted | acceptance_of(self.facts(name))
        self.settings.change(accepted=accepted)
        return self.licence(name)

    def check_accepted(self, info: ModelInfo) -> None:
        """Raise LicenceError where nobody has accepted the licence of a model."""
        check_accepted(info, self.settings.current)

    def import_gguf(self, path: Path, name: str | None, cancel: CancelToken) -> Job[ModelInfo]:
        """Import a model file, yielding its progress in bytes; stopped at any point, nothing of it stays.

        Texts of its licence and terms of use that lie beside the file are kept with it.

        Raises:
            WorldError: `set-by-administrator`, `not-a-model`, `damaged-file`, `unsupported-format`, `disk-full`, …
            UsageError: `model-exists`, `bad-name`.
        """
        self._policy.check(Feature.MODEL_IMPORT)
        return (yield from self._models().install(path, name or "", cancel))

    def embed(self, model: str, texts: Sequence[str], cancel: CancelToken | None = None) -> NDArray[np.float32]:
        """Embed texts with an embedding model of the engine, without cutting them.

        It waits for nothing: the embedding model is loaded beside the one that writes. Long work takes turns
        (`queue.turn`).

        Returns:
            (n, d) float32, a row a text, as the model gives them.

        Raises:
            WorldError: `prompt-too-long` where a text exceeds the model's window; `embedding-failed` where the
                engine gave fewer vectors than texts, or one that is zero or not finite.
        """
        body = {
            "model": model, "input": list(texts), "truncate": False,
            "options": {"num_ctx": EMBEDDING_CONTEXT, "num_thread": engine_threads()},
        }  # fmt: skip
        try:
            answer = self.connect()[0].post("/api/embed", body, cancel or CancelToken())
        except RefusedError as refused:
            raise explained(refused, model, EMBEDDING_CONTEXT) from refused
        return _checked_vectors(answer.get("embeddings"), len(texts))

    def status(self) -> EngineStatus:
        """Tell which engine there is; starts nothing."""
        try:
            program = self._found()
        except HaversackError as error:
            return EngineStatus("", "", private=False, running=False, sentence=error.message)
        if isinstance(program, Server):
            sentence = f"Not private: the engine is a server at {program.url}, meant for development only."
            return EngineStatus(program.url, "", private=False, running=True, sentence=sentence)
        running = self._process is not None and self._process.running
        state = "is running" if running else "starts with the first question"
        sentence = f"Private: Ollama {program.version} {state}, as a part of this program and for it alone."
        return EngineStatus(str(program.path), program.version, private=True, running=running, sentence=sentence)

    def forget(self) -> None:
        """End Ollama, so that it holds nothing of what it was asked; the next request starts it again."""
        with self._lock:
            process, self._process = self._process, None
        self.prefixes.forget()
        if process:
            process.stop()

    def close(self) -> None:
        """End Ollama and its runners; whatever still asks gets `Cancelled`."""
        with self._lock:
            self._closed = True
            process = self._process
        if process:
            process.stop()

    def connect(self) -> tuple[Transport, int]:
        """Return a transport to the running engine, started where need be, and the number of its start.

        Raises:
            WorldError: `engine-missing`, `engine-too-old`, `engine-not-starting`, `engine-unstable`.
            Cancelled: After `close`.
        """
        with self._lock:
            if self._closed:
                raise Cancelled
            program = self._found()
            if isinstance(program, Server):
                return Transport(program.url), 0
            if self._process is None:
                self._process = OllamaProcess(program.path, self._home / "models", self._home / "logs")
            process = self._process
        return Transport(process.ensure()), process.generation

    def facts(self, name: str) -> ModelInfo:
        """Describe an installed model; the starter model is imported first where it is not there yet.

        Raises:
            WorldError: `model-missing`, and what starting and importing raise.
        """
        store = self._models()
        starter = self._starter
        if starter and plain_name(name).casefold() == starter.name.casefold():
            with self._importing:
                return _installed(store, starter)
        return store.find(name)

    def smaller_than(self, size: int) -> str:
        """Return the name of the largest installed model that is smaller, "" where there is none."""
        smaller = [info for info in self._models().installed() if info.size < size and not info.embeds]
        return max(smaller, key=lambda info: info.size).name if smaller else ""

    def _found(self) -> Program | Server:
        with self._lock:
            if self._program is None:
                self._program = find_program()
            return self._program

    def _models(self) -> ModelStore:
        with self._lock:
            if self._store is None:
                ours = isinstance(self._found(), Program)
                blobs = self._home / "models" / "blobs" if ours else None
                digest = self._starter.digest if self._starter else ""
                self._store = ModelStore(lambda: self.connect()[0], blobs, digest)
            return self._store


def _installed(store: ModelStore, starter: Starter) -> ModelInfo:
    """Return the starter model, imported and checked where it was never used before."""
    try:
        return store.find(starter.name)
    except WorldError as error:
        if error.code != "model-missing":
            raise
    return finish(store.install(starter.path, starter.name, CancelToken(), starter.digest))


def _checked_vectors(answered: object, wanted: int) -> NDArray[np.float32]:
    try:
        vectors = np.asarray(answered, dtype=np.float32)
    except (TypeError, ValueError):
        vectors = np.empty((0, 0), dtype=np.float32)
    whole = vectors.ndim == 2 and len(vectors) == wanted
    if not whole or not np.isfinite(vectors).all() or not vectors.any(axis=1).all():
        raise WorldError("embedding-failed", "The engine gave no usable vector for a piece of text.")
    return vectors
