"""What the kernel itself counts in the network that this process lives in (Linux)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

_NET = Path("/proc/self/net")


@dataclass(frozen=True)
class Counters:
    """State of a network at one moment.

    Attributes:
        interfaces: Names of what a packet could leave by.
        unreachable: Attempts so far, of any process, to reach an address that no route leads to.
        packets_out: Packets sent so far on any interface but loopback.
    """

    interfaces: tuple[str, ...]
    unreachable: int
    packets_out: int


def read_counters() -> Counters:
    """Return the counters of the network that this process lives in."""
    sent = {name: int(fields[9]) for name, *fields in _devices()}
    return Counters(tuple(sent), _unreachable(), sum(count for name, count in sent.items() if name != "lo"))


def capabilities() -> int:
    """Return the union of all capability sets of this process, as bits."""
    union = 0
    for line in Path("/proc/self/status").read_text(encoding="utf-8", errors="replace").splitlines():
        if line.startswith("Cap"):
            union |= int(line.split()[1], 16)
    return union


def namespaces() -> dict[str, str]:
    """Return the identities of this process's namespaces, such as `{"net": "net:[4026532268]"}`."""
    return {kind: os.readlink(f"/proc/self/ns/{kind}") for kind in ("net", "user", "mnt")}  # noqa: PTH115 - no such file


def _devices() -> list[list[str]]:
    lines = (_NET / "dev").read_text(encoding="ascii").splitlines()[2:]
    return [line.replace(":", " ").split() for line in lines]


def _unreachable() -> int:
    """The counters `OutNoRoutes` of IPv4 (RFC 4293) and of IPv6."""
    names, values = [line.split() for line in (_NET / "snmp").read_text(encoding="ascii").splitlines()[:2]]
    count = int(values[names.index("OutNoRoutes")])
    sixth = _NET / "snmp6"
    if sixth.exists():
        count += int(dict(line.split() for line in sixth.read_text(encoding="ascii").splitlines())["Ip6OutNoRoutes"])
    return count
