"""Ten thousand small files in one folder: how long the first add takes, what a second one costs, and the memory.

    python -m benchmarks.many [--files N]

The second add finds nothing changed: it must embed nothing and take under a twentieth of the first.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from assistant import places
from assistant.documents.reader import Reader
from assistant.guard.sandbox import Launcher
from assistant.jobs import CancelToken
from assistant.library.embedder import MiniLM, Vectors
from assistant.library.ingest import Adding, add
from assistant.library.libraries import Libraries
from assistant.library.library import Library

_MOST_SHARE = 0.05
_PARTS = ("pump", "valve", "rotor", "seal", "hose", "filter")


class CountingMiniLM(MiniLM):
    """The product's embedder, which counts what it embeds."""

    embedded = 0

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Embed as the product does."""
        self.embedded += len(texts)
        return super().passages(texts)


def write_notes(folder: Path, count: int) -> None:
    """Write small notes, each different."""
    folder.mkdir()
    for number in range(count):
        part = _PARTS[number % len(_PARTS)]
        (folder / f"note {number:05}.txt").write_text(f"Note {number}: the {part} of unit {number // 7} was checked.\n")


def timed_add(library: Library, folder: Path, reader: Reader) -> tuple[float, list[int]]:
    """Add the folder; return the seconds it took, and the process's memory in bytes at each tenth of the files."""
    started = time.perf_counter()
    memory: list[int] = []
    for step in add(library, [folder], [reader], CancelToken()):
        if isinstance(step, Adding) and step.total and step.done * 10 >= step.total * (len(memory) + 1):
            memory.append(psutil.Process().memory_info().rss)
    return time.perf_counter() - started, memory


def main() -> None:
    """Print the figures; the exit status is 1 where the second add is too dear."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    count = parser.parse_args().files
    embedder = CountingMiniLM(places.shipped_models() / "embedder")
    with tempfile.TemporaryDirectory() as scratch:
        write_notes(Path(scratch) / "notes", count)
        library = Libraries(Path(scratch) / "home", lambda: embedder).open("notes", create=True)
        reader = Reader(Launcher())
        first, memory = timed_add(library, Path(scratch) / "notes", reader)
        at_first = embedder.embedded
        second, _ = timed_add(library, Path(scratch) / "notes", reader)
        reader.close()
        library.close()
    again = embedder.embedded - at_first
    print(f"{count} files: {first:.1f} s, {count / first:.0f} files/s, {at_first} texts embedded")
    print(f"again: {second:.1f} s ({second / first:.1%}), {again} texts embedded")
    print("memory at each tenth, MB: " + " ".join(f"{size >> 20}" for size in memory))
    sys.exit(1 if again or second > _MOST_SHARE * first else 0)


if __name__ == "__main__":
    main()
