"""Names of entries of ZIP archives: many programs write them in the encoding of their machine and do not say which."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Sequence

from assistant.documents.encoding import decode

_IN_UTF8 = 0x800
_UNICODE_PATH = 0x7075
_UNTOLD = "cp437"
"""What the format means by no encoding, and what Python reads it as."""


def names_of(entries: Sequence[zipfile.ZipInfo]) -> list[str]:
    """Return the name of each entry; what no entry tells is guessed from all names of the archive together."""
    untold = b"\n".join(raw for entry in entries if not (raw := _raw(entry)).isascii() and not _told(entry))
    encoding = _encoding(untold) if untold else _UNTOLD
    return [_told(entry) or _raw(entry).decode(encoding, "replace") for entry in entries]


def _raw(entry: zipfile.ZipInfo) -> bytes:
    return entry.filename.encode("utf-8" if entry.flag_bits & _IN_UTF8 else _UNTOLD, "replace")


def _told(entry: zipfile.ZipInfo) -> str:
    """Return a name whose encoding the entry tells, by a flag or a field beside it; "" for none."""
    if entry.flag_bits & _IN_UTF8:
        return entry.filename
    extra = entry.extra
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        if kind == _UNICODE_PATH and size > 5:
            return extra[9 : 4 + size].decode("utf-8", "ignore")
        extra = extra[4 + size :]
    return ""


def _encoding(names: bytes) -> str:
    told = decode(names)
    name = told.encoding.partition(" ")[0]
    odd = "\ufffd" in told.text or any("\x80" <= letter < "\xa0" for letter in told.text)
    return _UNTOLD if odd else name
