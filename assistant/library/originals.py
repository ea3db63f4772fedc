"""The bytes of every document, kept by hash so that citations open when the stick they came from is gone."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

from assistant.errors import WorldError

_INCOMING = "incoming"


class Originals:
    """A folder of original files, each written whole or not at all.

    Args:
        folder: Made where it is absent.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._incoming = folder / _INCOMING
        self._incoming.mkdir(parents=True, exist_ok=True)

    def new_place(self) -> Path:
        """Return an empty folder for a file that is coming in, on the same disk."""
        return Path(tempfile.mkdtemp(dir=self._incoming))

    def path(self, sha256: str, suffix: str) -> Path:
        """Return where a document's bytes are kept."""
        return self.folder / sha256[:2] / (sha256 + suffix)

    def keep(self, incoming: Path, sha256: str, suffix: str) -> None:
        """Move a file that came in to its place; its bytes are on the disk when this returns.

        Raises:
            WorldError: `disk-full` or `disk-fault`.
        """
        target = self.path(sha256, suffix)
        try:
            target.parent.mkdir(exist_ok=True)
            with incoming.open("rb") as handle:
                os.fsync(handle.fileno())
            incoming.replace(target)
            _sync_folder(target.parent)
        except OSError as error:
            raise disk_error(error, target) from error

    def discard(self, place: Path) -> None:
        """Remove a place given out by `new_place`, with what is in it."""
        shutil.rmtree(place, ignore_errors=True)

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

    def _all(self) -> Iterator[Path]:
        for shelf in self.folder.iterdir():
            if shelf.is_dir() and shelf.name != _INCOMING:
                yield from shelf.iterdir()


def disk_error(error: OSError, path: Path) -> WorldError:
    """Return what a failed write to the library's folder means to the user."""
    if error.errno in {28, 122}:  # no space, or no quota, left
        return WorldError("disk-full", "The disk is full: make room, then try again.")
    return WorldError("disk-fault", f"The library's folder cannot be written to: {error.strerror}. ({path})")


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # folders cannot be opened there, and renames are journalled
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
