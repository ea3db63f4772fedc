"""What a child that touches documents gives up before it sees the first byte of one."""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.guard import kernel
from assistant.guard.landlock import restrict_files
from assistant.guard.limits import Limits
from assistant.guard.seccomp import refuse_calls


def confine(limits: Limits, lifeline: int | None, private: Path) -> None:
    """Give up the network, other files and programs, core dumps and most resources, and end when the parent does.

    What the kernel does not offer is left out, but at least one of its means, or Python's own, refuses sockets. Must
    run while the process still has one thread.

    Args:
        limits: What stays allowed.
        lifeline: Read end of a pipe whose write end only the parent holds, None where its end is seen otherwise.
        private: A folder in which files may be written.
    """
    networkless = leave_the_network()
    if lifeline is not None:
        from assistant.guard import bounds  # noqa: PLC0415 - cannot be loaded on Windows

        bounds.end_with_parent(lifeline)
        bounds.bind(limits)
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
    if sys.platform == "linux":
        from assistant.guard import bounds  # noqa: PLC0415 - cannot be loaded on Windows

        bounds.widen_memory()


def _refuse_sockets(event: str, _arguments: tuple[object, ...]) -> None:
    if event in {"socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"}:
        raise PermissionError("a document reader has no network")
