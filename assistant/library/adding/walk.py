"""Which files a choice of files and folders means."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from assistant.documents.reader import ignored
from assistant.jobs import CancelToken
from assistant.library import paths
from assistant.library.records import FailedFile


class Told(Protocol):
    """Hears of what is met and not taken."""

    def failed(self, failure: FailedFile, /) -> None:
        """Hear of what was chosen or met and cannot be read."""

    def ignored(self, path: str, /) -> None:
        """Hear of a lock file, a half download or a file of the system, as shown."""


class Walk:
    """One way through what was chosen; nothing is kept of a file that has been passed, however many there are.

    Links to files count as files; links to folders are followed unless they lead back, so each folder is
    entered once. Pipes, sockets and devices inside folders are passed over.

    Attributes:
        folders: The folders that were chosen and have been entered.

    Args:
        chosen: Files and folders.
        own: The program's own folder, whose content is never added.
        cancel: Looked at before each folder.
        told: Told of the rest, if anything is.
    """

    def __init__(self, chosen: Sequence[Path], own: Path, cancel: CancelToken, told: Told | None = None) -> None:
        self._chosen = chosen
        self._own = own.resolve()
        self._cancel = cancel
        self._told = told
        self._named: set[bytes] = set()
        self._entered: set[tuple[int, int]] = set()
        self._listed: set[bytes] = set()
        self.folders: list[Path] = []

    def files(self) -> Iterator[Path]:
        """Yield the ordinary files, each once, in the order of the choice, a folder's by name.

        Raises:
            Cancelled: Stopping was asked for.
        """
        for path in self._chosen:
            place = Path(os.path.abspath(path))  # noqa: PTH100 - a link is not followed: the user's own name stays
            try:
                yield from self._take(place)
            except OSError as error:
                self._fail(place, *_reason(error, place))

    def _take(self, place: Path) -> Iterator[Path]:
        mode = place.stat().st_mode
        if place.resolve().is_relative_to(self._own):
            self._fail(place, "own-folder", "This is the program's own folder, whose files are not documents.")
        elif stat.S_ISDIR(mode):
            self.folders.append(place)
            above = {_identity(parent) for parent in place.resolve().parents}
            inside = self._inside(place, above)
            yield from (file for file in inside if paths.raw(file) not in self._named and self._is_taken(file))
        elif stat.S_ISREG(mode):
            yield from self._by_itself(place)
        else:
            self._fail(place, "not-a-file", f"“{paths.shown(os.fsencode(place.name))}” is not an ordinary file.")

    def _by_itself(self, file: Path) -> Iterator[Path]:
        """Yield a file that was chosen, unless it was met before: chosen as well, or listed with its folder."""
        name = paths.raw(file)
        if name not in self._named and paths.raw(file.parent) not in self._listed:
            self._named.add(name)
            if self._is_taken(file):
                yield file

    def _inside(self, folder: Path, above: set[tuple[int, int]]) -> Iterator[Path]:
        """Yield the files of a folder, depth first, however deep; of what cannot be looked at, opening tells why."""
        entered = [self._entries(folder, above)]
        while entered:
            place = next(entered[-1], None)
            if place is None:
                entered.pop()
                continue
            mode = _mode(place)
            if mode is None or stat.S_ISREG(mode):
                yield place
            elif stat.S_ISDIR(mode):
                entered.append(self._entries(place, above))

    def _entries(self, folder: Path, above: set[tuple[int, int]]) -> Iterator[Path]:
        """Yield what stands in a folder; one entered before, or above, is not entered."""
        self._cancel.check()
        try:
            identity = _identity(folder)
            if identity in self._entered or identity in above or self._leads_to_own(folder, identity):
                return
            self._entered.add(identity)
            names = _names(folder)
        except OSError as error:
            self._fail(folder, *_reason(error, folder))
            return
        self._listed.add(paths.raw(folder))
        yield from (folder / name for name in names)

    def _leads_to_own(self, folder: Path, identity: tuple[int, int]) -> bool:
        """Whether a folder is the program's own, or a link into that; what lies in it is not come to otherwise."""
        if self._own.exists() and identity == _identity(self._own):
            return True
        return folder.is_symlink() and folder.resolve().is_relative_to(self._own)

    def _is_taken(self, file: Path) -> bool:
        passed_over = ignored(file)
        if passed_over and self._told is not None:
            self._told.ignored(paths.shown(paths.raw(file)))
        return not passed_over

    def _fail(self, place: Path, code: str, message: str) -> None:
        if self._told is not None:
            self._told.failed(FailedFile(paths.shown(paths.raw(place)), code, message))


def _names(folder: Path) -> Iterator[str]:
    """Return the names in a folder in order, kept as one string: ten thousand of their own are a megabyte.

    Raises:
        OSError: The folder cannot be read.
    """
    joined = b"\0".join(sorted(os.listdir(os.fsencode(folder))))  # noqa: PTH208 - names only
    return (os.fsdecode(found.group()) for found in re.finditer(rb"[^\0]+", joined))


def _mode(place: Path) -> int | None:
    """Return of which kind a file is, None where that cannot be told: a link to nowhere, or one just gone."""
    try:
        return place.stat().st_mode
    except OSError:
        return None


def _identity(folder: Path) -> tuple[int, int]:
    status = folder.stat()
    return status.st_dev, status.st_ino


def _reason(error: OSError, place: Path) -> tuple[str, str]:
    name = paths.shown(os.fsencode(place.name))
    if isinstance(error, FileNotFoundError):
        return "file-gone", f"“{name}” is not there."
    return "unreadable-file", f"“{name}” cannot be opened: {error.strerror}."
