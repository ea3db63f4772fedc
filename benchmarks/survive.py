"""Kill the program at placed points and at random moments of adding and removing, and look at what is left.

    python -m benchmarks.survive [--random N]

Each round starts a child that works on a library of small documents, lets it be killed (SIGKILL), opens the
library again and checks: no half document, words and pages agree, originals whole; then the same work is done
again and every document must be found by words and by meaning. Prints one line a round.
"""

from __future__ import annotations

import argparse
import functools
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from assistant import places
from assistant.documents.reader import Reader
from assistant.guard.sandbox import Launcher
from assistant.jobs import CancelToken, finish
from assistant.library import ingest
from assistant.library.adding import embedding, keeping
from assistant.library.embedder import MiniLM
from assistant.library.libraries import Libraries
from assistant.library.library import Library
from assistant.library.originals import OriginalFiles
from assistant.library.store.store import Store
from assistant.library.vectors.chroma import ChromaIndex
from assistant.library.vectors.index import VectorIndex

_READERS = 2
WORDS = ("pump", "valve", "rotor", "wing", "gear", "seal", "bolt", "filter", "hose", "cable")


@dataclass(frozen=True)
class Point:
    """A place in the program to be killed at.

    Attributes:
        owner: Module or class that holds the function.
        name: The function.
        call: Which call of it, from 1.
        after: Whether the function has done its work by then.
    """

    owner: object
    name: str
    call: int
    after: bool


POINTS = {
    "before an original is kept": Point(OriginalFiles, "keep", 3, after=False),
    "after an original is kept": Point(OriginalFiles, "keep", 3, after=True),
    "after rows were written, before the commit": Point(keeping, "write_document", 3, after=True),
    "after a path was set, before the commit": Point(keeping, "set_path", 3, after=True),
    "after a document became visible": Point(embedding.Embedding, "put", 2, after=False),
    "before vectors are written": Point(embedding, "write_block", 2, after=False),
    "after vectors were written, before the commit": Point(embedding, "write_block", 3, after=True),
    "before vectors go to Chroma": Point(ChromaIndex, "put", 1, after=False),
    "after vectors went to Chroma": Point(ChromaIndex, "put", 1, after=True),
    "before Chroma is closed": Point(ChromaIndex, "close", 1, after=False),
    "after Chroma was closed, before its mark": Point(ChromaIndex, "close", 1, after=True),
    "after Chroma was marked as clean": Point(VectorIndex, "close", 1, after=True),
    "after a removal was committed": Point(OriginalFiles, "remove", 1, after=False),
    "after an original was removed": Point(OriginalFiles, "remove", 1, after=True),
    "before the store is tidied": Point(Store, "tidy", 1, after=False),
}


def text_of(number: int) -> str:
    """Return the text of one of the documents, which no other one resembles."""
    word = WORDS[number % len(WORDS)]
    return "\n".join(f"marker{number} line {line}: the {word} of machine {number} was looked at." for line in range(60))


def make_documents(folder: Path, count: int) -> None:
    """Write the documents."""
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(text_of(number))


def opened(home: Path) -> Library:
    """Open the library with the product's own embedder."""
    embedder = MiniLM(places.shipped_models() / "embedder")
    return Libraries(home, lambda: embedder).open("survivor", create=True)


def work(library: Library, folder: Path) -> None:
    """Add all documents, and remove the first one."""
    readers = [Reader(Launcher()) for _ in range(_READERS)]
    try:
        finish(ingest.add(library, [folder], readers, CancelToken()))
    finally:
        for reader in readers:
            reader.close()
    library.remove("000.txt")


def child(home: Path, folder: Path, point: str) -> None:
    """Do the work, dying at the point if one is named."""
    if point:
        _arm(POINTS[point])
    library = opened(home)
    work(library, folder)
    library.close()


