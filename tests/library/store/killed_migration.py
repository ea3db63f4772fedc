"""Opens a library of an earlier schema and kills itself at a moment: see `MOMENTS`.

Arguments: the library's file, key in hexadecimal (of a test; "" for none), name of the moment.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.jobs import finish
from assistant.library.store import copies, store
from assistant.library.store.connection import Connection
from assistant.library.store.schema import migrate

MOMENTS = (
    "before the copy",
    "in the middle of the copy",
    "before the copy has its name",
    "after the copy",
    "in the middle of the migration",
    "after the migration",
)
_STEPS = 50  # of SQLite's machine: some tables are made by then, and others not


def die(*_: object, **_told: object) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 1


def arm(moment: str) -> None:
    patch = pytest.MonkeyPatch()
    match moment:
        case "before the copy":
            patch.setattr(store, "keep_copy", die)
        case "in the middle of the copy":
            patch.setattr(copies, "PART", 4096)
            patch.setattr(copies, "Progress", die)
        case "before the copy has its name":
            patch.setattr(Path, "replace", die)
        case "after the copy":
            patch.setattr(store, "keep_copy", deadly(lambda *given: finish(copies.keep_copy(*given))))
        case "in the middle of the migration":
            patch.setattr(store, "migrate", half_a_migration)
        case "after the migration":
            patch.setattr(store, "migrate", deadly(migrate))


def deadly(work: Callable[..., object]) -> Callable[..., None]:
    def done(*given: object) -> None:
        work(*given)
        die()

    return done


def half_a_migration(connection: Connection, path: Path, steps: dict[int, str]) -> None:
    connection.set_progress_handler(die, _STEPS)
    migrate(connection, path, steps)


if __name__ == "__main__":
    arm(sys.argv[3])
    store.open_store(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]) or None)
