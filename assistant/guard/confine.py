"""What a child that touches documents gives up before it sees the first byte of one."""

from __future__ import annotations

import ctypes
import fcntl
import os
import resource
import select
import signal
import sys
from dataclasses import dataclass

_NEW_USER, _NEW_NETWORK, _NEW_IPC = 0x10000000, 0x40000000, 0x08000000
_PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 4, 38


@dataclass(frozen=True)
class Limits:
    """What a child may use.

    Attributes:
        memory: Bytes of address space for ordinary reading.
        most_memory: Bytes it may raise that to, for text recognition.
        files: Open descriptors.
        file_size: Bytes of one file in its private folder.
    """

    memory: int = 1_500_000_000
    most_memory: int = 2_500_000_000
    files: int = 128
    file_size: int = 512_000_000


def confine(limits: Limits, lifeline: int) -> None:
    """Give up the network, core dumps and most resources, and end when the parent does.

    Must run while the process still has one thread.

    Args:
        limits: What stays allowed.
        lifeline: Read end of a pipe whose write end only the parent holds.
    """
    leave_the_network()
    _end_with_parent(lifeline)
    _limit(resource.RLIMIT_AS, limits.memory, limits.most_memory)
    _limit(resource.RLIMIT_NOFILE, limits.files, limits.files)
    _limit(resource.RLIMIT_FSIZE, limits.file_size, limits.file_size)
    _limit(resource.RLIMIT_CORE, 0, 0)


def leave_the_network() -> bool:
    """Move into an empty network of our own; where the kernel forbids it, refuse sockets in this interpreter.

    Returns:
        Whether the kernel itself enforces it.
    """
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        if libc.unshare(_NEW_USER | _NEW_NETWORK | _NEW_IPC) == 0:
            return True
    sys.addaudithook(_refuse_sockets)
    return False


def more_memory() -> None:
    """Raise the memory limit to the most that is allowed."""
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _refuse_sockets(event: str, _arguments: tuple[object, ...]) -> None:
    if event in {"socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"}:
        raise PermissionError("a document reader has no network")


def _end_with_parent(lifeline: int) -> None:
    """The kernel signals the end of the pipe even while native code runs; unhandled, the signal ends the process."""
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)
    poll = select.poll()
    poll.register(lifeline, 0)
    if poll.poll(0):
        sys.exit("the parent is already gone")


def _limit(kind: int, soft: int, hard: int) -> None:
    _, allowed = resource.getrlimit(kind)
    hard = hard if allowed == resource.RLIM_INFINITY else min(hard, allowed)
    resource.setrlimit(kind, (min(soft, hard), hard))
