"""Short names for what the tests of sealing do again and again."""

from __future__ import annotations

from assistant.guard import recovery
from assistant.guard.keys import Cost, new_key
from assistant.guard.memory import Secret
from assistant.guard.passphrase import passphrase_of
from assistant.guard.vault import Vault

CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)
"""What a passphrase costs in tests that are not about its cost."""
PASSPHRASE = "four grey herons on a jetty"


class Store:
    """A key store that works, or is in one of the states in which the user finds it on a bad day."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.locked = False

    def get(self, library: str) -> Secret | None:
        found = None if self.locked else self.kept.get(library)
        return Secret(found) if found else None

    def put(self, library: str, secret: Secret) -> None:
        self.kept[library] = bytes(secret.data)

    def forget(self, library: str) -> None:
        self.kept.pop(library, None)


def made_vault(passphrase: str = PASSPHRASE, cost: Cost = CHEAP, library: str = "lib") -> tuple[Vault, bytes, str]:
    """A vault, the key in it, and its recovery code as it is printed."""
    key, code = new_key(), recovery.new_code()
    vault = Vault.create(library, key, passphrase_of(passphrase), code, cost)
    return vault, bytes(key.data), recovery.shown(code)
