"""How search grows with the library: `python -m benchmarks.scale [--sizes 1000 10000 100000]`.

Synthetic libraries are made from the real filings: pages with half of their words drawn anew from all pages, the
vectors of their passages with noise. For each size, processes of their own tell how long it took to build, to rebuild
the vector index and to open, the time to evidence for analysts' questions, and the memory. The exponents say how each
grows; what 1,000,000 passages would cost is drawn out from the last two sizes.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
import psutil
from numpy.typing import NDArray

from assistant.documents.model import Head, Page
from assistant.documents.values import PageStatus
from assistant.library.embedder import Vectors
from assistant.library.libraries import Libraries
from assistant.library.library import Library
from assistant.library.passages.cutting import Draft, cut_by
from assistant.library.vectors.blocks import Block, write_block
from assistant.library.writing import Content, Stamp, insert_document, set_path, set_status
from assistant.search.finder import Finder
from benchmarks.cached_library import cached_library, embedder
from benchmarks.questions import DATA, read_questions

_SEED = 7
_NOISE = 0.02
_PAGES = 100  # of a synthetic document
_MEGABYTE = 1 << 20
_LARGE = 1_000_000


@dataclass(frozen=True)
class Source:
    """The real filings: pages with their passages as spans, and one vector a passage."""

    texts: Sequence[str]
    spans: Sequence[Sequence[tuple[int, int]]]
    vectors: Sequence[Vectors]


def read_source(files: Sequence[Path]) -> Source:
    """Take pages, passages and vectors out of the library of real filings."""
    texts, spans, vectors = [], [], []
    with cached_library("financebench", files) as library:
        for record in library.documents():
            pages = {page.number: page.text for page in library.pages(record.sha256)}
            passages = library.passages_of(record.sha256)
            rows = library.vectors([passage.id for passage in passages])
            for number, text in pages.items():
                own = [place for place, passage in enumerate(passages) if passage.page == number]
                if own:
                    texts.append(text)
                    spans.append([(passages[place].start, passages[place].end) for place in own])
                    vectors.append(rows[own])
    return Source(texts, spans, vectors)


def synthetic(source: Source, passages: int) -> Iterator[tuple[list[str], list[Sequence[tuple[int, int]]], Vectors]]:
    """Yield documents: page texts, spans of the passages of each page, and their vectors."""
    random = np.random.default_rng(_SEED)
    words = np.array([word for text in source.texts for word in text.split()])
    made = 0
    while made < passages:
        chosen = random.integers(0, len(source.texts), _PAGES)
        texts = [_resampled(source.texts[place], words, random) for place in chosen]
        rows = np.concatenate([source.vectors[place] for place in chosen])
        rows = rows + random.normal(0, _NOISE, rows.shape).astype(np.float32)
        spans = [source.spans[place] for place in chosen]
        made += len(rows)
        yield texts, spans, rows / np.linalg.norm(rows, axis=1, keepdims=True)


def _resampled(text: str, words: NDArray[np.str_], random: np.random.Generator) -> str:
    """Return the text with half of its words replaced, as long as before so that the spans still fit."""
    own = text.split(" ")
    other = random.choice(words, len(own))
    changed = random.random(len(own)) < 0.5
    mixed = " ".join(new if swap else old for old, new, swap in zip(own, other, changed, strict=True))
    return mixed[: len(text)].ljust(len(text))


def build(library: Library, source: Source, passages: int) -> None:
    """Fill a library with synthetic documents, as adding files does: words and vectors in the store, then the index."""
    for number, (texts, spans, rows) in enumerate(synthetic(source, passages)):
        name = f"synthetic-{number}.txt"
        pages = [Page(place, str(place), "page", text, PageStatus.TEXT, "made") for place, text in enumerate(texts, 1)]
        drafts = [Draft(place, *span, "", boilerplate=False) for place, own in enumerate(spans, 1) for span in own]
        identity = cut_by(library.embedder)
        content = Content(sha256(name.encode()).hexdigest(), 1, ".txt", name, Head("text"), pages, drafts, identity)
        with library.store.writing() as connection:
            document, first = insert_document(connection, content)
            set_path(connection, f"/synthetic/{name}".encode(), document, None, Stamp(1, 1, 1, number, 1))
            block = Block(first, document, rows.astype(np.float32))
            write_block(connection, block)
            set_status(connection, document, "indexed")
        library.index.put(block)
    library.index.flush()


def built(folder: Path, passages: int, files: Sequence[Path]) -> dict[str, float]:
    """Make a library and its vector index, and that index once more from the store alone."""
    library = _libraries(folder).open("scale", create=True)
    source = read_source(files)
    seconds = _timed(lambda: build(library, source, passages))
    library.index.clear(library.embedder.dimension)
    rebuild = _timed(library.index.open)
    library.close()
    return {"build": seconds, "rebuild": rebuild}


def searched(folder: Path, questions: Sequence[str]) -> dict[str, float]:
    """Open a library and ask it every question, over all documents and over three of them; seconds and MB."""
    started = time.perf_counter()
    library = _libraries(folder).open("scale")
    opened = time.perf_counter() - started
    finder = Finder(library)
    first = _timed(lambda: finder.find(questions[0]))
    library.index.open()
    whole = _asked(finder, questions, [])
    few = _asked(finder, questions, [record.sha256 for record in library.documents()[:3]])
    figures = {
        "passages": library.coverage().passages,
        "open": opened,
        "first": first,
        "p50": float(np.percentile(whole[:, 0], 50)),
        "p95": float(np.percentile(whole[:, 0], 95)),
        "p95 processor": float(np.percentile(whole[:, 1], 95)),
        "p95 in three": float(np.percentile(few[:, 0], 95)),
        "memory": psutil.Process().memory_info().rss / _MEGABYTE,
    }
    library.close()
    return figures


def _asked(finder: Finder, questions: Sequence[str], documents: Sequence[str]) -> NDArray[np.float64]:
    """Return the seconds each question took, (n, 2): by the clock, and of the processor alone."""
    taken = []
    for question in questions:
        before = time.process_time()
        seconds = finder.find(question, documents=documents).seconds
        taken.append((seconds, time.process_time() - before))
    return np.array(taken)


def _libraries(folder: Path) -> Libraries:
    model = embedder()
    return Libraries(folder, lambda: model)


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def in_own_process(step: str, folder: Path, passages: int, data: Path) -> dict[str, float]:
    """Run one step in a process of its own, so that its memory is its own."""
    command = [sys.executable, "-m", "benchmarks.scale", "--step", step, "--folder", str(folder), "--data", str(data)]
    done = subprocess.run([*command, "--sizes", str(passages)], check=True, stdout=subprocess.PIPE, text=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def show(rows: Sequence[dict[str, float]]) -> None:
    """Print a line a size, the exponents of growth between the last two, and what a million would cost."""
    print("".join(f"{name:>14}" for name in rows[0]))
    for row in rows:
        print("".join(f"{value:14.3f}" if value < 100 else f"{value:14,.0f}" for value in row.values()))
    if len(rows) < 2:
        return
    before, last = rows[-2:]
    ratio = np.log(last["passages"] / before["passages"])
    exponents = {name: float(np.log(last[name] / before[name]) / ratio) for name in last if name != "passages"}
    print("growth, as a power of the number of passages:")
    print("".join(f"{value:14.2f}" for value in (1.0, *exponents.values())))
    print(f"{_LARGE:,} passages, drawn out:")
    far = {name: last[name] * (_LARGE / last["passages"]) ** power for name, power in exponents.items()}
    print("".join(f"{value:14,.1f}" for value in (float(_LARGE), *far.values())))


def main() -> None:
    """Measure each size and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--data", type=Path, default=DATA / "financebench")
    parser.add_argument("--step", choices=["build", "search"], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.step == "build":
        files = sorted((chosen.data / "pdfs").glob("*.pdf"))
        print(json.dumps(built(chosen.folder, chosen.sizes[0], files)))
    elif chosen.step == "search":
        questions = [question.text for question in read_questions(chosen.data / "questions.jsonl")]
        print(json.dumps(searched(chosen.folder, questions)))
    else:
        show([_one(size, chosen.data) for size in chosen.sizes])


def _one(size: int, data: Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="haversack-scale-") as folder:
        figures = in_own_process("build", Path(folder), size, data)
        return in_own_process("search", Path(folder), size, data) | figures


if __name__ == "__main__":
    main()
