"""A document's bytes that lie in memory only: nothing on any disk has its name or its content."""

from __future__ import annotations

import os
import sys
import weakref
from pathlib import Path
from typing import BinaryIO

from assistant.errors import WorldError

if sys.platform == "linux":
    from fcntl import F_ADD_SEALS, F_SEAL_GROW, F_SEAL_SHRINK, F_SEAL_WRITE, fcntl


class HeldFile:
    """A file without a place, which behaves like a `Path` where documents are copied and read.

    It is gone when nobody holds it any more, or when the process ends in whatever way.

    Args:
        name: The document's file name, for its suffix and for messages.

    Raises:
        WorldError: `no-memory-file`, on systems other than Linux.
    """

    def __init__(self, name: str) -> None:
        if sys.platform != "linux":
            raise WorldError("no-memory-file", "Sealed libraries can be used on Linux only.")
        self.name = name
        self._descriptor = os.memfd_create("haversack", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        weakref.finalize(self, os.close, self._descriptor)

    def __str__(self) -> str:
        return self.name

    def open(self, mode: str = "rb") -> BinaryIO:
        """Open it from its beginning, once as `wb`, then as `rb`."""
        descriptor = self.descriptor() if mode == "rb" else os.dup(self._descriptor)
        return os.fdopen(descriptor, mode)  # type: ignore[return-value] # both modes are binary

    def descriptor(self) -> int:
        """Return a descriptor for reading, which the caller closes.

        From now on nobody can change the file any more, the process that reads it included.
        """
        fcntl(self._descriptor, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK)
        return os.open(f"/proc/self/fd/{self._descriptor}", os.O_RDONLY | os.O_CLOEXEC)

    def stat(self) -> os.stat_result:
        """Return its size and times."""
        return os.fstat(self._descriptor)

    def write_bytes(self, data: bytes) -> int:
        """Fill it."""
        with self.open("wb") as file:
            return file.write(data)

    def read_bytes(self) -> bytes:
        """Return all that it holds."""
        with self.open() as file:
            return file.read()


DocumentFile = Path | HeldFile
"""A document's file: on the disk, or in memory where its library is sealed."""
