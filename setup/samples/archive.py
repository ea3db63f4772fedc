"""Office files are ZIP archives: this makes their bytes the same every time."""

from __future__ import annotations

import io
import zipfile

FIXED_TIME = (2025, 9, 1, 9, 0, 0)


def without_clock(office_file: bytes) -> bytes:
    """Return the archive with every member's time set to the same moment."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(office_file)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, FIXED_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return target.getvalue()
