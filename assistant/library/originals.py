"""The bytes of every document, kept by hash so that citations open when the stick they came from is gone."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Protocol

from assistant.documents.held import DocumentFile
from assistant.errors import ProgramError, WorldError
from assistant.library.store.failures import NO_ROOM, full_disk
from assistant.whole_files import sync_folder

STORE, ORIGINALS, CHROMA = "library.db", "originals", "chroma"
"""Names in a library's folder: the one file of truth, the documents' bytes, the index over the vectors."""
_INCOMING = "incoming"


class Originals(Protocol):
    """Where a library keeps the bytes of its documents, each whole or not at all."""

    def new_place(self, name: str) -> DocumentFile:
        """Return an empty place for a file that is coming in."""

    def keep(self, incoming: DocumentFile, sha256: str, suffix: str) -> None:
        """Take over a file that came in. Its bytes are on the disk when this returns.

        Raises:
            WorldError: `disk-full` or `disk-fault`.
        """

    def discard(self, incoming: DocumentFile) -> None:
        """Give up a place given out by `new_place`."""

    def find(self, sha256: str, suffix: str) -> DocumentFile | None:
        """Return a document's bytes, to be read only; None where they are gone."""

    def remove(self, sha256: str, suffix: str) -> None:
        """Remove a document's bytes."""

    def sweep(self, known: Collection[str]) -> None:
        """Remove what a crash left behind: files that came in, and bytes of documents that are not known."""

    def close(self) -> None:
        """Let go of what is held in memory."""


class OriginalFiles:
    """A folder of original files, for a library that is not sealed.

    Args:
        folder: Made where it is absent.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._incoming = folder / _INCOMING
        self._incoming.mkdir(parents=True, exist_ok=True)

    def new_place(self, name: str) -> DocumentFile:
        """Return where a file that is coming in may be written: in a folder of its own, on the same disk."""
        return Path(tempfile.mkdtemp(dir=self._incoming), name)

    def path(self, sha256: str, suffix: str) -> Path:
        """Return where a document's bytes are kept."""
        return self.folder / sha256[:2] / (sha256 + suffix)

    def keep(self, incoming: DocumentFile, sha256: str, suffix: str) -> None:
        """Move a file that came in to its place; its bytes are on the disk when this returns.

        Raises:
            WorldError: `disk-full` or `disk-fault`.
        """
        target = self.path(sha256, suffix)
        try:
            target.parent.mkdir(exist_ok=True)
            with incoming.open("rb") as handle:
                os.fsync(handle.fileno())
            _path(incoming).replace(target)
            sync_folder(target.parent)
        except OSError as error:
            raise disk_error(error, target) from error

    def discard(self, incoming: DocumentFile) -> None:
        """Remove a place given out by `new_place`, with what is in it."""
        shutil.rmtree(_path(incoming).parent, ignore_errors=True)

    def find(self, sha256: str, suffix: str) -> DocumentFile | None:
        """Return the file with a document's bytes; None where it is gone."""
        path = self.path(sha256, suffix)
        return path if path.is_file() else None

    def remove(self, sha256: str, suffix: str) -> None:
        """Remove a document's bytes."""
        self.path(sha256, suffix).unlink(missing_ok=True)

    def sweep(self, known: Collection[str]) -> None:
        """Remove what a crash left behind: files that came in, and bytes of documents that are not known."""
        shutil.rmtree(self._incoming, ignore_errors=True)
        self._incoming.mkdir(parents=True, exist_ok=True)
        for path in self._all():
            if path.name[:64] not in known:
                path.unlink()

    def close(self) -> None:
        """Hold nothing: the files stay where they are."""

    def _all(self) -> Iterator[Path]:
        for shelf in self.folder.iterdir():
            if shelf.is_dir() and shelf.name != _INCOMING:
                yield from shelf.iterdir()


def disk_error(error: OSError, path: DocumentFile) -> WorldError:
    """Return what a failed write to the library's folder means to the user."""
    if error.errno in NO_ROOM and isinstance(path, Path):
        return full_disk(path)
    return WorldError("disk-fault", f"The library's folder cannot be written to: {error.strerror}. ({path})")


def _path(incoming: DocumentFile) -> Path:
    if isinstance(incoming, Path):
        return incoming
    raise ProgramError("file-in-memory", "A file in memory was given to a library that keeps files on the disk.")
