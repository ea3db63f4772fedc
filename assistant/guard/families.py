"""Refuse the kinds of socket that a network namespace does not contain, such as those to a virtual machine's host."""

from __future__ import annotations

import errno
import os
import struct
from dataclasses import dataclass

from assistant.guard import kernel

ALLOWED = (1, 2, 10, 16)
"""Unix, IPv4, IPv6 and netlink (linux/socket.h): all of them end at our own network or at a file's name."""

_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER, _MACHINE, _FIRST_ARGUMENT = 0, 4, 16
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000
_OTHER_CALLS = 0x40000000
"""First number of x86-64's second set of system calls, which nothing of ours uses."""

Instruction = tuple[int, int, int, int]


@dataclass(frozen=True)
class _Machine:
    """Numbers of a processor's kind (linux/audit.h, asm/unistd.h)."""

    audit: int
    socket: int
    socket_pair: int
    io_ring: int = 425


_MACHINES = {
    "x86_64": _Machine(0xC000003E, 41, 53),
    "aarch64": _Machine(0xC00000B7, 198, 199),
}


def refuse_other_families() -> None:
    """Refuse sockets of other families, here and in all that is started from here, with "not supported".

    The two ways around it (another processor mode's calls, and io_uring) are refused as well. On kinds of
    processor that this file does not know, nothing is done.

    Raises:
        OSError: The kernel has no system call filter.
    """
    machine = _MACHINES.get(os.uname().machine)
    if machine:
        kernel.filter_calls(b"".join(struct.pack("=HBBI", *step) for step in _program(machine)))


def _program(machine: _Machine) -> list[Instruction]:
    """Classic BPF (linux/filter.h): a jump tells how many steps to pass over, where it holds and where not."""
    families: list[Instruction] = [
        (_EQUAL, len(ALLOWED) - position, 0, family) for position, family in enumerate(ALLOWED)
    ]
    after = len(families) + 2  # from the last test of a call's number to the step that allows
    return [
        (_LOAD, 0, 0, _MACHINE),
        (_EQUAL, 0, after + 6, machine.audit),
        (_LOAD, 0, 0, _NUMBER),
        (_EQUAL, after + 4, 0, machine.io_ring),
        (_AT_LEAST, after + 3, 0, _OTHER_CALLS),
        (_EQUAL, 1, 0, machine.socket),
        (_EQUAL, 0, after, machine.socket_pair),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        *families,
        (_RETURN, 0, 0, _REFUSE | errno.EAFNOSUPPORT),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE | errno.ENOSYS),
    ]
