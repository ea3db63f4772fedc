"""Whether a reader child has so little room left that its next document would suffer from those before it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_SHARE = 0.5
"""Parsers never give all of their memory back: 28 annual reports took a child from 0.2 to 1.1 of its 1.5 GB."""


def crowded(pid: int) -> bool:
    """Whether a child has taken more than half of the address space that it may have; False where nobody tells."""
    if sys.platform != "linux":
        return False
    import resource  # noqa: PLC0415 - there is none on Windows

    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[0])
        allowed, _ = resource.prlimit(pid, resource.RLIMIT_AS)
    except OSError:
        return False  # it has ended
    return allowed != resource.RLIM_INFINITY and pages * os.sysconf("SC_PAGE_SIZE") > _SHARE * allowed
