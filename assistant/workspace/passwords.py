"""Passwords of locked documents: in memory while the program runs, in the key store only where the user asks."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator

from assistant.errors import WorldError
from assistant.guard.key_store import KeyStore
from assistant.guard.memory import Secret

_NAME = "document {}"


class Passwords:
    """What opens which document, by SHA-256. Thread-safe.

    Args:
        store: The system's key store.
    """

    def __init__(self, store: KeyStore) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._known: dict[str, str] = {}

    def of(self, sha256: str) -> Iterator[str]:
        """Yield what may open a document: its own password, those of others, at last what the key store keeps."""
        with self._lock:
            own = self._known.get(sha256)
            others = list(self._known.values())
        yield from dict.fromkeys([own, *others] if own is not None else others)
        kept = self._store.get(_NAME.format(sha256))
        if kept is not None:
            with kept:
                yield kept.data.decode()

    def opened(self, sha256: str, password: str) -> None:
        """Learn that a password opens a document."""
        with self._lock:
            self._known[sha256] = password

    def keep(self, documents: Iterable[str]) -> None:
        """Put what opens these documents into the key store; those that are not known to be locked are passed over.

        Raises:
            WorldError: `no-key-store`, and nothing is kept in clear text instead.
        """
        for sha256 in documents:
            with self._lock:
                password = self._known.get(sha256)
            if password is not None:
                self._put(sha256, password)

    def _put(self, sha256: str, password: str) -> None:
        try:
            self._store.put(_NAME.format(sha256), Secret(password.encode()))
        except WorldError as error:
            raise no_key_store() from error


def no_key_store() -> WorldError:
    """Return what is said where nothing can be kept."""
    return WorldError(
        "no-key-store",
        "This machine has no key store that takes the password: it is known until the program ends, and kept nowhere.",
    )
