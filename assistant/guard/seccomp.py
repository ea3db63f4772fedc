"""Refuses the system calls that reading never needs: sockets, other programs, other processes (seccomp)."""

from __future__ import annotations

import platform
import sys
from errno import ENOSYS, EPERM

from assistant.guard import kernel
from assistant.guard.bpf import (
    ALLOW,
    ANY_BIT,
    ARCHITECTURE,
    EQUAL,
    FIRST_ARGUMENT,
    KILL,
    LOAD,
    NUMBER,
    OTHER_CALLS,
    REFUSE,
    RETURN,
    step,
)

_THREAD = 0x00010000

_X86 = {
    "arch": 0xC000003E, "clone": 56, "clone3": 435, "socket": 41, "connect": 42, "bind": 49, "listen": 50,
    "accept": 43, "accept4": 288, "fork": 57, "vfork": 58, "execve": 59, "execveat": 322, "kill": 62, "ptrace": 101,
    "process_vm_readv": 310, "process_vm_writev": 311, "mount": 165, "umount2": 166, "chroot": 161,
    "pivot_root": 155, "unshare": 272, "setns": 308, "bpf": 321, "perf_event_open": 298, "userfaultfd": 323,
    "add_key": 248, "request_key": 249, "keyctl": 250, "io_uring_setup": 425, "io_uring_enter": 426,
    "open_by_handle_at": 304, "pidfd_getfd": 438,
}  # fmt: skip
_ARM = {
    "arch": 0xC00000B7, "clone": 220, "clone3": 435, "socket": 198, "connect": 203, "bind": 200, "listen": 201,
    "accept": 202, "accept4": 242, "execve": 221, "execveat": 281, "kill": 129, "ptrace": 117,
    "process_vm_readv": 270, "process_vm_writev": 271, "mount": 40, "umount2": 39, "chroot": 51, "pivot_root": 41,
    "unshare": 97, "setns": 268, "bpf": 280, "perf_event_open": 241, "userfaultfd": 282, "add_key": 217,
    "request_key": 218, "keyctl": 219, "io_uring_setup": 425, "io_uring_enter": 426, "open_by_handle_at": 265,
    "pidfd_getfd": 438,
}  # fmt: skip
_TABLES = {"x86_64": _X86, "aarch64": _ARM}


def refuse_calls() -> bool:
    """Refuse sockets, programs and processes from now on, threads stay allowed; return whether it is enforced."""
    table = _TABLES.get(platform.machine()) if sys.platform == "linux" else None
    if table is None:
        return False
    try:
        kernel.filter_calls(_program(dict(table)))
    except OSError:
        return False
    return True


def _program(table: dict[str, int]) -> bytes:
    """Return the filter: kill on a foreign architecture, refuse what is listed, allow the rest."""
    architecture, clone, clone3 = (table.pop(name) for name in ("arch", "clone", "clone3"))
    refused = REFUSE | EPERM
    steps = [
        step(LOAD, value=ARCHITECTURE),
        step(EQUAL, 1, 0, architecture),
        step(RETURN, value=KILL),
        step(LOAD, value=NUMBER),
        step(ANY_BIT, 0, 1, OTHER_CALLS),
        step(RETURN, value=refused),
        # The C library falls back to clone, whose flags can be seen here, where clone3 does not exist.
        step(EQUAL, 0, 1, clone3),
        step(RETURN, value=REFUSE | ENOSYS),
        step(EQUAL, 0, 4, clone),
        step(LOAD, value=FIRST_ARGUMENT),
        step(ANY_BIT, 0, 1, _THREAD),
        step(RETURN, value=ALLOW),
        step(RETURN, value=refused),
    ]
    for number in table.values():
        steps += [step(EQUAL, 0, 1, number), step(RETURN, value=refused)]
    return b"".join([*steps, step(RETURN, value=ALLOW)])
