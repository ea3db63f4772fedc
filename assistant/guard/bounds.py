"""What a process is allowed, and that it ends with its parent, where the system is a Unix: Windows has none of it."""

from __future__ import annotations

import fcntl
import os
import resource
import select
import signal
import sys

from assistant.guard.limits import Limits


def bind(limits: Limits) -> None:
    """Take memory, open files, the size of files and core dumps away, beyond what the limits leave."""
    if sys.platform != "darwin":  # which counts what is only reserved, and refuses any number below that
        _limit(resource.RLIMIT_AS, limits.memory, limits.most_memory)
    _limit(resource.RLIMIT_NOFILE, limits.files, limits.files)
    _limit(resource.RLIMIT_FSIZE, limits.file_size, limits.file_size)
    _limit(resource.RLIMIT_CORE, 0, 0)


def widen_memory() -> None:
    """Raise the memory limit to the most that is allowed."""
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def end_with_parent(lifeline: int) -> None:
    """The kernel signals the end of the pipe even while native code runs; unhandled, the signal ends the process.

    Args:
        lifeline: Read end of a pipe whose write end only the parent holds.
    """
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
