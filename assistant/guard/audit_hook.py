"""The weaker wall, where the kernel gives no network of our own: the interpreter refuses whatever leaves the machine.

It binds Python code only; a library in C that opened a socket by itself would not be seen.
"""

from __future__ import annotations

import ipaddress
import logging
import socket
import sys
from collections.abc import Callable
from functools import cache

from assistant.guard.resolver import FOLDERS

_LOG = logging.getLogger(__name__)

Arguments = tuple[object, ...]


@cache  # an audit hook cannot be taken out again, so once is enough
def install() -> None:
    """Refuse and log, for the rest of this process, every socket call that is not for this machine itself."""
    sys.addaudithook(_watch)


def _watch(event: str, arguments: Arguments) -> None:
    target = _TARGETS.get(event)
    if target is None or (where := target(arguments)) is None:
        return
    _LOG.warning("Refused to use the network: %s %s", event, where)
    raise PermissionError(f"The program has no network: {where} was refused.")


def _refused_address(arguments: Arguments) -> str | None:
    """Return what to refuse in (socket, address), or None where it stays on this machine."""
    endpoint, address = arguments[0], arguments[-1]
    family = endpoint.family if isinstance(endpoint, socket.socket) else None
    if family is not None and family == getattr(socket, "AF_UNIX", None):
        return _refused_path(address)
    if family in {socket.AF_INET, socket.AF_INET6} and isinstance(address, tuple):
        return _refused_host(address[:1])
    return None if address is None else f"{family} {address!r}"


def _refused_path(address: object) -> str | None:
    path = address.decode(errors="replace") if isinstance(address, bytes) else str(address)
    return path if path.startswith(FOLDERS) else None


def _refused_host(arguments: Arguments) -> str | None:
    host = arguments[0].decode(errors="replace") if isinstance(arguments[0], bytes) else arguments[0]
    if host is None or host == "localhost":
        return None
    try:
        return None if ipaddress.ip_address(str(host)).is_loopback else str(host)
    except ValueError:
        return str(host)


def _refused_name(arguments: Arguments) -> str | None:
    address = arguments[0]
    return _refused_host(address[:1] if isinstance(address, tuple) else arguments)


_TARGETS: dict[str, Callable[[Arguments], str | None]] = {
    "socket.connect": _refused_address,
    "socket.bind": _refused_address,
    "socket.sendto": _refused_address,
    "socket.sendmsg": _refused_address,
    "socket.getaddrinfo": _refused_name,
    "socket.gethostbyname": _refused_name,
    "socket.gethostbyaddr": _refused_name,
    "socket.getnameinfo": _refused_name,
}
