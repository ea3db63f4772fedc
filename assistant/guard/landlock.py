"""Lets a child open nothing but the runtime that it runs from and its private folder (Landlock)."""

from __future__ import annotations

import ctypes
import os
import site
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from assistant import places

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
_VERSION_QUERY = 1
_RULE_BENEATH = 1
_EXECUTE, _WRITE, _READ_FILE, _READ_DIRECTORY = 1, 1 << 1, 1 << 2, 1 << 3
_ALL_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
_RIGHTS_NOW = 16
_SCOPE_SOCKETS_AND_SIGNALS = 3
_SYSTEM = (
    "/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime",
    "/usr/share/zoneinfo", "/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu", "/dev/urandom",
)  # fmt: skip


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("rights", ctypes.c_uint64), ("folder", ctypes.c_int32))


def restrict_files(writable: Iterable[Path], readable: Iterable[str] = ()) -> bool:
    """Allow reading the runtime and `readable`, anything in `writable`, and nothing else.

    Files that are open already stay usable: that is how the document is handed over.

    Returns:
        Whether the kernel enforces it.
    """
    version = _call(_CREATE, None, 0, _VERSION_QUERY) if sys.platform == "linux" else 0
    if version < 1:
        return False
    rights = (1 << _ALL_RIGHTS.get(version, _RIGHTS_NOW)) - 1
    ruleset = _ruleset(version, rights)
    if ruleset < 0:
        return False
    try:
        for path in writable:
            _allow(ruleset, path, rights & ~_EXECUTE)
        for path, allowed in _runtime(readable):
            _allow(ruleset, path, allowed)
        return _call(_RESTRICT, ruleset, 0) == 0
    finally:
        os.close(ruleset)


def _ruleset(version: int, rights: int) -> int:
    """Make a rule set that knows as much as this version of the kernel does; return its descriptor, or -1."""
    wanted = _Ruleset(rights, 0, _SCOPE_SOCKETS_AND_SIGNALS if version >= 6 else 0)
    size = ctypes.sizeof(_Ruleset) if version >= 6 else 16 if version >= 4 else 8
    return _call(_CREATE, ctypes.byref(wanted), size, 0)


def _runtime(readable: Iterable[str]) -> Iterator[tuple[Path, int]]:
    """Yield what may be read: files of the runtime, and only the names of what lies beside it on the import path."""
    for path in (*_readable(), *map(Path, readable)):
        yield path, _READ_FILE | _READ_DIRECTORY
    for path in map(Path, sys.path):
        yield path, _READ_DIRECTORY
    yield Path(os.devnull), _READ_FILE | _WRITE


def _call(number: int, *arguments: object) -> int:
    return int(ctypes.CDLL(None, use_errno=True).syscall(number, *arguments))


def _readable() -> Iterator[Path]:
    """Yield where the interpreter, its libraries, our own code and what readers know of languages lie."""
    yield from map(Path, _SYSTEM)
    yield places.resource("reading")
    yield from (Path(sys.prefix), Path(sys.base_prefix, "lib"), Path(__file__).resolve().parent.parent)
    yield from map(Path, site.getsitepackages())
    if bundled := getattr(sys, "_MEIPASS", None):
        yield from (Path(bundled), Path(sys.executable))  # our modules are inside the program's own file


def _allow(ruleset: int, path: Path, rights: int) -> None:
    """Add a rule; what does not exist needs none, and a single file knows no rights of folders."""
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not path.is_dir():
            rights &= _READ_FILE | _WRITE
        rule = _Beneath(rights, descriptor)
        _call(_ADD_RULE, ruleset, _RULE_BENEATH, ctypes.byref(rule), 0)
    finally:
        os.close(descriptor)
