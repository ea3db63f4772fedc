"""A library that is sealed, locked and unlocked without a key."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import UsageError, WorldError
from assistant.guard.disk_encryption import DiskEncryption
from assistant.guard.memory import Secret
from assistant.jobs import CancelToken, Job
from assistant.workspace.sealing import Sealed

PASSPHRASE = "four grey herons on a jetty"
CODE = "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH-JJJJ"


class ScriptedSealing:
    """Knows one passphrase."""

    def __init__(self, home: Path) -> None:
        self.sealed = False
        self.locked = False
        self._requests = home / "lock-requests"

    def seal(self, name: str, passphrase: Secret, cancel: CancelToken) -> Job[Sealed]:
        yield from ()
        if len(passphrase.data) < 12:
            raise UsageError("weak-passphrase", "Choose a passphrase of at least 12 characters.")
        self.sealed = True
        return Sealed(CODE, ("/papers/manual.pdf",), DiskEncryption.CLEAR)

    def unlock(self, name: str, given: Secret, *, remember: bool = False) -> None:
        if given.data != PASSPHRASE.encode():
            raise WorldError("passphrase-wrong", "This is neither the passphrase nor the recovery code.")
        self.locked = False

    def lock(self, name: str) -> None:
        self.locked = True

    def requests_folder(self) -> Path:
        self._requests.mkdir(parents=True, exist_ok=True)
        return self._requests

    def wanted_locked(self) -> tuple[str, ...]:
        return () if self.locked else tuple(path.name for path in self._requests.iterdir())

    def check(self) -> None:
        """Raise where nobody may look into the library."""
        if self.locked:
            raise WorldError("library-locked", "It is sealed.")
