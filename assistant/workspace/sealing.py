"""What the workspace does with sealed libraries: seal, unlock, lock, and open them for good."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from assistant.engine.engine import Engine
from assistant.errors import UsageError, WorldError
from assistant.guard import recovery
from assistant.guard.disk_encryption import DiskEncryption, disk_encryption
from assistant.guard.key_store import KeyStore, SystemKeyStore
from assistant.guard.keys import Cost, new_key
from assistant.guard.memory import Secret, forbid_dumps
from assistant.guard.passphrase import check_new
from assistant.guard.policy import Feature
from assistant.guard.vault import Vault
from assistant.jobs import CancelToken, Job
from assistant.library.audit.at_rest import record_at_rest
from assistant.library.audit.entries import Action
from assistant.library.audit.failed_unlocks import keep_failed, log_failed
from assistant.library.libraries import locked
from assistant.library.lock_requests import LockRequests
from assistant.library.records import LibraryInfo
from assistant.library.sealing import seal, unseal
from assistant.workspace.reading import Reading
from assistant.workspace.shelf import Shelf

_NAME = "library {}"
_BY_KEY_STORE, _BY_USER = "key store", "passphrase or recovery code"


@dataclass(frozen=True)
class Sealed:
    """What whoever sealed a library has to know.

    Attributes:
        recovery_code: Opens it when the passphrase is forgotten; it is kept nowhere.
        outside: Source files that still lie in clear outside the library.
        disk: Whether the disk beneath is encrypted.
    """

    recovery_code: str
    outside: tuple[str, ...]
    disk: DiskEncryption


class Sealing:
    """Seals libraries; thread-safe.

    Args:
        shelf: The libraries.
        reading: Its reader children hold pages of documents.
        engine: Holds what it was asked last.
        store: The system's key store if there is none given.
        cost: Of a passphrase.

    Attributes:
        ask: Asks the user for the passphrase or recovery code of a library that is needed; None asks nobody.
        unlocked: Told each time that this process has got the key of a library.
    """

    def __init__(
        self,
        shelf: Shelf,
        reading: Reading,
        engine: Engine,
        store: KeyStore | None = None,
        cost: Cost | None = None,
    ) -> None:
        self._shelf = shelf
        self._reading = reading
        self._engine = engine
        self._store = store or SystemKeyStore()
        self._cost = cost or Cost()
        self._left: set[str] = set()
        self._opened_by: dict[str, str] = {}
        self._requests = LockRequests(shelf.folder.with_name("lock-requests"))
        self.ask: Callable[[LibraryInfo], Secret] | None = None
        self.unlocked: Callable[[], None] | None = None
        shelf.ask_key = self._key

    def seal(self, name: str, passphrase: Secret, cancel: CancelToken) -> Job[Sealed]:
        """Seal a library; it stays unlocked.

        Raises:
            UsageError: `unknown-library`, `already-sealed` or `weak-passphrase`.
            WorldError: `library-in-use`, `disk-full`, …; nothing has changed then.
        """
        info = self._shelf.info(name)
        if info.sealed:
            raise UsageError("already-sealed", f"“{name}” is sealed already.")
        check_new(passphrase)
        forbid_dumps()
        key, code = new_key(), recovery.new_code()
        vault = Vault.create(info.id, key, passphrase, code, self._cost)
        self._shelf.put_away(info)
        outside = yield from seal(info, vault, key.data, cancel, self._shelf.signer)
        self._take(info, key, _BY_USER)
        with code:
            return Sealed(recovery.shown(code), outside, disk_encryption(info.folder))

    def unseal(self, name: str, cancel: CancelToken) -> Job[None]:
        """Open a sealed library for good: it is kept in clear from now on.

        Raises:
            UsageError: `unknown-library` or `not-sealed`.
            WorldError: `library-locked`, `library-in-use`, `disk-full`, `set-by-administrator`, …; nothing has changed
                then.
        """
        self._shelf.policy.check(Feature.UNSEALED)
        info = self._sealed(name)
        with Secret(bytes(self._shelf.key(info).data)) as key:
            self._shelf.put_away(info)
            yield from unseal(info, key.data, cancel, self._shelf.signer)
        self._store.forget(_NAME.format(info.id))

    def unlock(self, name: str, given: Secret, *, remember: bool = False) -> None:
        """Unlock a library by its passphrase or recovery code; with `remember` the key store opens it from now on.

        Raises:
            UsageError: `unknown-library` or `not-sealed`.
            WorldError: `passphrase-wrong`, `vault-damaged`, or, where the key store is to open it, `no-key-store`
                or what keeps that from being logged, such as `library-in-use` (it is unlocked all the same).
        """
        info = self._sealed(name)
        vault = Vault.read(info.folder)
        key = self._opened(info, vault, given)
        forbid_dumps()
        self._take(info, key, _BY_USER)
        self._left.discard(info.id)
        if remember:
            with new_key() as secret:
                self._store.put(_NAME.format(info.id), secret)
                self._record(info, Action.KEY_STORE_ALLOWED, key)
                vault.with_key_store(key, secret).write(info.folder)

    def lock(self, name: str) -> None:
        """Lock a library: its key, what readers and the engine hold of it, and every cache are gone.

        The key store opens it no more before it was unlocked by passphrase or recovery code.

        Raises:
            UsageError: `unknown-library` or `not-sealed`.
        """
        info = self._sealed(name)
        opened = self._shelf.if_open(info)
        if opened is not None:
            with suppress(WorldError):  # on a full disk as well: this alone is never refused
                opened.audit.record(Action.LOCKED)
        self._left.add(info.id)
        self._shelf.put_away(info)
        self._reading.close()
        self._engine.forget()

    def lock_elsewhere(self, name: str, cancel: CancelToken) -> None:
        """Have every other program of this home lock a library.

        Raises:
            UsageError: `unknown-library` or `not-sealed`.
            WorldError: `library-in-use`, where one of them does not.
        """
        info = self._sealed(name)
        if not self._requests.ask(info, cancel):
            raise WorldError("library-in-use", f"Another program keeps “{info.name}” unlocked: close it.")

    def lock_requests(self, cancel: CancelToken) -> Job[None]:
        """Yield whenever another program may want libraries locked, until the job is cancelled: see `wanted_locked`."""
        return self._requests.watch(cancel)

    def requests_folder(self) -> Path:
        """Return the folder in which something changes when another program wants a library locked."""
        return self._requests.folder()

    def wanted_locked(self) -> tuple[str, ...]:
        """Return the names of the libraries that are unlocked here and that another program wants locked now."""
        wanted = self._requests.wanted()
        return tuple(info.name for info in self._shelf.list() if info.id in wanted and self._shelf.has_key(info))

    def forget(self, name: str) -> None:
        """Let the key store open a library no more. Raises UsageError, or WorldError (`vault-damaged`)."""
        info = self._sealed(name)
        self._store.forget(_NAME.format(info.id))
        vault = Vault.read(info.folder)
        if vault.key_store:
            vault.without_key_store().write(info.folder)

    def change_passphrase(self, name: str, given: Secret, new: Secret) -> None:
        """Change a library's passphrase; its documents are not written anew.

        Args:
            name: Of the library.
            given: The old passphrase, or the recovery code.
            new: The new passphrase.

        Raises:
            UsageError: `unknown-library`, `not-sealed` or `weak-passphrase`.
            WorldError: `passphrase-wrong` or `vault-damaged`.
        """
        info = self._sealed(name)
        check_new(new)
        vault = Vault.read(info.folder)
        with self._opened(info, vault, given) as key:
            self._record(info, Action.LOCK_CHANGED, key)
            vault.with_passphrase(key, new, self._cost).write(info.folder)

    def opened_by(self, info: LibraryInfo) -> str:
        """Tell what has opened a sealed library: the key store, or what the user gave."""
        return self._opened_by.get(info.id, "")

    def _take(self, info: LibraryInfo, key: Secret, by: str) -> None:
        self._shelf.take_key(info, key)
        self._got_key(info, by)

    def _got_key(self, info: LibraryInfo, by: str) -> None:
        self._opened_by[info.id] = by
        if self.unlocked is not None:
            self.unlocked()

    def _record(self, info: LibraryInfo, action: Action, key: Secret) -> None:
        """Log what is done with a sealed library that need not be open."""
        opened = self._shelf.if_open(info)
        if opened is not None:
            opened.audit.record(action)
        else:
            record_at_rest(info, key.data, action, self._shelf.signer)

    def _sealed(self, name: str) -> LibraryInfo:
        info = self._shelf.info(name)
        if not info.sealed:
            raise UsageError("not-sealed", f"“{name}” is not sealed.")
        return info

    def _key(self, info: LibraryInfo) -> Secret:
        """Return a library's key: from the key store, else by asking the user."""
        vault = Vault.read(info.folder)
        key, by = self._from_store(info, vault), _BY_KEY_STORE
        if key is None and self.ask is not None:
            with self.ask(info) as given:
                key, by = self._opened(info, vault, given), _BY_USER
        if key is None:
            raise locked(info)
        forbid_dumps()
        self._got_key(info, by)
        return key

    def _opened(self, info: LibraryInfo, vault: Vault, given: Secret) -> Secret:
        """Return the key that a passphrase or recovery code opens; a wrong one is kept, to be logged."""
        try:
            return vault.open(given)
        except WorldError as error:
            if error.code == "passphrase-wrong":
                self._log_failed(info)
            raise

    def _log_failed(self, info: LibraryInfo) -> None:
        opened = self._shelf.if_open(info)
        with suppress(OSError, WorldError):  # on a full disk as well: the passphrase is wrong all the same
            keep_failed(info.folder)
            if opened is not None:
                log_failed(opened.audit, info.folder)

    def _from_store(self, info: LibraryInfo, vault: Vault) -> Secret | None:
        if vault.key_store is None or info.id in self._left:
            return None
        kept = self._store.get(_NAME.format(info.id))
        if kept is None:
            return None
        with kept:
            return vault.open_by_key_store(kept)
