"""Trying to leave the machine on purpose, so that anyone can see what becomes of it."""

from __future__ import annotations

import socket
from dataclasses import dataclass

from assistant.errors import ProgramError
from assistant.guard.isolation import entered

NOWHERE = ("192.0.2.1", 443)
"""An address that is kept for documentation and belongs to nobody (RFC 5737)."""
NAME = "example.com"
PATIENCE = 2.0
"""Seconds after which nobody has answered."""


@dataclass(frozen=True)
class Trial:
    """One attempt: what was tried, whether it was refused, and what the system said."""

    tried: str
    refused: bool
    said: str


def trials() -> tuple[Trial, ...]:
    """List the network's devices, call an address outside, and look a name up.

    Raises:
        ProgramError: This process has not given up its network, so that an attempt might leave the machine.
    """
    if not entered():
        raise ProgramError("network-there", "Nothing is tried while the network is there.")
    return (_devices(), _call(), _look_up())


def _devices() -> Trial:
    names = sorted(name for _number, name in socket.if_nameindex())
    outside = [name for name in names if name != "lo"]
    return Trial("Network devices of this program", not outside, ", ".join(names) or "none")


def _call() -> Trial:
    tried = f"Calling the address {NOWHERE[0]}"
    try:
        with socket.socket() as out:
            out.settimeout(PATIENCE)
            out.connect(NOWHERE)
    except OSError as error:
        return Trial(tried, not isinstance(error, TimeoutError), error.strerror or str(error))
    return Trial(tried, refused=False, said="connected")


def _look_up() -> Trial:
    tried = f"Looking up the name {NAME}"
    try:
        socket.getaddrinfo(NAME, NOWHERE[1])
    except OSError as error:
        return Trial(tried, refused=True, said=error.strerror or str(error))
    return Trial(tried, refused=False, said="found")
