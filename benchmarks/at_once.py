"""How soon a document can be asked: found by its words, then by its meaning.

    python -m benchmarks.at_once FILE… [--pages N]

Each file is added to a library of its own by a program that has just been started, its reader child included. Prints
the seconds until it is found by words (goal: 2 for a hundred pages) and until all its vectors are there (goal: 15).
With --pages only files with at least so many pages, and at most a third more, are taken.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

import pypdfium2

from assistant import places
from assistant.documents.reader import Reader
from assistant.guard.sandbox import Launcher
from assistant.jobs import CancelToken
from assistant.library.embedder import MiniLM
from assistant.library.ingest import Adding, add
from assistant.library.libraries import Libraries

_WORDS_SECONDS = 2.0
_VECTORS_SECONDS = 15.0


def seconds_of(file: Path, home: Path) -> tuple[float, float]:
    """Add a file; return the seconds until it is found by words, and until it has all its vectors."""
    embedder = MiniLM(places.shipped_models() / "embedder")
    library = Libraries(home, lambda: embedder).open("measured", create=True)
    reader = Reader(Launcher())
    began, words = time.perf_counter(), 0.0
    try:
        for step in add(library, [file], [reader], CancelToken()):
            if isinstance(step, Adding) and step.ready:
                words = time.perf_counter() - began
        return words, time.perf_counter() - began
    finally:
        reader.close()
        library.close()


def main() -> None:
    """Print a line a file; the exit status is 1 where one misses a goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--pages", type=int, default=0, help="take files of about so many pages only")
    arguments = parser.parse_args()
    missed = 0
    for file in arguments.files:
        pages = len(pypdfium2.PdfDocument(file))
        if arguments.pages and not arguments.pages <= pages <= arguments.pages * 4 / 3:
            continue
        with tempfile.TemporaryDirectory() as home:
            words, vectors = seconds_of(file, Path(home))
        missed += words > _WORDS_SECONDS or vectors > _VECTORS_SECONDS
        print(f"{pages:5} pages  words {words:5.1f} s  vectors {vectors:5.1f} s  {file.name}", flush=True)
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
