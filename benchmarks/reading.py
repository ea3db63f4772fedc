"""Reads every file of a folder and prints a line for each: status, pages, characters, seconds; at the end the memory.

    .venv/bin/python -m benchmarks.reading ../shared/data/formats
    .venv/bin/python -m benchmarks.reading ../shared/data/formats --damaged 300

With `--damaged` it reads damaged copies instead; then a crash or a hang of the reader counts as a failure of ours.
"""

from __future__ import annotations

import argparse
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import psutil

from assistant.documents.model import Page
from assistant.documents.reader import Reader, ignored
from assistant.errors import WorldError
from assistant.guard.sandbox import Launcher
from assistant.jobs import CancelToken
from benchmarks.mutations import damaged_copies

_SEED = 20310309
_OURS = {"reader-crashed", "reader-timeout"}


@dataclass(frozen=True)
class Outcome:
    """What came of a file."""

    status: str
    pages: int
    characters: int
    seconds: float


class PeakMemory:
    """The most resident memory that this process and all its children had together, in bytes, sampled."""

    def __init__(self) -> None:
        self.most = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(0.05):
            self.most = max(self.most, sum(_resident()))


def _resident() -> Iterator[int]:
    here = psutil.Process()
    for process in (here, *here.children(recursive=True)):
        try:
            yield process.memory_info().rss
        except psutil.NoSuchProcess:
            continue


def read(reader: Reader, path: Path) -> Outcome:
    """Return what came of reading a file."""
    start = time.perf_counter()
    pages: list[Page] = []
    try:
        pages = [part for part in reader.read(path, CancelToken()) if isinstance(part, Page)]
        status = ", ".join(f"{count} {kind}" for kind, count in Counter(str(page.status) for page in pages).items())
    except WorldError as error:
        status = error.code
    return Outcome(status, len(pages), sum(len(page.text) for page in pages), time.perf_counter() - start)


def report(paths: Iterable[Path], root: Path) -> Counter[str]:
    """Print a line for each file, and return how often the reader itself failed."""
    reader = Reader(Launcher())
    faults: Counter[str] = Counter()
    try:
        for path in paths:
            outcome = read(reader, path)
            faults.update({outcome.status} & _OURS)
            name = path.relative_to(root)
            print(f"{outcome.status:28} {outcome.pages:5} {outcome.characters:9} {outcome.seconds:7.2f} s  {name}")
    finally:
        reader.close()
    return faults


def main() -> None:
    """Read what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--damaged", type=int, default=0, metavar="COUNT", help="read so many damaged copies instead")
    chosen = parser.parse_args()
    files = sorted(path for path in chosen.folder.rglob("*") if path.is_file() and not ignored(path))
    start = time.perf_counter()
    with PeakMemory() as memory, tempfile.TemporaryDirectory() as folder:
        if chosen.damaged:
            whole = [path for path in files if path.stat().st_size]
            faults = report(damaged_copies(whole, Path(folder), chosen.damaged, _SEED), Path(folder))
        else:
            faults = report(files, chosen.folder)
    crashes, hangs = faults["reader-crashed"], faults["reader-timeout"]
    print(f"{crashes} crashes, {hangs} hangs; {time.perf_counter() - start:.1f} s; peak {memory.most / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
