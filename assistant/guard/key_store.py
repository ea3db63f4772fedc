"""The system's key store: a convenience beside the passphrase, never a replacement for it.

Only stores that encrypt are used. Where there is none, or it is locked, emptied or changed, the passphrase and the
recovery code still open the library, and nothing is ever kept in clear text instead.
"""

from __future__ import annotations

import binascii
import importlib
import logging
import sys
from typing import TYPE_CHECKING, Protocol

from assistant.errors import WorldError
from assistant.guard.memory import Secret

if TYPE_CHECKING:  # loaded where a store is asked for, to start fast
    from keyring.backend import KeyringBackend

_LOG = logging.getLogger(__name__)
_SERVICE = "Haversack"
_THAT_ENCRYPT = {
    "linux": ("keyring.backends.SecretService", "keyring.backends.libsecret", "keyring.backends.kwallet"),
    "darwin": ("keyring.backends.macOS",),
    "win32": ("keyring.backends.Windows",),
}
"""By system: those of another one start a compiler, as they load, to look for libraries that are not there."""


class KeyStore(Protocol):
    """Keeps one small secret a library, for this user of this machine."""

    def get(self, library: str) -> Secret | None:
        """Return the secret of a library (its id); None where the store is absent, locked or does not know it."""

    def put(self, library: str, secret: Secret) -> None:
        """Keep a secret. Raises WorldError (`no-key-store`) where that is not possible."""

    def forget(self, library: str) -> None:
        """Remove a secret, if it is there and the store lets us."""


class SystemKeyStore:
    """The desktop's own store: Secret Service (GNOME, KDE), KWallet, Windows' or macOS' own."""

    def get(self, library: str) -> Secret | None:
        """Return the secret of a library; None where the store is absent, locked or does not know it."""
        try:
            store = _store()
            kept = store.get_password(_SERVICE, library) if store else None
            return Secret(bytearray(bytes.fromhex(kept))) if kept else None
        except (binascii.Error, ValueError):
            return None  # somebody else's
        except Exception as error:  # noqa: BLE001 - each store has its own errors, and none may keep the user out
            _LOG.info("the key store does not answer: %s", type(error).__name__)
            return None

    def put(self, library: str, secret: Secret) -> None:
        """Keep a secret.

        Raises:
            WorldError: `no-key-store`.
        """
        store = _store()
        if store is None:
            raise _absent("This machine has no key store that encrypts")
        try:
            store.set_password(_SERVICE, library, secret.data.hex())
        except Exception as error:
            raise _absent("The key store did not take the key") from error

    def forget(self, library: str) -> None:
        """Remove a secret, if it is there and the store lets us."""
        try:
            store = _store()
            if store is not None:
                store.delete_password(_SERVICE, library)
        except Exception as error:  # noqa: BLE001 - as above; the vault's slot is removed in any case
            _LOG.info("the key store does not forget: %s", type(error).__name__)


def usable() -> bool:
    """Whether this machine has a key store that encrypts; nothing is asked of it."""
    return _store() is not None


def _store() -> KeyringBackend | None:
    """Return the best store that encrypts; the user's own choice of another one is not followed."""
    from keyring.backend import KeyringBackend  # noqa: PLC0415 - loaded where a store is asked for, to start fast

    modules = _THAT_ENCRYPT.get(sys.platform, ())
    for module in modules:
        importlib.import_module(module)
    usable = [each() for each in KeyringBackend.get_viable_backends() if each.__module__ in modules]
    return max(usable, key=lambda each: float(each.priority), default=None)


def _absent(what: str) -> WorldError:
    return WorldError("no-key-store", f"{what}: the passphrase opens the library, as before.")
