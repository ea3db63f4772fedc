"""Why a Linux lets no ordinary program make namespaces, and what an administrator can do about it."""

from __future__ import annotations

from pathlib import Path

_SWITCHES = (
    (
        "kernel/apparmor_restrict_unprivileged_userns", "1",
        "AppArmor lets only programs with a profile do so; the installed package brings one",
    ),
    ("kernel/unprivileged_userns_clone", "0", "the setting kernel.unprivileged_userns_clone forbids it"),
    ("user/max_user_namespaces", "0", "the setting user.max_user_namespaces forbids it"),
)  # fmt: skip


def why_forbidden(settings: Path = Path("/proc/sys")) -> str:
    """Return the setting of the system that is in the way, as part of a sentence, or "" where none is known to be."""
    for name, forbidding, reason in _SWITCHES:
        file = settings / name
        if file.exists() and file.read_text(encoding="ascii").strip() == forbidding:
            return reason
    return ""
