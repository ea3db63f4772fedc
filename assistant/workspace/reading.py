"""What the workspace does with files: read them into a library, check them, and draw their pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path, PurePath

from assistant.answers.checking import check_files
from assistant.answers.model import Claim
from assistant.documents.held import DocumentFile
from assistant.documents.reader import Reader
from assistant.documents.values import Picture
from assistant.errors import WorldError
from assistant.exports.file_list import write_file_list
from assistant.guard.key_store import KeyStore, SystemKeyStore, usable
from assistant.guard.policy import Feature
from assistant.jobs import CancelToken, Job
from assistant.library.adding.unlocking import opened_with
from assistant.library.audit.entries import Action
from assistant.library.ingest import add, rebuild
from assistant.library.paths import plain
from assistant.library.records import AddReport, DocumentRecord
from assistant.library.reembedding import seconds_needed
from assistant.workspace.guarded_reader import GuardedReaders, readers_here
from assistant.workspace.passwords import Passwords, no_key_store
from assistant.workspace.shelf import DEFAULT_LIBRARY, Shelf

_SMALL = 16
"""Pixels: as wide as a picture is drawn to see whether a document opens."""
PASSAGES_PER_SECOND = 80
"""What the shipped embedder makes on two cores."""


class Reading:
    """Reads files, in reader children of its own; thread-safe.

    Args:
        shelf: The libraries.
        store: Keeps passwords where the user asks for it; the system's own if there is none given.
    """

    def __init__(self, shelf: Shelf, store: KeyStore | None = None) -> None:
        self._shelf = shelf
        self._ingest = GuardedReaders(readers_here())
        self._pictures = GuardedReaders()
        self._passwords = Passwords(store or SystemKeyStore())

    def add(
        self,
        paths: Sequence[Path],
        cancel: CancelToken,
        *,
        library: str = DEFAULT_LIBRARY,
        passwords: Mapping[Path, str] | None = None,
        remember: bool = False,
    ) -> Job[AddReport]:
        """Read and index files and folders; one such job runs at a time, a second one waits for its turn.

        Passwords that open something are known until the program ends; with `remember` the key store keeps them.

        Raises:
            WorldError: `no-key-store`, before anything is read where there is none; else as `library.ingest.add`.
        """
        if remember and not usable():
            raise no_key_store()
        opened, keys = self._shelf.library(library), self._passwords
        with self._ingest.readers(in_memory=opened.sealed) as readers:
            report = yield from add(opened, paths, readers, cancel, passwords=passwords or {}, keys=keys)
        opened.audit.anchor()
        if remember:
            keys.keep(line.document for line in report.files if line.document)
        return report

    def save_list(self, report: AddReport, path: Path, *, library: str = DEFAULT_LIBRARY) -> None:
        """Write what became of each file to a `.csv` or `.json` file, and log that.

        Raises:
            UsageError: `unknown-format`.
            WorldError: `cannot-write` or `set-by-administrator`.
        """
        self._shelf.policy.check(Feature.EXPORT)
        record = self._shelf.library(library).audit.record
        log = partial(record, Action.EXPORTED, kind="list of files", file=plain(path.name))
        write_file_list(report.files, path, log)

    def rebuild(self, cancel: CancelToken, *, library: str = DEFAULT_LIBRARY) -> Job[None]:
        """Make all vectors of a library anew, as is needed where another embedder made them (`embedder-differs`)."""
        return rebuild(self._shelf.library(library), cancel)

    def estimate_rebuild_seconds(self, *, library: str = DEFAULT_LIBRARY) -> float:
        """Estimate how long a rebuild takes on this machine; a model of the engine is tried out for that.

        Raises:
            WorldError: What the engine fails with.
        """
        opened = self._shelf.library(library)
        if opened.embedder.weights:
            return seconds_needed(opened, opened.embedder)
        return opened.coverage().passages / PASSAGES_PER_SECOND

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
            with self._pictures.readers(in_memory=opened.sealed) as readers:
                return self._drawn(readers[0], record.sha256, original, page, width)
        except WorldError as error:  # told of the original, whose name is its hash
            shown = PurePath(record.path).name or record.title
            raise WorldError(error.code, error.message.replace(original.name, shown)) from error

    def unlock(
        self, document: str, password: str, *, remember: bool = False, library: str = DEFAULT_LIBRARY
    ) -> DocumentRecord:
        """Learn what opens a document, so that its pages can be drawn; with `remember` the key store keeps it.

        Raises:
            WorldError: `password-wrong`, or `no-key-store`.
        """
        opened = self._shelf.library(library)
        record = opened.document(document)
        with self._pictures.readers(in_memory=opened.sealed) as readers:
            readers[0].picture(opened.original(record.sha256), 1, _SMALL, password)
        self._passwords.opened(record.sha256, password)
        if remember:
            self._passwords.keep([record.sha256])
        return record

    def _drawn(self, reader: Reader, sha256: str, original: DocumentFile, page: int, width: int) -> Picture:
        """Return a page's picture, with whatever password opens the document."""

        def attempt(password: str | None) -> Picture:
            return reader.picture(original, page, width, password)

        picture, _ = opened_with(attempt, self._passwords, sha256)
        return picture

    def close(self) -> None:
        """End the reader children."""
        with ExitStack() as closing:
            closing.callback(self._ingest.close)
            closing.callback(self._pictures.close)
