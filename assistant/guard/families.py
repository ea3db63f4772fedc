"""Refuse the kinds of socket that a network namespace does not contain, such as those to a virtual machine's host."""

from __future__ import annotations

import os
from dataclasses import dataclass
from errno import EAFNOSUPPORT, ENOSYS

from assistant.guard import kernel
from assistant.guard.bpf import (
    ALLOW,
    ARCHITECTURE,
    AT_LEAST,
    EQUAL,
    FIRST_ARGUMENT,
    LOAD,
    NUMBER,
    OTHER_CALLS,
    REFUSE,
    RETURN,
    step,
)

ALLOWED = (1, 2, 10, 16)
"""Unix, IPv4, IPv6 and netlink (linux/socket.h): all of them end at our own network or at a file's name."""


@dataclass(frozen=True)
class _Machine:
    """Numbers of a processor's kind (linux/audit.h, asm/unistd.h)."""

    architecture: int
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
        kernel.filter_calls(_program(machine))


def _program(machine: _Machine) -> bytes:
    families = [step(EQUAL, len(ALLOWED) - place, 0, family) for place, family in enumerate(ALLOWED)]
    after = len(families) + 2  # from the last test of a call's number to the step that allows
    steps = [
        step(LOAD, value=ARCHITECTURE),
        step(EQUAL, 0, after + 6, machine.architecture),
        step(LOAD, value=NUMBER),
        step(EQUAL, after + 4, 0, machine.io_ring),
        step(AT_LEAST, after + 3, 0, OTHER_CALLS),
        step(EQUAL, 1, 0, machine.socket),
        step(EQUAL, 0, after, machine.socket_pair),
        step(LOAD, value=FIRST_ARGUMENT),
        *families,
        step(RETURN, value=REFUSE | EAFNOSUPPORT),
        step(RETURN, value=ALLOW),
        step(RETURN, value=REFUSE | ENOSYS),
    ]
    return b"".join(steps)
