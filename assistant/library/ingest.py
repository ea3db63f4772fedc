"""Adding files and folders to a library, as a job that can be stopped and goes on where it stopped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from assistant.documents.reader import Reader
from assistant.jobs import CancelToken, Job
from assistant.library import paths
from assistant.library.adding.board import Adding, Board
from assistant.library.adding.claims import Claims
from assistant.library.adding.embedding import Embedding
from assistant.library.adding.feeding import Feeding, resume
from assistant.library.adding.listing import with_files
from assistant.library.adding.pipeline import Pipeline
from assistant.library.adding.run import Run
from assistant.library.adding.unlocking import Keys, NoKeys
from assistant.library.library import Library
from assistant.library.records import AddReport

__all__ = ["Adding", "add", "rebuild"]


def add(
    library: Library,
    chosen: Sequence[Path],
    readers: Sequence[Reader],
    cancel: CancelToken,
    *,
    passwords: Mapping[Path, str] | None = None,
    keys: Keys | None = None,
) -> Job[AddReport]:
    """Read and index files and folders, yielding `Adding`.

    Files whose content is known are not read again; one whose content changed replaces what it held before.
    What a reader fails on is tried once more, alone and with a fresh reader. Content that failed before is
    tried again only in a file that was chosen by itself.
    Each document can be found by its words once it is read; its vectors follow. Reading, embedding and
    writing overlap. A stop, or a crash, loses at most the document being read; the next `add` goes on.

    Args:
        library: Where to.
        chosen: Files and folders.
        readers: Read the files, so many at once; used by this job alone while it runs.
        cancel: Stops within a second, keeping whole documents only; pauses between two pages, or two batches of
            vectors.
        passwords: What opens locked files, by path of the file or of a folder around it.
        keys: Passwords known from before, and told which one opened what.

    Raises:
        WorldError: The library cannot be written to, or needs a rebuild (`embedder-differs`).
        Cancelled: Stopping was asked for.
    """
    library.check_embedder()
    stop = cancel.beside()
    board = Board(stop)
    embedding = Embedding(library, board, stop)
    secrets = {paths.raw(path): password for path, password in (passwords or {}).items()}
    asked = {paths.raw(path) for path in chosen}
    run = Run(library, embedding, board, stop, Claims(stop), secrets, asked, keys or NoKeys())
    feeding = Feeding(run, readers)

    def feed() -> None:
        resume(library, embedding, board)
        feeding.feed(chosen)

    yield from Pipeline(board, stop, feed, embedding).run(cancel)
    return with_files(library, board.report())


def rebuild(library: Library, cancel: CancelToken) -> Job[None]:
    """Cut and embed all documents anew from the stored pages, yielding `Adding`.

    For a library whose vectors were made by another embedder or by other passage rules. Words can be searched
    meanwhile. A stop, or a crash, loses nothing: the next `add` or `rebuild` goes on.

    Raises:
        WorldError: The library cannot be written to.
        Cancelled: Stopping was asked for.
    """
    if library.embedder_differs:
        library.take_embedder()
    stop = cancel.beside()
    board = Board(stop)
    embedding = Embedding(library, board, stop)
    yield from Pipeline(board, stop, lambda: resume(library, embedding, board), embedding).run(cancel)
