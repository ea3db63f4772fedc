"""What the workspace does with files: read them into a library, check them, and draw their pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from assistant.answers.checking import check_files
from assistant.answers.model import Claim
from assistant.documents.values import Picture
from assistant.jobs import CancelToken, Job
from assistant.library.ingest import add, rebuild
from assistant.library.records import AddReport
from assistant.workspace.guarded_reader import GuardedReader
from assistant.workspace.shelf import DEFAULT_LIBRARY, Shelf


class Reading:
    """Reads files, in reader children of its own; thread-safe."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._ingest = GuardedReader()
        self._pictures = GuardedReader()

    def add(
        self,
        paths: Sequence[Path],
        cancel: CancelToken,
        *,
        library: str = DEFAULT_LIBRARY,
        passwords: Mapping[Path, str] | None = None,
    ) -> Job[AddReport]:
        """Read and index files and folders; one such job runs at a time, a second one waits for its turn."""
        with self._ingest.reader() as reader:
            return (yield from add(self._shelf.library(library), paths, reader, cancel, passwords=passwords or {}))

    def rebuild(self, cancel: CancelToken, *, library: str = DEFAULT_LIBRARY) -> Job[None]:
        """Make all vectors of a library anew, as is needed where another embedder made them (`embedder-differs`)."""
        return rebuild(self._shelf.library(library), cancel)

    def check(self, answer: Path, evidence: Sequence[Path], cancel: CancelToken) -> Job[tuple[Claim, ...]]:
        """Check the text of a file, sentence by sentence, against other files; no library is touched."""
        with self._pictures.reader() as reader:
            return (yield from check_files(answer, evidence, reader, cancel))

    def picture(self, document: str, page: int, width: int, *, library: str = DEFAULT_LIBRARY) -> Picture:
        """Render one page, `width` pixels wide, in a reader child of its own."""
        opened = self._shelf.library(library)
        original = opened.original(opened.document(document).sha256)
        with self._pictures.reader() as reader:
            return reader.picture(original, page, width)

    def close(self) -> None:
        """End the reader children."""
        with ExitStack() as closing:
            closing.callback(self._ingest.close)
            closing.callback(self._pictures.close)
