"""Opens a file to be read: an ordinary one, with something in it, of a size that can be read."""

from __future__ import annotations

import os
import stat

from assistant.documents.held import DocumentFile, HeldFile
from assistant.errors import WorldError

_LARGEST_FILE = 2_000_000_000


def opened(path: DocumentFile) -> int:
    """Return a descriptor of a file, without waiting for a pipe's other end.

    Raises:
        WorldError: `file-gone`, `unreadable-file`, `not-a-file`, `empty-file` or `file-too-large`.
    """
    if isinstance(path, HeldFile):
        return path.descriptor()
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | os.O_CLOEXEC)
    except FileNotFoundError as error:
        raise WorldError("file-gone", f"“{path.name}” is no longer there.") from error
    except OSError as error:
        raise WorldError("unreadable-file", f"“{path.name}” cannot be opened: {error.strerror}.") from error
    try:
        _check_regular(os.fstat(descriptor), path)
    except WorldError:
        os.close(descriptor)
        raise
    return descriptor


def _check_regular(status: os.stat_result, path: DocumentFile) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise WorldError("not-a-file", f"“{path.name}” is not an ordinary file.")
    if status.st_size == 0:
        raise WorldError("empty-file", f"“{path.name}” is empty.")
    if status.st_size > _LARGEST_FILE:
        raise WorldError("file-too-large", f"“{path.name}” is larger than the 2 GB that can be read.")
