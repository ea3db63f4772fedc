"""The few Linux system calls that Python has no function for; each raises `OSError` where it fails."""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from functools import cache

NEW_MOUNTS, NEW_MEMORY_SHARING, NEW_USER, NEW_NETWORK = 0x00020000, 0x08000000, 0x10000000, 0x40000000
"""What `unshare` makes (linux/sched.h)."""

READ_ONLY, NO_SETUID, NO_DEVICES, NO_PROGRAMS, REMOUNT, BIND = 0x1, 0x2, 0x4, 0x8, 0x20, 0x1000
_DETACH = 0x2
"""Flags of `mount` and `umount2` (linux/mount.h)."""

_DROP_FROM_BOUNDING_SET, _NO_NEW_PRIVILEGES, _AMBIENT_SET, _CLEAR_ALL = 24, 38, 47, 4
_CAPABILITY_VERSION = 0x20080522
_SET_FILTER, _FILTER = 22, 2
_INSTRUCTION = 8


def unshare(flags: int) -> None:
    """Move this process, which must have one thread, into new namespaces."""
    _call("unshare", flags)


def mount(source: str, target: str, kind: str = "", flags: int = 0, options: str = "") -> None:
    """Mount a file system of this kind, or with `BIND` one file over another."""
    _call("mount", source.encode(), os.fsencode(target), kind.encode(), ctypes.c_ulong(flags), options.encode())


def unmount(target: str) -> None:
    """Take a mount off the tree at once; what is bound elsewhere or open stays usable."""
    _call("umount2", os.fsencode(target), _DETACH)


def give_up_capabilities() -> None:
    """Give up every capability, for this process and all that it will ever start; the user stays the same."""
    _call("prctl", _NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    _call("prctl", _AMBIENT_SET, _CLEAR_ALL, 0, 0, 0)
    _empty_bounding_set()
    head = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    _call("capset", head, (ctypes.c_uint32 * 6)())


def filter_calls(program: bytes) -> None:
    """Let a classic BPF program decide over every further system call of this process and of all it starts."""
    buffer = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("@HP", len(program) // _INSTRUCTION, ctypes.addressof(buffer))
    _call("prctl", _SET_FILTER, _FILTER, head, 0, 0)


def _empty_bounding_set() -> None:
    drop, capability = _libc().prctl, 0
    while drop(_DROP_FROM_BOUNDING_SET, capability, 0, 0, 0) == 0:
        capability += 1
    if ctypes.get_errno() != errno.EINVAL:  # which says that there is no capability of this number
        raise OSError(ctypes.get_errno(), f"capability {capability} stays")


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _call(name: str, *arguments: object) -> None:
    if getattr(_libc(), name)(*arguments) < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
