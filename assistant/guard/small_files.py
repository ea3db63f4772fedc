"""Small files of the system, by its calls alone: every start waits for them, and pathlib costs more than the call."""

from __future__ import annotations

import os

_MOST = 1 << 20


def read_small(path: str) -> bytes:
    """Return a file of at most 1 MiB; the kernel's own files are given at one reading."""
    file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        parts = [os.read(file, _MOST)]
        while parts[-1]:
            parts.append(os.read(file, _MOST))
        return b"".join(parts)
    finally:
        os.close(file)


def write_small(path: str, content: bytes, mode: int = 0o600) -> None:
    """Write a file by a single call, as the kernel's own files want it; a new one gets this mode."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, mode)
    try:
        os.write(file, content)
    finally:
        os.close(file)


def holds_anything(folder: str) -> bool:
    """Whether there is such a folder, and something in it."""
    try:
        with os.scandir(folder) as entries:
            return any(True for _ in entries)
    except (FileNotFoundError, NotADirectoryError):
        return False
