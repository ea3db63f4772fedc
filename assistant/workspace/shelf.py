"""The libraries of one home: each is opened once, with its finder beside it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from contextlib import ExitStack
from pathlib import Path

from assistant import places
from assistant.engine.engine import Engine
from assistant.guard.markings.scheme import Scheme
from assistant.guard.markings.schemes import standard
from assistant.guard.memory import Secret
from assistant.guard.policy import Feature, Policy
from assistant.guard.signing import Signer
from assistant.jobs import CancelToken, Job
from assistant.library.embedder import Embedder, MiniLM
from assistant.library.engine_embedder import EngineEmbedder
from assistant.library.identity import Identity
from assistant.library.libraries import Libraries, locked
from assistant.library.library import Library
from assistant.library.records import LibraryInfo
from assistant.library.store.connection import Key
from assistant.search.finder import Finder

DEFAULT_LIBRARY = "default"


class Shelf:
    """All libraries, by name; thread-safe.

    Args:
        folder: Holds them.
        engine: Has the models that some of them are searched by.
        signer: Gives the key of this installation, which signs their logs.
        policy: Of the machine.

    Attributes:
        folder: Holds them.
        ask_key: Gives the key of a sealed library that was not unlocked, or raises WorldError (`library-locked`).
        scheme: Returns the marking scheme in force.
        begin: Told of each library that is opened, before anybody uses it; where it raises, nobody does.
    """

    def __init__(self, folder: Path, engine: Engine, signer: Callable[[], Signer], policy: Policy) -> None:
        self._engine = engine
        self.folder = folder
        self.signer = signer
        self.policy = policy
        self._lock = threading.RLock()
        self._embedder: Embedder | None = None
        self._keys: dict[str, Secret] = {}
        self._libraries = Libraries(folder, self.shipped_embedder, self._key_of, self._engine_embedder)
        self._libraries.clean_up()
        self._open: dict[str, tuple[Library, Finder]] = {}
        self.ask_key: Callable[[LibraryInfo], Secret] | None = None
        self.scheme: Callable[[], Scheme] = standard
        self.begin: Callable[[LibraryInfo, Library], None] | None = None

    def list(self) -> list[LibraryInfo]:
        """Return all libraries, by name."""
        return self._libraries.list()

    def create(self, name: str) -> LibraryInfo:
        """Create an empty library. Raises UsageError where the name is taken or unusable."""
        return self._libraries.create(name)

    def remove(self, name: str) -> None:
        """Remove a library with everything in it. The files it was made from stay where they are."""
        with self._lock:
            self.put_away(self.info(name))
            self._libraries.remove(name)

    def info(self, name: str) -> LibraryInfo:
        """Return what is known of a library without opening it. Raises UsageError (`unknown-library`)."""
        return self._libraries.info(name)

    def take_key(self, info: LibraryInfo, key: Secret) -> None:
        """Keep the key of a sealed library until it is locked or the program ends."""
        with self._lock:
            self._keys[info.id] = key

    def key(self, info: LibraryInfo) -> Secret:
        """Return the key of a sealed library. Raises WorldError (`library-locked`)."""
        with self._lock:
            if info.id not in self._keys:
                if self.ask_key is None:
                    raise locked(info)
                self._keys[info.id] = self.ask_key(info)
            return self._keys[info.id]

    def has_key(self, info: LibraryInfo) -> bool:
        """Whether the key of a sealed library is at hand."""
        with self._lock:
            return info.id in self._keys

    def put_away(self, info: LibraryInfo) -> None:
        """Close a library, and overwrite its key."""
        with self._lock:
            for asked in [asked for asked, (library, _) in self._open.items() if library.id == info.id]:
                self._open.pop(asked)[0].close()  # by whatever spelling it was asked for
            key = self._keys.pop(info.id, None)
            if key:
                key.wipe()

    def library(self, name: str = DEFAULT_LIBRARY) -> Library:
        """Return an open library; the default one is created on first use."""
        return self.opened(name)[0]

    def bring_up(self, name: str, cancel: CancelToken) -> Job[None]:
        """Bring a library of an earlier program up to date before it is opened, yielding the megabytes copied.

        Nothing is done where it is open, or not there, or sealed and not unlocked yet: opening it brings it up to date
        as well, but shows no progress. Whoever wants a library meanwhile waits.

        Raises:
            WorldError: What opening it would raise.
            Cancelled: Stopping was asked for; nothing is changed.
        """
        with self._lock:
            info = next((each for each in self.list() if each.name.casefold() == name.casefold()), None)
            if info is None or self.if_open(info) or (info.sealed and not self.has_key(info)):
                return
            if not info.sealed:
                self.policy.check(Feature.UNSEALED)
            yield from self._libraries.bring_up(info, cancel)

    def opened(self, name: str) -> tuple[Library, Finder]:
        """Return an open library and the finder over it."""
        with self._lock:
            if name not in self._open:
                self._open[name] = self._opened(self._admitted(name))
            return self._open[name]

    def if_open(self, info: LibraryInfo) -> Library | None:
        """Return a library if it is open."""
        with self._lock:
            return next((library for library, _ in self._open.values() if library.id == info.id), None)

    def hashes(self, library: str, documents: Collection[str]) -> tuple[str, ...]:
        """Return the hashes of documents named by hash, unique prefix or path."""
        opened = self.library(library)
        return tuple(opened.document(reference).sha256 for reference in documents)

    def close(self) -> None:
        """Close every library that is open."""
        with ExitStack() as closing, self._lock:
            for key in self._keys.values():
                closing.callback(key.wipe)  # last in first out: when the libraries are closed
            for opened, _ in self._open.values():
                closing.callback(opened.close)
            self._open.clear()
            self._keys.clear()

    def _admitted(self, name: str) -> LibraryInfo:
        """Return the library to be opened. Raises WorldError `set-by-administrator` where it must be sealed first."""
        known = any(info.name.casefold() == DEFAULT_LIBRARY for info in self.list())
        info = self.create(name) if name == DEFAULT_LIBRARY and not known else self.info(name)
        if not info.sealed:
            self.policy.check(Feature.UNSEALED)
        return info

    def _opened(self, info: LibraryInfo) -> tuple[Library, Finder]:
        opened = self._libraries.open(info.name)
        with ExitStack() as undo:
            undo.callback(opened.close)
            opened.audit.sign_with(self.signer)
            opened.markings.in_force = self.scheme
            if self.begin is not None:
                self.begin(info, opened)
            undo.pop_all()
        return opened, Finder(opened)

    def _key_of(self, info: LibraryInfo) -> Key:
        return self.key(info).data

    def shipped_embedder(self) -> Embedder:
        """Return the embedding model that ships with the program, one for all libraries."""
        with self._lock:
            if self._embedder is None:
                self._embedder = MiniLM(places.shipped_models() / "embedder")
            return self._embedder

    def _engine_embedder(self, identity: Identity) -> Embedder:
        """Return the embedder of a library that is searched by a model of the engine."""
        return EngineEmbedder(
            self._engine, self.shipped_embedder(), identity.name, identity.weights, identity.dimension
        )
