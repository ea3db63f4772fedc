"""Who listens on a loopback port: asked before the first byte is sent there."""

from __future__ import annotations

import socket
import struct
import sys
from pathlib import Path

import psutil

_LISTENING = "0A"  # TCP_LISTEN in the kernel's table


def listens(pid: int, port: int) -> bool:
    """Whether the process `pid` itself holds the socket that listens on 127.0.0.1:`port`."""
    if sys.platform != "linux":
        return _is_told_to_listen(pid, port)
    inode = _listening_inode(port)
    return inode is not None and f"socket:[{inode}]" in _open_files(pid)


def _is_told_to_listen(pid: int, port: int) -> bool:
    """Ask the system, which tells whose each connection is."""
    try:
        known = psutil.Process(pid).net_connections(kind="tcp4")
    except psutil.Error:  # the process is gone, or not ours
        return False
    return any(each.status == psutil.CONN_LISTEN and tuple(each.laddr) == ("127.0.0.1", port) for each in known)


def _listening_inode(port: int) -> str | None:
    loopback = struct.unpack("=I", socket.inet_aton("127.0.0.1"))[0]
    address = f"{loopback:08X}:{port:04X}"
    for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]:
        fields = line.split()
        if fields[1] == address and fields[3] == _LISTENING:
            return fields[9]
    return None


def _open_files(pid: int) -> set[str]:
    found = set()
    try:
        for entry in Path(f"/proc/{pid}/fd").iterdir():
            try:
                found.add(str(entry.readlink()))
            except FileNotFoundError:  # closed since it was listed
                continue
    except (FileNotFoundError, PermissionError):  # the process is gone, or not ours
        return set()
    return found


def free_port() -> int:
    """Return a port on 127.0.0.1 that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
