"""Private folders that lie in memory, for children that work on documents which must never reach a disk in clear."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

from assistant.errors import WorldError
from assistant.guard.disk_encryption import mounted_at

_IN_MEMORY = {"tmpfs", "ramfs"}
_OURS = re.compile(r"haversack-(\d+)-")


def new_memory_folder() -> Path:
    """Make an empty folder that only this user may enter, and remove those of processes that were killed.

    Raises:
        WorldError: `no-memory-folder`, where this system has no file system in memory.
    """
    place = _place()
    sweep(place)
    return Path(tempfile.mkdtemp(prefix=f"haversack-{os.getpid()}-", dir=place))


def sweep(place: Path) -> None:
    """Remove the folders in `place` whose process is no longer there."""
    for folder in place.glob("haversack-*"):
        owner = _OURS.match(folder.name)
        if owner and not Path("/proc", owner.group(1)).exists():
            shutil.rmtree(folder, ignore_errors=True)


def _place() -> Path:
    candidates = [Path("/dev/shm"), Path(os.environ.get("XDG_RUNTIME_DIR") or os.devnull)]  # noqa: S108 - a folder of our own is made in it
    for place in candidates:
        if place.is_dir() and os.access(place, os.W_OK | os.X_OK) and mounted_at(place)[0] in _IN_MEMORY:
            return place
    raise WorldError(
        "no-memory-folder",
        "A sealed library needs a folder that lies in memory, and this system has none (/dev/shm).",
    )
