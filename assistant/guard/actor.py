"""Who works with the program, as the system tells it."""

from __future__ import annotations

import os
import platform
import sys
from functools import cache
from pathlib import Path

_USERS = Path("/etc/passwd")


@cache
def actor() -> str:
    """Return user and machine, such as `mara@field-07`; the user as the system knows them, whatever the environment."""
    return f"{user()}@{platform.node()}"


def user() -> str:
    """Return the name of the present user as the system knows it."""
    if sys.platform == "win32":
        return os.getlogin()
    return _listed(_USERS, os.getuid()) or _asked(os.getuid())


def _listed(users: Path, number: int) -> str:
    """Return a user's name from the machine's own list, "" where it does not stand there.

    To read it calls no name service, which the C library would try first for every user.
    """
    try:
        lines = users.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:  # a system without such a list
        return ""
    entries = (line.split(":") for line in lines)
    return next((entry[0] for entry in entries if len(entry) > 2 and entry[2] == str(number)), "")


def _asked(number: int) -> str:
    """Return the name of a user whom only a directory of the organisation knows; the number where it is silent."""
    import pwd  # noqa: PLC0415 - does not exist on Windows

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)
