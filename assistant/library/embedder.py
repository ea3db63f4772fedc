"""Embedding models: what the library sees of one, and the one that ships with the program."""

from __future__ import annotations

import functools
import hashlib
import json
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from assistant.errors import WorldError
from assistant.jobs import CancelToken
from assistant.library.sharing_out import shared_out

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")  # else each child process started later prints a warning

Vectors = NDArray[np.float32]
_DIGESTS = {"model.onnx": "sha256", "tokenizer.json": "tokenizer_sha256"}  # the manifest's key for each file


class Embedder(Protocol):
    """Turns texts into vectors. Thread-safe."""

    @property
    def name(self) -> str:
        """The model's name, as the user knows it."""

    @property
    def digest(self) -> str:
        """SHA-256 over everything its vectors depend on."""

    @property
    def weights(self) -> str:
        """SHA-256 of its weights where it is a model of the engine, "" where it ships with the program."""

    @property
    def shipped(self) -> Embedder:
        """The model that ships with the program: passages are cut by its tokens, and sentences compared by it."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    @property
    def window(self) -> int:
        """Tokens it can hold, special ones included; longer texts would be cut."""

    def token_starts(self, text: str) -> NDArray[np.int64]:
        """Return the character offset at which each token of a text begins, ascending, special tokens left out."""

    def count(self, text: str) -> int:
        """Return the number of tokens of a text, special ones left out."""

    def passages(self, texts: Sequence[str], cancel: CancelToken | None = None) -> Vectors:
        """Embed passages: (n, dimension) float32, L2-normalised.

        Raises:
            Cancelled: `cancel` was set before all were done.
        """

    def query(self, text: str) -> Vectors:
        """Embed a question: (dimension,) float32, L2-normalised; what does not fit the window is left out."""


class MiniLM:
    """all-MiniLM-L6-v2: windows of 256 tokens, vectors of 384, English.

    The model file itself pools (mean over all tokens) and L2-normalises. The weights are loaded and checked
    at first use; only the small manifest is read before.

    Raises:
        WorldError: `embedder-missing` or `embedder-damaged`.
    """

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        self._folder = folder
        self._threads = threads or os.cpu_count() or 1
        self._manifest = _manifest(folder)
        self._loading = threading.Lock()

    @property
    def name(self) -> str:
        """`all-MiniLM-L6-v2`."""
        return str(self._manifest["name"])

    @property
    def digest(self) -> str:
        """SHA-256 over the digests of weights and tokenizer."""
        joined = "".join(str(self._manifest[key]) for key in _DIGESTS.values())
        return hashlib.sha256(joined.encode()).hexdigest()

    @property
    def weights(self) -> str:
        """None of the engine's: ""."""
        return ""

    @property
    def shipped(self) -> Embedder:
        """Itself."""
        return self

    @property
    def dimension(self) -> int:
        """384."""
        return int(self._manifest["dimension"])

    @property
    def window(self) -> int:
        """256, with the two special tokens."""
        return int(self._manifest["window"])

    def check(self) -> None:
        """Compare the files with their digests.

        Raises:
            WorldError: `embedder-missing` or `embedder-damaged`.
        """
        for name in _DIGESTS:
            self._verified(name)

    def token_starts(self, text: str) -> NDArray[np.int64]:
        """Return the character offset at which each token begins."""
        offsets = self._tokenizer.encode(text, add_special_tokens=False).offsets
        return np.array([start for start, _ in offsets], np.int64)

    def count(self, text: str) -> int:
        """Return the number of tokens, special ones left out."""
        return len(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def passages(self, texts: Sequence[str], cancel: CancelToken | None = None) -> Vectors:
        """Embed texts that fit the window: (n, 384) float32, L2-normalised.

        Each text runs alone on one core and as many run at once as there are cores: nothing is padded, and cores
        need not wait for each other within a layer.

        Raises:
            WorldError: `passage-too-long`, when a text does not fit the window.
            Cancelled: `cancel` was set before it began: a block takes a second.
        """
        if cancel is not None:
            cancel.check()
        return self._stack(shared_out(self._passage, texts, self._threads, "embedding"))

    def query(self, text: str) -> Vectors:
        """Embed a question: (384,) float32, L2-normalised; its first 254 tokens count."""
        ids = self._tokenizer.encode(text).ids
        if len(ids) > self.window:
            ids = [*ids[: self.window - 1], ids[-1]]
        return self._vector(ids)

    def _stack(self, rows: list[Vectors]) -> Vectors:
        return np.stack(rows) if rows else np.empty((0, self.dimension), np.float32)

    def _passage(self, text: str) -> Vectors:
        ids = self._tokenizer.encode(text).ids
        if len(ids) > self.window:
            raise WorldError("passage-too-long", "A passage does not fit the embedding model's window.")
        return self._vector(ids)

    def _vector(self, ids: Sequence[int]) -> Vectors:
        tokens = np.array([ids], np.int64)
        inputs = {"input_ids": tokens, "attention_mask": np.ones_like(tokens)}
        output: Any = self._session.run(None, inputs)[0]
        return np.asarray(output[0], np.float32)

    @functools.cached_property
    def _tokenizer(self) -> Tokenizer:
        tokenizer = Tokenizer.from_str(self._verified("tokenizer.json").decode())
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    @property
    def _session(self) -> InferenceSession:
        with self._loading:
            return self._loaded

    @functools.cached_property
    def _loaded(self) -> InferenceSession:
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        import onnxruntime  # noqa: PLC0415 - takes 0.3 s, so after the first paint

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        return onnxruntime.InferenceSession(self._verified("model.onnx"), options, providers=["CPUExecutionProvider"])

    def _verified(self, name: str) -> bytes:
        try:
            content = (self._folder / name).read_bytes()
        except OSError as error:
            raise _missing(self._folder / name) from error
        if hashlib.sha256(content).hexdigest() != self._manifest[_DIGESTS[name]]:
            raise WorldError(
                "embedder-damaged", f"The embedding model's file {name} is damaged: install the program again."
            )
        return content


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _missing(folder) from error
    return manifest


def _missing(path: Path) -> WorldError:
    return WorldError("embedder-missing", f"The embedding model is missing: install the program again. ({path})")
