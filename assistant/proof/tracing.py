"""Every socket call of every process of a command, as `strace` sees it, where that is installed."""

from __future__ import annotations

import ipaddress
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.guard.resolver import FOLDERS

_CALL = re.compile(r"^(?:\d+\s+)?(?:<\.\.\. )?(\w+)(?:\(| resumed>)")
_ADDRESS = re.compile(r'inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"')
_PATH = re.compile(r'sun_path=(@?)"([^"]*)"')
_FAMILY = re.compile(r"^(?:\d+\s+)?(?:socket|socketpair)\((\w+)")
_OWN_NAME = {"getsockname", "getpeername"}
"""Calls that only ask for an address that a socket has already; an unbound one has none."""

LOCAL_FAMILIES = {"AF_UNIX", "AF_INET", "AF_INET6", "AF_NETLINK"}


@dataclass(frozen=True)
class Calls:
    """What a command did with sockets.

    Attributes:
        counts: How often each call was made.
        families: How many sockets of each family were made.
        beyond: Calls, as printed, that named an address beyond this machine or a family that no network contains.
        paths: File names of sockets that were connected to or listened on.
    """

    counts: dict[str, int]
    families: dict[str, int]
    beyond: tuple[str, ...]
    paths: tuple[str, ...]

    @property
    def name_services(self) -> tuple[str, ...]:
        """Those of the paths at which a name service of the system listens."""
        return tuple(path for path in self.paths if path.startswith(FOLDERS))


def tracer() -> str | None:
    """Return the path of `strace`, or None."""
    return shutil.which("strace")


def traced(command: Sequence[str], strace: str, log: Path) -> list[str]:
    """Return the command line that runs a command with all its children under `strace`."""
    return [strace, "-f", "-qq", "--seccomp-bpf", "-s", "256", "-e", "trace=network", "-o", str(log), *command]


def read_calls(lines: Iterable[str]) -> Calls:
    """Count and judge the lines of a trace."""
    counts: Counter[str] = Counter()
    families: Counter[str] = Counter()
    beyond: list[str] = []
    paths: set[str] = set()
    for line in lines:
        call = _CALL.match(line)
        if call is None:  # the end of a process, or a signal
            continue
        counts[call[1]] += "resumed>" not in line[:60]
        families.update(_FAMILY.findall(line))
        paths |= {path for abstract, path in _PATH.findall(line) if not abstract}
        if _leaves(call[1], line):
            beyond.append(line.strip())
    return Calls(dict(counts), dict(families), tuple(beyond), tuple(sorted(paths)))


def _leaves(call: str, line: str) -> bool:
    if not LOCAL_FAMILIES.issuperset(_FAMILY.findall(line)):
        return True
    if call in _OWN_NAME:
        return False
    return not all(_stays(fourth or sixth) for fourth, sixth in _ADDRESS.findall(line))


def _stays(text: str) -> bool:
    address = ipaddress.ip_address(text)
    inner = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (inner or address).is_loopback
