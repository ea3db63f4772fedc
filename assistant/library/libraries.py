"""All libraries of a home folder."""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from assistant.errors import UsageError, WorldError
from assistant.jobs import CancelToken, Job
from assistant.library.clean_up import clean_up, is_sealed, needs_clean_up
from assistant.library.embedder import Embedder
from assistant.library.identity import Identity
from assistant.library.library import Library, open_library
from assistant.library.originals import STORE, disk_error
from assistant.library.records import LibraryInfo
from assistant.library.store.connection import Key
from assistant.library.store.guard import OpenerLock
from assistant.library.store.store import bring_up

_LABEL = "library.json"
_LEAVING = ".leaving-"
_LONGEST_NAME = 100


class Libraries:
    """Makes, lists, opens and removes libraries.

    Args:
        folder: Holds one folder a library; made where it is absent.
        embedder: Makes the shipped embedder; called when a library is opened.
        key_of: Returns the key of a sealed library, or raises WorldError; called when it is opened.
        of_engine: Makes the embedder of a library that is searched by a model of the engine; without it such a
            library needs a rebuild.
    """

    def __init__(
        self,
        folder: Path,
        embedder: Callable[[], Embedder],
        key_of: Callable[[LibraryInfo], Key] | None = None,
        of_engine: Callable[[Identity], Embedder] | None = None,
    ) -> None:
        self._folder = folder
        self._embedder = embedder
        self._of_engine = of_engine
        self._key_of = key_of or _locked

    def list(self) -> list[LibraryInfo]:
        """Return all libraries by name; folders without a readable label are passed over."""
        if not self._folder.is_dir():
            return []
        found = [_info(path) for path in self._folder.iterdir() if not path.name.startswith(".")]
        return sorted((info for info in found if info), key=lambda info: info.name.casefold())

    def create(self, name: str) -> LibraryInfo:
        """Make an empty library.

        Raises:
            UsageError: `bad-name` or `library-exists`.
            WorldError: `disk-full` or `disk-fault`.
        """
        name = name.strip()
        if not name or len(name) > _LONGEST_NAME or not name.isprintable():
            raise UsageError("bad-name", "A library's name is one line of 1 to 100 characters.")
        if self._find(name):
            raise UsageError("library-exists", f"There is a library called “{name}” already.")
        info = LibraryInfo(uuid.uuid4().hex, name, self._folder)
        return self._make(LibraryInfo(info.id, name, self._folder / info.id))

    def open(self, name: str, create: bool = False) -> Library:
        """Open a library, making it first where it is absent and `create` says so.

        Raises:
            UsageError: `unknown-library`.
            WorldError: `library-in-use`, `library-locked`, `library-newer`, `library-damaged`, …
        """
        info = self._find(name) or (self.create(name) if create else None)
        if info is None:
            raise _unknown(name)
        return open_library(info, self._embedder_for, self._key_of(info) if info.sealed else None)

    def bring_up(self, info: LibraryInfo, cancel: CancelToken) -> Job[None]:
        """Bring a library of an earlier program up to date, yielding the megabytes copied before; else do nothing.

        Raises:
            WorldError: As `open`; nothing is changed.
            Cancelled: Stopping was asked for; nothing is changed.
        """
        lock = OpenerLock(info.folder)
        try:
            yield from bring_up(info.folder / STORE, self._key_of(info) if info.sealed else None, cancel)
        finally:
            lock.release()

    def info(self, name: str) -> LibraryInfo:
        """Return what is known of a library without opening it.

        Raises:
            UsageError: `unknown-library`.
        """
        info = self._find(name)
        if info is None:
            raise _unknown(name)
        return info

    def clean_up(self) -> None:
        """Remove what a sealing that was cut off left in clear; libraries that are in use are passed over."""
        for info in self.list():
            if needs_clean_up(info.folder):
                with suppress(WorldError):
                    _clean_up(info.folder)

    def remove(self, name: str) -> None:
        """Remove a library with everything in it.

        Raises:
            UsageError: `unknown-library`.
            WorldError: `library-in-use` or `disk-fault`.
        """
        info = self.info(name)
        leaving = info.folder.with_name(_LEAVING + info.id)
        lock = OpenerLock(info.folder)
        try:
            info.folder.rename(leaving)
        except OSError as error:
            raise disk_error(error, info.folder) from error
        finally:
            lock.release()
        shutil.rmtree(leaving)

    def _embedder_for(self, identity: Identity | None) -> Embedder:
        if identity is not None and identity.weights and self._of_engine is not None:
            return self._of_engine(identity)
        return self._embedder()

    def _find(self, name: str) -> LibraryInfo | None:
        return next((info for info in self.list() if info.name.casefold() == name.strip().casefold()), None)

    def _make(self, info: LibraryInfo) -> LibraryInfo:
        """Make the folder under a hidden name first, so that a crash leaves no half library."""
        coming = info.folder.with_name(f".coming-{info.id}")
        try:
            coming.mkdir(parents=True)
            (coming / _LABEL).write_text(json.dumps({"name": info.name}), encoding="utf-8")
            coming.rename(info.folder)
        except OSError as error:
            raise disk_error(error, info.folder) from error
        return info


def _info(folder: Path) -> LibraryInfo | None:
    try:
        name = json.loads((folder / _LABEL).read_text(encoding="utf-8"))["name"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return LibraryInfo(folder.name, str(name), folder, is_sealed(folder))


def _clean_up(folder: Path) -> None:
    lock = OpenerLock(folder)
    try:
        clean_up(folder)
    finally:
        lock.release()


def _locked(info: LibraryInfo) -> Key:
    raise locked(info)


def locked(info: LibraryInfo) -> WorldError:
    """Return what is said where a sealed library's key is not there."""
    return WorldError("library-locked", f"“{info.name}” is sealed: unlock it with its passphrase or recovery code.")


def _unknown(name: str) -> UsageError:
    return UsageError("unknown-library", f"There is no library called “{name}”.")
