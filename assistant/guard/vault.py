"""The vault: the file beside a sealed library that holds its key, wrapped in more than one way.

    one line of JSON: the library's id, and for each way (slot) its salt, its cost and the wrapped key
    its SHA-256 in hexadecimal: any changed bit is noticed before anything is made of it

The key of the data is random and never changes; a slot wraps it for a passphrase, a recovery code or a secret in the
system's key store. So a passphrase is changed without rewriting the library.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from assistant.errors import WorldError
from assistant.guard import recovery
from assistant.guard.keys import SALT_BYTES, WRAPPED_BYTES, Cost, from_passphrase, from_random, new_salt, unwrap, wrap
from assistant.guard.memory import Secret
from assistant.whole_files import write_whole

VAULT = "vault.json"
"""Name of the file; a library's folder that holds one is sealed."""
_VERSION = 1
_MOST_MEMORY_KIB = 4 << 20
_LONGEST = 16_384


@dataclass(frozen=True)
class Slot:
    """The data's key, wrapped in one way.

    Attributes:
        salt: For deriving the wrapping key.
        wrapped: Nonce, encrypted key and tag.
        cost: Of deriving it from a passphrase, None where it comes from random bytes.
    """

    salt: bytes
    wrapped: bytes
    cost: Cost | None = None

    def facts(self) -> dict[str, Any]:
        """Return it as JSON, with everything that the wrapping is bound to."""
        return {**_bound(self.salt, self.cost), "wrapped": self.wrapped.hex()}

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> Self:
        """Return what `facts` gave. Raises ValueError, KeyError or TypeError where it did not."""
        salt, wrapped = bytes.fromhex(facts["salt"]), bytes.fromhex(facts["wrapped"])
        cost = Cost(*(int(number) for number in facts["argon2id"])) if "argon2id" in facts else None
        if len(salt) != SALT_BYTES or len(wrapped) != WRAPPED_BYTES or (cost and cost.memory_kib > _MOST_MEMORY_KIB):
            raise ValueError
        return cls(salt, wrapped, cost)


@dataclass(frozen=True)
class Vault:
    """The ways to a library's key.

    Attributes:
        library: Id of the library.
        passphrase: Slot of the passphrase.
        recovery: Slot of the recovery code.
        key_store: Slot of the system's key store, None where it is not used.
    """

    library: str
    passphrase: Slot
    recovery: Slot
    key_store: Slot | None = None

    @classmethod
    def create(cls, library: str, key: Secret, passphrase: Secret, code: Secret, cost: Cost) -> Self:
        """Wrap a key for a passphrase and a recovery code."""
        by_passphrase = _by_passphrase(library, key, passphrase, cost)
        return cls(library, by_passphrase, _by_random(library, "recovery", key, code))

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read the vault of a library's folder.

        Raises:
            WorldError: `vault-damaged` or `vault-newer`.
        """
        facts = _checked_facts(folder / VAULT)
        if facts.get("version") != _VERSION:
            raise WorldError("vault-newer", f"This library was sealed by a newer version of the program. ({folder})")
        try:
            slots = {name: Slot.of(slot) for name, slot in facts["slots"].items()}
            return cls(str(facts["library"]), **slots)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise _damaged(folder) from error

    def write(self, folder: Path) -> None:
        """Write the vault whole or not at all; it is on the disk when this returns. Raises OSError."""
        slots = {"passphrase": self.passphrase, "recovery": self.recovery, "key_store": self.key_store}
        facts = {name: slot.facts() for name, slot in slots.items() if slot is not None}
        write_whole(folder / VAULT, _packed({"version": _VERSION, "library": self.library, "slots": facts}))

    def open(self, given: Secret) -> Secret:
        """Return the library's key, opened by the passphrase or the recovery code.

        Raises:
            WorldError: `passphrase-wrong`.
        """
        code = recovery.read(given.data.decode(errors="replace"))
        key = self._opened("recovery", self.recovery, code) if code else None
        key = key or self._opened("passphrase", self.passphrase, given)
        if key is None:
            raise WorldError("passphrase-wrong", "This is neither the library's passphrase nor its recovery code.")
        return key

    def open_by_key_store(self, secret: Secret) -> Secret | None:
        """Return the library's key, opened by what the key store keeps; None where that fits no longer."""
        return self._opened("key_store", self.key_store, secret) if self.key_store else None

    def with_passphrase(self, key: Secret, passphrase: Secret, cost: Cost) -> Self:
        """Return the vault with another passphrase; recovery code and key store stay as they are."""
        return replace(self, passphrase=_by_passphrase(self.library, key, passphrase, cost))

    def with_key_store(self, key: Secret, secret: Secret) -> Self:
        """Return the vault that a secret in the key store opens, too."""
        return replace(self, key_store=_by_random(self.library, "key_store", key, secret))

    def without_key_store(self) -> Self:
        """Return the vault that the key store opens no more."""
        return replace(self, key_store=None)

    def _opened(self, name: str, slot: Slot, secret: Secret) -> Secret | None:
        derived = from_passphrase(secret, slot.salt, slot.cost) if slot.cost else from_random(secret, slot.salt)
        with derived as by:
            return unwrap(slot.wrapped, by, _context(self.library, name, slot.salt, slot.cost))


def _by_passphrase(library: str, key: Secret, passphrase: Secret, cost: Cost) -> Slot:
    salt = new_salt()
    with from_passphrase(passphrase, salt, cost) as by:
        return Slot(salt, wrap(key, by, _context(library, "passphrase", salt, cost)), cost)


def _by_random(library: str, name: str, key: Secret, secret: Secret) -> Slot:
    salt = new_salt()
    with from_random(secret, salt) as by:
        return Slot(salt, wrap(key, by, _context(library, name, salt, None)))


def _bound(salt: bytes, cost: Cost | None) -> dict[str, Any]:
    derived = {} if cost is None else {"argon2id": [cost.memory_kib, cost.iterations, cost.lanes]}
    return {"salt": salt.hex(), **derived}


def _context(library: str, name: str, salt: bytes, cost: Cost | None) -> bytes:
    """Return what a wrapped key is bound to, so that a slot moved elsewhere opens nothing."""
    return json.dumps(["haversack vault", _VERSION, library, name, _bound(salt, cost)]).encode()


def _packed(facts: Mapping[str, Any]) -> bytes:
    line = json.dumps(facts).encode("ascii")
    return line + b"\n" + hashlib.sha256(line).hexdigest().encode() + b"\n"


def _checked_facts(path: Path) -> dict[str, Any]:
    try:
        data = path.read_bytes()
        facts = json.loads(data.split(b"\n", 1)[0]) if len(data) <= _LONGEST else None
    except (OSError, ValueError) as error:
        raise _damaged(path.parent) from error
    if not isinstance(facts, dict) or _packed(facts) != data:
        raise _damaged(path.parent)
    return facts


def _damaged(folder: Path) -> WorldError:
    return WorldError(
        "vault-damaged",
        f"The vault file of this library is damaged: put the copy from your backup in its place. ({folder / VAULT})",
    )
