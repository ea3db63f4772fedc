"""Where the machine's policy file lies, and whether it is an administrator's and nobody else's.

Inside the program's own user namespace the kernel shows every owner but the user as "nobody". There, the file counts as
the administrator's where it and its folder are neither the user's nor writable by anybody but their owner: only the
administrator can put anything beneath the system's folder for settings.
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

LARGEST = 65_536
"""Bytes of a policy file at the most."""

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


class UnreliableError(Exception):
    """A policy file is there but cannot be relied on; its text says why, for the administrator."""


def _place() -> Path:
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - exists on Windows only

        folders = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Explorer\Shell Folders"
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, folders) as key:
            return Path(winreg.QueryValueEx(key, "Common AppData")[0], "Haversack", "policy.toml")
    if sys.platform == "darwin":
        return Path("/Library/Application Support/Haversack/policy.toml")
    return Path("/etc/haversack/policy.toml")


POLICY_FILE = _place()
"""The one place of the machine's policy; no setting and no environment variable names another."""


def read_policy_file(path: Path, owner: int) -> bytes | None:
    """Return what the policy file holds, None where there is no such file.

    Args:
        path: The file.
        owner: User id that it and its folder must belong to (not looked at on Windows, which has none).

    Raises:
        UnreliableError: It is there but not the administrator's alone, or cannot be read.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise UnreliableError(f"it cannot be opened ({error.strerror}).") from error
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise UnreliableError("it is not an ordinary file.")
        _check_owned(status, "it", owner)
        _check_owned(path.parent.stat(), "its folder", owner)
        content = os.read(descriptor, LARGEST + 1)
    finally:
        os.close(descriptor)
    if len(content) > LARGEST:
        raise UnreliableError(f"it is larger than {LARGEST} bytes.")
    return content


def _check_owned(status: os.stat_result, what: str, owner: int) -> None:
    if sys.platform == "win32":
        return
    if status.st_uid != owner and not _is_hidden(status.st_uid):
        raise UnreliableError(f"{what} does not belong to the administrator.")
    if status.st_mode & _OTHERS_WRITE:
        raise UnreliableError(f"{what} can be written by others than its owner.")


def _is_hidden(user: int) -> bool:
    """Whether the kernel hides behind this number every user that is not known in this process's user namespace."""
    known, nobody = Path("/proc/self/uid_map"), Path("/proc/sys/kernel/overflowuid")
    if not known.exists():
        return False
    mapped = [line.split() for line in known.read_text(encoding="ascii").splitlines()]
    if any(int(inside) == 0 for inside, _, _ in mapped):
        return False
    return user == int(nobody.read_text(encoding="ascii"))
