"""Hide whatever on the machine would look up a name for us: it stands outside our network, behind a file's name."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from assistant.guard import kernel
from assistant.guard.small_files import holds_anything, read_small, write_small

FOLDERS = ("/run/nscd", "/var/run/nscd", "/run/systemd/resolve", "/run/avahi-daemon", "/run/dbus")
"""Where nscd, systemd-resolved, avahi and the system's D-Bus (through which they can be asked as well) listen.

The session's D-Bus, where the key store is, lies elsewhere and stays reachable.
"""

_WORKBENCH = "/tmp"  # noqa: S108 - a folder that always exists, covered for a moment in our own view of the files
_PRIVATE = kernel.NO_SETUID | kernel.NO_DEVICES | kernel.NO_PROGRAMS


def hide_resolvers() -> None:
    """Cover their sockets with empty folders and let the C library look up names in `/etc/hosts` only.

    Needs a mount namespace of our own, in which we hold the right to mount.

    Raises:
        OSError: The kernel forbids a mount.
    """
    for folder in FOLDERS:
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            kernel.mount("none", folder, "tmpfs", _PRIVATE | kernel.READ_ONLY, "size=4k,mode=755")
    kernel.mount("none", _WORKBENCH, "tmpfs", _PRIVATE, "size=1m,mode=700")
    try:
        _replace("nsswitch.conf", _hosts_from_files)
        _replace("resolv.conf", lambda _: b"")
    finally:
        kernel.unmount(_WORKBENCH)


def names_come_from_files_only() -> bool:
    """Whether the C library asks nobody for a host's name here: by its own settings, and because nobody is there."""
    if any(map(holds_anything, FOLDERS)):
        return False
    try:
        return b"\nhosts: files\n" in b"\n" + read_small("/etc/nsswitch.conf")
    except FileNotFoundError:
        return True


def _hosts_from_files(settings: bytes) -> bytes:
    kept = [line for line in settings.splitlines() if line.split(b":")[0].strip() not in {b"hosts", b"networks"}]
    return b"\n".join([*kept, b"hosts: files", b"networks: files", b""])


def _replace(name: str, change: Callable[[bytes], bytes]) -> None:
    with contextlib.suppress(FileNotFoundError):
        write_small(f"{_WORKBENCH}/{name}", change(read_small(f"/etc/{name}")), 0o444)
        kernel.mount(f"{_WORKBENCH}/{name}", f"/etc/{name}", flags=kernel.BIND)
