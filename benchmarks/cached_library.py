"""Libraries of measuring data, read and indexed once by the product and kept in the user's cache folder."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import platformdirs

from assistant import places
from assistant.documents.reader import Reader
from assistant.guard.sandbox import Launcher
from assistant.jobs import CancelToken, finish
from assistant.library.embedder import MiniLM
from assistant.library.ingest import add
from assistant.library.libraries import Libraries
from assistant.library.library import Library
from assistant.library.passages.cutting import RULES

CACHE = platformdirs.user_cache_path("haversack-benchmarks", appauthor=False)


def embedder() -> MiniLM:
    """Return the product's embedder."""
    return MiniLM(places.shipped_models() / "embedder")


def digest(files: Sequence[Path], *rules: str) -> str:
    """Return a key for what is made from files by rules."""
    total = hashlib.sha256("\0".join(rules).encode())
    for path in sorted(files):
        total.update(path.name.encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


@contextmanager
def cached_library(name: str, files: Sequence[Path], *, fresh: bool = False) -> Iterator[Library]:
    """Open the library of these files, adding them first where the cache has none under the present rules."""
    model = embedder()
    folder = CACHE / f"{name}-{digest(files, RULES, model.digest)}"
    if fresh:
        shutil.rmtree(folder, ignore_errors=True)
    library = Libraries(folder, lambda: model).open("measured", create=True)
    try:
        _fill(library, files)
        yield library
    finally:
        library.close()


def _fill(library: Library, files: Sequence[Path]) -> None:
    known = {Path(path) for record in library.documents() for path in record.paths}
    missing = [path for path in files if path not in known]
    if not missing:
        return
    print(f"reading and indexing {len(missing)} files …", flush=True)
    started = time.perf_counter()
    reader = Reader(Launcher())
    try:
        report = finish(add(library, missing, [reader], CancelToken()))
    finally:
        reader.close()
    pages = sum(record.pages for record in report.added)
    passages = sum(record.passages for record in report.added)
    print(f"  {pages} pages, {passages} passages in {time.perf_counter() - started:.0f} s", flush=True)
    for failed in report.failed:
        print(f"  {failed.path}: {failed.message}")
