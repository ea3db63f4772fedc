"""A network of our own in which there is nothing but this machine's own loopback: given by the Linux kernel.

The program keeps its user and group, so that files, the window and the key store work as before. It ends up with no
capability at all, so that it cannot undo this, and neither can anything that it starts.
"""

from __future__ import annotations

import fcntl
import os
import socket
import struct

from assistant.guard import kernel
from assistant.guard.families import refuse_other_families
from assistant.guard.resolver import hide_resolvers, names_come_from_files_only
from assistant.guard.small_files import read_small, write_small

_SET_INTERFACE_FLAGS, _UP_AND_RUNNING = 0x8914, 0x41
_EVERY_USER = 0xFFFFFFFF


def enter() -> None:
    """Move this process, which must have one thread, into user, mount and network namespaces of its own.

    The network comes last: where the kernel forbids a step before it, nothing has changed that the program needs.

    Raises:
        OSError: The kernel forbids it, or the process has several threads.
    """
    user, group = os.geteuid(), os.getegid()
    kernel.unshare(kernel.NEW_USER)
    _write("setgroups", "deny")
    _write("uid_map", f"{user} {user} 1")
    _write("gid_map", f"{group} {group} 1")
    kernel.unshare(kernel.NEW_MOUNTS)
    hide_resolvers()
    kernel.unshare(kernel.NEW_NETWORK)
    _raise_loopback()
    kernel.give_up_capabilities()
    refuse_other_families()


def inside() -> bool:
    """Whether this process is where `enter` leads, as the kernel tells it: nothing is taken on trust."""
    return interfaces() == ["lo"] and not _capable() and not _all_users() and names_come_from_files_only()


def interfaces() -> list[str]:
    """Return the network interfaces that exist for this process."""
    lines = read_small("/proc/self/net/dev").splitlines()[2:]
    return [os.fsdecode(line.partition(b":")[0].strip()) for line in lines]


def _capable() -> bool:
    sets = [line.split()[1] for line in read_small("/proc/self/status").splitlines() if line.startswith(b"Cap")]
    return any(int(capabilities, 16) for capabilities in sets)


def _all_users() -> bool:
    return int(read_small("/proc/self/uid_map").split()[2]) == _EVERY_USER


def _write(name: str, content: str) -> None:
    write_small(f"/proc/self/{name}", content.encode())


def _raise_loopback() -> None:
    request = struct.pack("16sh14x", b"lo", _UP_AND_RUNNING)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, _SET_INTERFACE_FLAGS, request)
