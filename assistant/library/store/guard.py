"""One opener a library: a lock that the system releases however its holder ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from assistant.errors import WorldError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class OpenerLock:
    """Held while a library is open.

    Raises:
        WorldError: `library-in-use`, when another window or program has it open; `read-only`, when the
            lock file cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        try:
            descriptor = os.open(folder / "opened.lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise WorldError(
                "read-only", f"The library's folder cannot be written to: {error.strerror}. ({folder})"
            ) from error
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            raise WorldError(
                "library-in-use",
                f"This library is already open in another window or program: use that one, or close it. ({folder})",
            ) from error

        self._descriptor: int | None = descriptor

    def release(self) -> None:
        """Let others open the library."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
