"""Which files a choice of files and folders means."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.documents.reader import ignored
from assistant.jobs import CancelToken
from assistant.library import paths
from assistant.library.records import FailedFile


@dataclass
class Walked:
    """What walking found.

    Attributes:
        files: Ordinary files, each once, in the order of the choice, a folder's by name.
        folders: The folders that were chosen and could be read.
        failed: What was chosen or met and cannot be read.
        ignored: Lock files, half downloads and the system's own files, as shown.
    """

    files: list[Path] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)
    failed: list[FailedFile] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def walk(chosen: Sequence[Path], own: Path, cancel: CancelToken) -> Walked:
    """Find the files that were chosen, themselves or by a folder around them.

    Links to files count as files; links to folders are followed unless they lead back, so each folder is
    entered once. Pipes, sockets and devices inside folders are passed over.

    Args:
        chosen: Files and folders.
        own: The program's own folder, whose content is never added.
        cancel: Looked at before each folder.
    """
    return _Walk(own, cancel).over(chosen)


class _Walk:
    def __init__(self, own: Path, cancel: CancelToken) -> None:
        self._own = own.resolve()
        self._cancel = cancel
        self._found = Walked()
        self._seen: set[bytes] = set()
        self._entered: set[tuple[int, int]] = set()

    def over(self, chosen: Sequence[Path]) -> Walked:
        for path in chosen:
            place = Path(os.path.abspath(path))  # noqa: PTH100 - a link is not followed: the user's own name stays
            try:
                self._take(place)
            except OSError as error:
                self._fail(place, *_reason(error, place))
        return self._found

    def _take(self, place: Path) -> None:
        mode = place.stat().st_mode
        if place.resolve().is_relative_to(self._own):
            self._fail(place, "own-folder", "This is the program's own folder, whose files are not documents.")
        elif stat.S_ISDIR(mode):
            self._found.folders.append(place)
            above = {_identity(parent) for parent in place.resolve().parents}
            for file in self._inside(place, above):
                self._add(file)
        elif stat.S_ISREG(mode):
            self._add(place)
        else:
            self._fail(place, "not-a-file", f"“{paths.shown(os.fsencode(place.name))}” is not an ordinary file.")

    def _inside(self, folder: Path, above: set[tuple[int, int]]) -> Iterator[Path]:
        """Yield the files of a folder, depth first; a folder entered before, or above, is not entered."""
        self._cancel.check()
        identity = _identity(folder)
        if identity in self._entered | above or folder.resolve().is_relative_to(self._own):
            return
        self._entered.add(identity)
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            self._fail(folder, *_reason(error, folder))
            return
        for entry in entries:
            if _is(entry, stat.S_ISDIR):
                yield from self._inside(Path(entry.path), above)
            elif _is(entry, stat.S_ISREG) or entry.is_symlink():
                yield Path(entry.path)

    def _add(self, file: Path) -> None:
        name = paths.raw(file)
        if name in self._seen:
            return
        self._seen.add(name)
        if ignored(file):
            self._found.ignored.append(paths.shown(name))
        else:
            self._found.files.append(file)

    def _fail(self, place: Path, code: str, message: str) -> None:
        self._found.failed.append(FailedFile(paths.shown(paths.raw(place)), code, message))


def _is(entry: os.DirEntry[str], test: object) -> bool:
    try:
        return bool(callable(test) and test(entry.stat().st_mode))
    except OSError:
        return False  # a link that leads nowhere, or a file that has just gone


def _identity(folder: Path) -> tuple[int, int]:
    status = folder.stat()
    return status.st_dev, status.st_ino


def _reason(error: OSError, place: Path) -> tuple[str, str]:
    name = paths.shown(os.fsencode(place.name))
    if isinstance(error, FileNotFoundError):
        return "file-gone", f"“{name}” is not there."
    return "unreadable-file", f"“{name}” cannot be opened: {error.strerror}."
