"""Opens a file to be read: an ordinary one, with something in it, of a size that can be read."""

from __future__ import annotations

import os
import stat
import sys
from functools import reduce
from operator import or_
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.documents.held import DocumentFile, HeldFile
from assistant.errors import WorldError

if TYPE_CHECKING:
    from assistant.guard.channel import Frame

_LARGEST_FILE = 2_000_000_000
_FLAGS = ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOINHERIT")
_FOR_READING = reduce(or_, (getattr(os, flag, 0) for flag in _FLAGS), os.O_RDONLY)
"""How a file is opened; each system has its own two of the flags."""


def opened(path: DocumentFile) -> int:
    """Return a descriptor of a file, without waiting for a pipe's other end.

    Raises:
        WorldError: `file-gone`, `unreadable-file`, `not-a-file`, `empty-file` or `file-too-large`.
    """
    if isinstance(path, HeldFile):
        return path.descriptor()
    try:
        descriptor = os.open(path, _FOR_READING)
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


def handed(path: DocumentFile, descriptor: int) -> tuple[dict[str, object], tuple[int, ...]]:
    """Return what a request tells a child of an open file, and the descriptors that go with it.

    A descriptor goes over no socket of Windows, whose children read what the user can read: they are told the path.
    """
    return ({"path": str(path)}, ()) if sys.platform == "win32" else ({}, (descriptor,))


def received(frame: Frame) -> int:
    """Return the descriptor of the file that a request hands over."""
    return frame.files[0] if frame.files else os.open(Path(str(frame.header["path"])), _FOR_READING)


def _check_regular(status: os.stat_result, path: DocumentFile) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise WorldError("not-a-file", f"“{path.name}” is not an ordinary file.")
    if status.st_size == 0:
        raise WorldError("empty-file", f"“{path.name}” is empty.")
    if status.st_size > _LARGEST_FILE:
        raise WorldError("file-too-large", f"“{path.name}” is larger than the 2 GB that can be read.")