def check(library: Library, folder: Path, *, finished: bool) -> list[str]:
    """Return what is wrong with a library that was opened after a kill, or after the work was done again."""
    wrong = [f"{record.path}: {fault}" for record in library.documents() for fault in _faults(library, record.sha256)]
    with library.store.writing() as connection:
        connection.execute("INSERT INTO passage_words (passage_words, rank) VALUES ('integrity-check', 1)")
        wrong += [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    if finished:
        wrong += [f"{file.name}: not found" for file in sorted(folder.iterdir())[1:] if not _is_found(library, file)]
        wrong += ["the removed document is back"] if library.lexical("marker0", 1) else []
    return wrong


def survive(
    home: Path, folder: Path, kill: Callable[[subprocess.Popen[bytes]], None], point: str
) -> tuple[bool, list[str]]:
    """Run one round; return whether the child was killed, and what is wrong afterwards."""
    command = [sys.executable, "-m", "benchmarks.survive", "--child", str(home), str(folder), point]
    with subprocess.Popen(command, cwd=places.resource().parent) as process:
        kill(process)
        killed = process.wait(120) == -signal.SIGKILL
    library = opened(home)
    wrong = check(library, folder, finished=False)
    work(library, folder)
    library.index.open()
    wrong += check(library, folder, finished=True)
    library.close()
    library = opened(home)
    library.index.open()
    wrong += check(library, folder, finished=True)
    library.close()
    return killed, wrong


def main() -> None:
    """Run all rounds."""
    arguments = _arguments()
    if arguments.child:
        home, folder, point = arguments.child
        child(Path(home), Path(folder), point)
        return
    moments = random.Random(1)  # noqa: S311 - the same moments each time
    rounds: list[tuple[str, str, float]] = [(point, point, 0) for point in POINTS]
    rounds += [
        (f"after {seconds:.2f} s", "", seconds)
        for seconds in sorted(moments.uniform(0.3, 6) for _ in range(arguments.random))
    ]
    faults = 0
    for name, point, seconds in rounds:
        killed, wrong = one_round(point, seconds, 40)
        faults += bool(wrong)
        print(f"{name:50} {'killed' if killed else 'ended':7} {'; '.join(wrong) or 'all well'}", flush=True)
    print(f"{len(rounds)} rounds, {faults} with faults")
    sys.exit(1 if faults else 0)


def one_round(point: str, seconds: float, documents: int) -> tuple[bool, list[str]]:
    """Run a round in a folder of its own."""
    scratch = Path(tempfile.mkdtemp(prefix="survive-"))
    try:
        make_documents(scratch / "documents", documents)
        kill = functools.partial(_kill_after, seconds) if seconds else _let_it_be
        return survive(scratch / "home", scratch / "documents", kill, point)
    finally:
        shutil.rmtree(scratch)


def _let_it_be(process: subprocess.Popen[bytes]) -> None:
    """It dies by itself."""
    process.wait(120)


def _kill_after(seconds: float, process: subprocess.Popen[bytes]) -> None:
    time.sleep(seconds)
    process.kill()


def _arm(point: Point) -> None:
    """Let the process kill itself at a point."""
    really = getattr(point.owner, point.name)
    calls = 0

    @functools.wraps(really)
    def deadly(*arguments: object, **named: object) -> object:
        nonlocal calls
        calls += 1
        if calls == point.call and not point.after:
            os.kill(os.getpid(), signal.SIGKILL)
        result = really(*arguments, **named)
        if calls == point.call:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(point.owner, point.name, deadly)


def _faults(library: Library, document: str) -> list[str]:
    """Return what is wrong with one visible document."""
    record = library.document(document)
    pages = library.pages(document)
    passages = library.passages_of(document)
    found = []
    if len(pages) != record.pages or len(passages) != record.passages:
        found.append("half a document")
    if sha256(library.original(document).read_bytes()).hexdigest() != document:
        found.append("its original is not whole")
    if record.status == "indexed" and not library.vectors([passage.id for passage in passages]).any(axis=1).all():
        found.append("vectors are missing")
    return found


def _is_found(library: Library, file: Path) -> bool:
    """Whether a document is found by its own word, and its first line by meaning."""
    number = int(file.stem)
    document = library.document(str(file)).sha256
    by_word = library.located([passage for passage, _ in library.lexical(f"marker{number}", 5)])
    first = library.passages_of(document)[0]
    near = library.located([library.nearest(library.vectors([first.id])[0], 1)[0][0]])
    return {place[0] for place in by_word.values()} == {document} and document in {place[0] for place in near.values()}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--random", type=int, default=25, help="rounds killed at a random moment")
    parser.add_argument("--child", nargs=3, metavar=("HOME", "FOLDER", "POINT"), help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
