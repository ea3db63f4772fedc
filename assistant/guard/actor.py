"""Who works with the program, as the system tells it."""

from __future__ import annotations

import os
import platform
import sys
from functools import cache


@cache
def actor() -> str:
    """Return user and machine, such as `mara@field-07`; the user as the system knows them, whatever the environment."""
    return f"{user()}@{platform.node()}"


def user() -> str:
    """Return the name of the present user as the system knows it."""
    if sys.platform == "win32":
        return os.getlogin()
    import pwd  # noqa: PLC0415 - does not exist on Windows

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())
