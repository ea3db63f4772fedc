"""Hide whatever on the machine would look up a name for us: it stands outside our network, behind a file's name."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable

from assistant.guard import kernel
from assistant.guard.small_files import holds_anything, read_small, write_small

FOLDERS = ("/run/nscd", "/var/run/nscd", "/run/systemd/resolve", "/run/avahi-daemon", "/run/dbus")
"""Where nscd, systemd-resolved, avahi and the system's D-Bus (through which they can be asked as well) listen.

The session's D-Bus, where the key store is, lies elsewhere and stays reachable.
"""

_ALWAYS_THERE = "/tmp"  # noqa: S108 - a folder that always exists, covered for a moment in our own view of the files
_PRIVATE = kernel.NO_SETUID | kernel.NO_DEVICES | kernel.NO_PROGRAMS


def hide_resolvers() -> None:
    """Cover their sockets with empty folders and let the C library look up names in `/etc/hosts` only.

    Needs a mount namespace of our own, in which we hold the right to mount.

    Raises:
        OSError: The kernel forbids a mount.
    """
    covered = [folder for folder in FOLDERS if _cover(folder)]
    if covered:
        _replace_settings(covered[-1])
    else:
        _replace_settings_from_a_bench()
    for folder in covered:
        kernel.mount("none", folder, flags=_PRIVATE | kernel.REMOUNT | kernel.BIND | kernel.READ_ONLY)


def _cover(folder: str) -> bool:
    """Cover a folder with an empty one; return whether there is such a folder."""
    try:
        kernel.mount("none", folder, "tmpfs", _PRIVATE, "size=64k,mode=755")
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def _replace_settings(bench: str) -> None:
    _replace("nsswitch.conf", bench, _hosts_from_files)
    _replace("resolv.conf", bench, lambda _: b"")


def _replace_settings_from_a_bench() -> None:
    """Do so where no folder is covered anyway: uncovering one again takes the kernel longer than all the rest."""
    _cover(_ALWAYS_THERE)
    try:
        _replace_settings(_ALWAYS_THERE)
    finally:
        kernel.unmount(_ALWAYS_THERE)


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


def _replace(name: str, bench: str, change: Callable[[bytes], bytes]) -> None:
    """Put a changed copy in the place of a file of `/etc`; the copy needs no name of its own from then on."""
    ours, theirs = f"{bench}/{name}", f"/etc/{name}"
    with contextlib.suppress(FileNotFoundError):
        write_small(ours, change(read_small(theirs)), 0o444)
        kernel.mount(ours, theirs, flags=kernel.BIND)
        os.unlink(ours)  # noqa: PTH108 - pathlib costs start-up time
