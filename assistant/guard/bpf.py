"""Classic BPF: the language in which the kernel takes a filter of system calls (linux/filter.h, linux/seccomp.h)."""

from __future__ import annotations

import struct

LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
"""Operations: load a word; compare it and jump; end with a verdict."""

NUMBER, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16
"""Where the words of a system call lie that a filter may load."""

ALLOW, REFUSE, KILL = 0x7FFF0000, 0x00050000, 0x80000000
"""Verdicts; an error number is added to `REFUSE`."""

OTHER_CALLS = 0x40000000
"""The bit that marks x86-64's second set of system calls, which nothing of ours uses."""


def step(code: int, if_true: int = 0, if_false: int = 0, value: int = 0) -> bytes:
    """Return one instruction; a jump tells how many steps to pass over, where the comparison holds and where not."""
    return struct.pack("=HBBI", code, if_true, if_false, value)
