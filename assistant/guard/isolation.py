"""The first thing that every process of the program does: give up the network, and say how well that went."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from assistant.errors import ProgramError

CHOICE = "HAVERSACK_NETWORK"
"""Environment variable: `process` asks for the weaker mode, for example to show what it does."""


class Wall(StrEnum):
    """What stands between the program and the network."""

    KERNEL = "kernel"
    PROCESS = "process"


@dataclass(frozen=True)
class Isolation:
    """How this process is kept from the network.

    Attributes:
        wall: What enforces it.
        sentence: What the status line says.
    """

    wall: Wall
    sentence: str


@cache  # given up once, given up for good: asking again tells the same
def enter(*, window: bool = False) -> Isolation:
    """Give up the network for this process and all that it starts. Call it first, while there is one thread.

    A second call changes nothing and returns the same.

    Args:
        window: Whether this process opens a window, which it must then be able to reach.
    """
    _forget_proxies()
    reason = _reason_against_the_kernel(window=window) or _enter_namespace()
    if not reason:
        return Isolation(Wall.KERNEL, "No network: the kernel gives this program none.")
    from assistant.guard import audit_hook  # noqa: PLC0415 - only where it is needed, to start fast

    audit_hook.install()
    return Isolation(Wall.PROCESS, f"Network refused by the program itself, not by the kernel: {reason}.")


def entered() -> bool:
    """Whether this process has given up its network."""
    return enter.cache_info().currsize > 0


def _forget_proxies() -> None:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        del os.environ[name]


def _reason_against_the_kernel(*, window: bool) -> str:
    if sys.platform != "linux":
        return "this system offers no private network to an ordinary program"
    if os.environ.get(CHOICE) == Wall.PROCESS:
        return f"{CHOICE} asks for it"
    if "://" in os.environ.get("HAVERSACK_OLLAMA", ""):
        return "HAVERSACK_OLLAMA names an engine outside the program"
    if window and _display_is_elsewhere():
        return f"the display {os.environ['DISPLAY']} is reached through the network"
    return ""


def _display_is_elsewhere() -> bool:
    """Whether an X display has a host's name, as with `ssh -X`, and there is no Wayland display."""
    host = os.environ.get("DISPLAY", "").partition(":")[0]
    return bool(host) and host != "unix" and not host.startswith("/") and not os.environ.get("WAYLAND_DISPLAY")


def _enter_namespace() -> str:
    """Return why the kernel's wall does not stand, "" where it does."""
    from assistant.guard import namespace  # noqa: PLC0415 - exists on Linux only

    if namespace.inside():
        return ""
    try:
        namespace.enter()
    except OSError as error:
        from assistant.guard.forbidden import why_forbidden  # noqa: PLC0415 - only where it is needed, to start fast

        return f"it was not allowed ({why_forbidden() or error})"
    if not namespace.inside():
        raise ProgramError("network-left", "The network is still there although the kernel said it was left.")
    return ""
