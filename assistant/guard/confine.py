"""What a child that touches documents gives up before it sees the first byte of one."""

from __future__ import annotations

import fcntl
import os
import resource
import select
import signal
import sys
from pathlib import Path

from assistant.guard import kernel
from assistant.guard.landlock import restrict_files
from assistant.guard.limits import Limits
from assistant.guard.seccomp import refuse_calls


def confine(limits: Limits, lifeline: int, private: Path) -> None:
    """Give up the network, other files and programs, core dumps and most resources, and end when the parent does.

    What the kernel does not offer is left out, but at least one of its means, or Python's own, refuses sockets. Must
    run while the process still has one thread.

    Args:
        limits: What stays allowed.
        lifeline: Read end of a pipe whose write end only the parent holds.
        private: A folder in which files may be written.
    """
    networkless = leave_the_network()
    _end_with_parent(lifeline)
    _limit(resource.RLIMIT_AS, limits.memory, limits.most_memory)
    _limit(resource.RLIMIT_NOFILE, limits.files, limits.files)
    _limit(resource.RLIMIT_FSIZE, limits.file_size, limits.file_size)
    _limit(resource.RLIMIT_CORE, 0, 0)
    restrict_files((private, *map(Path, limits.writable)), limits.readable)
    if not (refuse_calls() or networkless):
        sys.addaudithook(_refuse_sockets)


def leave_the_network() -> bool:
    """Move to where no network and no memory shared by others is; return whether the kernel allowed it."""
    if sys.platform != "linux":
        return False
    try:
        kernel.unshare(kernel.NEW_USER | kernel.NEW_NETWORK | kernel.NEW_MEMORY_SHARING)
        kernel.give_up_capabilities()
    except OSError:
        return False
    return True


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
