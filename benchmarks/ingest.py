"""How fast documents become searchable: the product beside what people build in an afternoon, one after the other.

    python -m benchmarks.ingest FOLDER [--files N] [--cores N]

The other pipeline reads with pypdf, splits at 1000/200 characters, embeds as Chroma's own embedding function
does (the same weights in fp32, batches of 32, every text padded to 256 tokens) and writes to a Chroma folder. Both
get the same files and the same cores. Prints seconds, pages a second and the share of embedding for both.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import chromadb
import numpy as np
import onnxruntime
from chromadb.api.models.Collection import Collection
from chromadb.config import Settings
from pypdf import PdfReader
from tokenizers import Tokenizer

from assistant import places
from assistant.documents.reader import Reader
from assistant.guard.sandbox import Launcher
from assistant.jobs import CancelToken, finish
from assistant.library.embedder import MiniLM, Vectors
from assistant.library.ingest import add
from assistant.library.libraries import Libraries
from benchmarks.plain_pipeline import split
from setup.cache import TOOLS
from setup.models import FULL_PRECISION

MODEL = places.shipped_models() / "embedder"
_BATCH = 32
_WINDOW = 256


@dataclass
class Figures:
    """What one pipeline took."""

    name: str
    pages: int = 0
    passages: int = 0
    seconds: float = 0.0
    processor: float = 0.0
    stages: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Add the time of a block to a stage."""
        started = time.perf_counter()
        yield
        self.stages[stage] = self.stages.get(stage, 0.0) + time.perf_counter() - started

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Measure the whole block: wall time, and processor time with that of children that have ended."""
        started, used = time.perf_counter(), sum(os.times()[:4])
        yield
        self.seconds = time.perf_counter() - started
        self.processor = sum(os.times()[:4]) - used

    def line(self) -> str:
        """Return the figures as a line of the table."""
        shares = ", ".join(f"{name} {seconds / self.seconds:.0%}" for name, seconds in self.stages.items())
        rate = self.pages / self.seconds
        took = f"{self.seconds:8.1f} {self.processor:9.1f} {rate:8.1f}"
        return f"{self.name:10} {self.pages:6} {self.passages:9} {took}   {shares}"


class TimedMiniLM(MiniLM):
    """The product's embedder, timed."""

    def __init__(self, figures: Figures) -> None:
        super().__init__(MODEL)
        self._figures = figures

    def passages(self, texts: Sequence[str], cancel: CancelToken | None = None) -> Vectors:
        """Embed as the product does."""
        with self._figures.timed("embedding"):
            return super().passages(texts, cancel)


class PaddedMiniLM:
    """Embeds as Chroma's own function does."""

    def __init__(self) -> None:
        full = TOOLS / FULL_PRECISION
        self._session = onnxruntime.InferenceSession(full, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
        self._tokenizer.enable_truncation(_WINDOW)
        self._tokenizer.enable_padding(length=_WINDOW)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Embed in batches of 32, each text padded to 256 tokens."""
        return np.concatenate([self._batch(texts[start : start + _BATCH]) for start in range(0, len(texts), _BATCH)])

    def _batch(self, texts: Sequence[str]) -> Vectors:
        encoded = self._tokenizer.encode_batch(list(texts))
        inputs = {
            "input_ids": np.array([one.ids for one in encoded], np.int64),
            "attention_mask": np.array([one.attention_mask for one in encoded], np.int64),
        }
        return np.asarray(self._session.run(None, inputs)[0], np.float32)


def product(files: Sequence[Path], home: Path) -> Figures:
    """Add the files as the program does, with a reader child beside."""
    figures = Figures("product")
    embedder = TimedMiniLM(figures)
    with figures.whole():
        library = Libraries(home, lambda: embedder).open("measured", create=True)
        reader = Reader(Launcher())
        try:
            report = finish(add(library, files, [reader], CancelToken()))
        finally:
            reader.close()
            library.close()
    figures.pages = sum(told.pages for told in report.added)
    figures.passages = sum(told.passages for told in report.added)
    return figures


def plain(files: Sequence[Path], home: Path) -> Figures:
    """Add the files as a plain pipeline does."""
    figures = Figures("plain")
    with figures.whole():
        embedder = PaddedMiniLM()
        client = chromadb.PersistentClient(home, Settings(anonymized_telemetry=False))
        collection = client.create_collection("measured", embedding_function=None)
        for file in files:
            _add_plainly(file, embedder, collection, figures)
        client.close()  # type: ignore[attr-defined] # the type of its factory lacks it
    return figures


def _add_plainly(file: Path, embedder: PaddedMiniLM, collection: Collection, figures: Figures) -> None:
    with figures.timed("reading"):
        pages = [page.extract_text() for page in PdfReader(file).pages]
        chunks = [chunk for page in pages for chunk in split(page)]
    with figures.timed("embedding"):
        vectors = embedder.passages(chunks)
    with figures.timed("Chroma"):
        collection.add([f"{file.name} {index}" for index in range(len(chunks))], vectors, documents=chunks)
    figures.pages += len(pages)
    figures.passages += len(chunks)


def main() -> None:
    """Run both and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=5, help="how many, spread over the sizes")
    parser.add_argument("--cores", type=int, default=2)
    arguments = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, list(os.sched_getaffinity(0))[: arguments.cores])
    sized = sorted(arguments.folder.glob("*.pdf"), key=lambda path: path.stat().st_size)
    files = sized[:: max(len(sized) // arguments.files, 1)][: arguments.files]
    with tempfile.TemporaryDirectory() as scratch:
        ours, theirs = product(files, Path(scratch) / "product"), plain(files, Path(scratch) / "plain")
    print(f"{'':10} {'pages':>6} {'passages':>9} {'seconds':>8} {'processor':>9} {'pages/s':>8}   share of the time")
    print(ours.line(), theirs.line(), sep="\n")
    print(f"{theirs.seconds / ours.seconds:.2f} times as fast, {theirs.processor / ours.processor:.2f} times as lean")


if __name__ == "__main__":
    main()
