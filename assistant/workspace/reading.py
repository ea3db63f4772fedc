"""What the workspace does with files: read them into a library, check them, and draw their pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path, PurePath

from assistant.answers.checking import check_files
from assistant.answers.model import Claim
from assistant.documents.values import Picture
from assistant.errors import WorldError
from assistant.exports.file_list import write_file_list
from assistant.jobs import CancelToken, Job
from assistant.library.ingest import add, rebuild
from assistant.library.records import AddReport
from assistant.workspace.guarded_reader import GuardedReaders, readers_here
from assistant.workspace.shelf import DEFAULT_LIBRARY, Shelf

PASSAGES_PER_SECOND = 80
"""What the shipped embedder makes on two cores."""


class Reading:
    """Reads files, in reader children of its own; thread-safe."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._ingest = GuardedReaders(readers_here())
        self._pictures = GuardedReaders()

    def add(
        self,
        paths: Sequence[Path],
        cancel: CancelToken,
        *,
        library: str = DEFAULT_LIBRARY,
        passwords: Mapping[Path, str] | None = None,
    ) -> Job[AddReport]:
        """Read and index files and folders; one such job runs at a time, a second one waits for its turn."""
        with self._ingest.readers() as readers:
            return (yield from add(self._shelf.library(library), paths, readers, cancel, passwords=passwords or {}))

    def save_list(self, report: AddReport, path: Path) -> None:
        """Write what became of each file to a `.csv` or `.json` file; raises as `exports.file_list.write_file_list`."""
        write_file_list(report.files, path)

    def rebuild(self, cancel: CancelToken, *, library: str = DEFAULT_LIBRARY) -> Job[None]:
        """Make all vectors of a library anew, as is needed where another embedder made them (`embedder-differs`)."""
        return rebuild(self._shelf.library(library), cancel)

    def estimate_rebuild_seconds(self, *, library: str = DEFAULT_LIBRARY) -> float:
        """Estimate how long a rebuild takes on this machine."""
        return self._shelf.library(library).coverage().passages / PASSAGES_PER_SECOND

    def check(self, answer: Path, evidence: Sequence[Path], cancel: CancelToken) -> Job[tuple[Claim, ...]]:
        """Check the text of a file, sentence by sentence, against other files; no library is touched."""
        with self._pictures.readers() as readers:
            return (yield from check_files(answer, evidence, readers[0], cancel))

    def picture(self, document: str, page: int, width: int, *, library: str = DEFAULT_LIBRARY) -> Picture:
        """Render one page, `width` pixels wide, in a reader child of its own."""
        opened = self._shelf.library(library)
        record = opened.document(document)
        original = opened.original(record.sha256)
        try:
            with self._pictures.readers() as readers:
                return readers[0].picture(original, page, width)
        except WorldError as error:  # told of the original, whose name is its hash
            shown = PurePath(record.path).name or record.title
            raise WorldError(error.code, error.message.replace(original.name, shown)) from error

    def close(self) -> None:
        """End the reader children."""
        with ExitStack() as closing:
            closing.callback(self._ingest.close)
            closing.callback(self._pictures.close)
