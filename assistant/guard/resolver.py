"""Hide whatever on the machine would look up a name for us: it stands outside our network, behind a file's name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.guard import kernel

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
    for folder in {str(Path(name).resolve()) for name in FOLDERS}:
        if Path(folder).is_dir():
            kernel.mount("none", folder, "tmpfs", _PRIVATE | kernel.READ_ONLY, "size=4k,mode=755")
    kernel.mount("none", _WORKBENCH, "tmpfs", _PRIVATE, "size=1m,mode=700")
    try:
        _replace("/etc/nsswitch.conf", _hosts_from_files)
        _replace("/etc/resolv.conf", lambda _: "")
    finally:
        kernel.unmount(_WORKBENCH)


def names_come_from_files_only() -> bool:
    """Whether the C library asks nobody for a host's name here: by its own settings, and because nobody is there."""
    if any(Path(folder).is_dir() and any(Path(folder).iterdir()) for folder in FOLDERS):
        return False
    settings = Path("/etc/nsswitch.conf")
    return not settings.is_file() or "\nhosts: files\n" in f"\n{settings.read_text(errors='surrogateescape')}"


def _hosts_from_files(settings: str) -> str:
    kept = [line for line in settings.splitlines() if line.split(":")[0].strip() not in {"hosts", "networks"}]
    return "\n".join([*kept, "hosts: files", "networks: files", ""])


def _replace(name: str, change: Callable[[str], str]) -> None:
    if not Path(name).is_file():
        return
    ours = Path(_WORKBENCH, Path(name).name)
    content = Path(name).read_text(encoding="utf-8", errors="surrogateescape")
    ours.write_text(change(content), encoding="utf-8", errors="surrogateescape")
    ours.chmod(0o444)
    kernel.mount(str(ours), name, flags=kernel.BIND)
