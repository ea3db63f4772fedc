"""Which processes there are below this one, and who of them listens where: looked up in `/proc` (Linux)."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_TABLES = {"tcp": "0A", "tcp6": "0A", "udp": "07", "udp6": "07"}
"""Kinds of socket, with the state that a listening one has in the kernel's table."""


@dataclass(frozen=True, order=True)
class Listener:
    """A socket that waits for others to connect.

    Attributes:
        protocol: `tcp`, `tcp6`, `udp` or `udp6`.
        address: Such as `127.0.0.1`.
        port: Its number.
        program: Path of the program that holds it, "" where it cannot be told.
    """

    protocol: str
    address: str
    port: int
    program: str

    @property
    def on_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        return ipaddress.ip_address(self.address).is_loopback


class Watch:
    """Collects what is seen at every look. Looks at the processes below this one only.

    Attributes:
        programs: Paths of all programs that were seen running.
    """

    def __init__(self, *, whole_network: bool) -> None:
        """Watch all listeners of this network, or those of our own processes where others live in it as well."""
        self.programs: set[str] = set()
        self._seen: dict[tuple[str, str, int], Listener] = {}
        self._whole_network = whole_network

    @property
    def listeners(self) -> list[Listener]:
        """All listeners that were seen, each once."""
        return sorted(self._seen.values())

    def look(self) -> None:
        """Add what there is at this moment."""
        self.programs |= {program for pid in descendants() if (program := _program(pid))}
        for listener in self.listening():
            place = listener.protocol, listener.address, listener.port
            if listener.program or place not in self._seen:
                self._seen[place] = listener

    def listening(self) -> set[Listener]:
        """Return the listeners that there are at this moment."""
        holders = {inode: _program(pid) for pid in descendants() for inode in _sockets(pid)}
        found = set()
        for protocol, address, port, inode in _listening():
            if inode in holders or self._whole_network:
                found.add(Listener(protocol, address, port, holders.get(inode, "")))
        return found


def descendants() -> list[int]:
    """Return the process ids of all that runs below this process."""
    parents = {int(entry.name): _parent(int(entry.name)) for entry in Path("/proc").iterdir() if entry.name.isdigit()}
    below: set[int] = set()
    grown = {os.getpid()}
    while grown:
        grown = {pid for pid, parent in parents.items() if parent in grown}
        below |= grown
    return sorted(below)


def _parent(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):  # it ended since it was listed
        return 0
    return int(status.rpartition(")")[2].split()[1])


def _program(pid: int) -> str:
    try:
        return str(Path(f"/proc/{pid}/exe").readlink())
    except OSError:  # it ended, or shields itself as the document readers do
        return ""


def _sockets(pid: int) -> Iterator[str]:
    try:
        for entry in Path(f"/proc/{pid}/fd").iterdir():
            target = str(entry.readlink())
            if target.startswith("socket:["):
                yield target.removeprefix("socket:[").removesuffix("]")
    except OSError:  # as above
        return


def _listening() -> Iterator[tuple[str, str, int, str]]:
    for protocol, state in _TABLES.items():
        table = Path("/proc/self/net", protocol)
        for line in table.read_text(encoding="ascii").splitlines()[1:] if table.exists() else ():
            fields = line.split()
            if fields[3] == state:
                address, port = fields[1].split(":")
                yield protocol, _address(address), int(port, 16), fields[9]


def _address(packed: str) -> str:
    """The kernel prints addresses as 32-bit words in the machine's own order."""
    words = [bytes.fromhex(packed[start : start + 8])[::-1] for start in range(0, len(packed), 8)]
    return str(ipaddress.ip_address(b"".join(words)))
