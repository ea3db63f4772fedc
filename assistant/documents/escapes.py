"""Japanese text that changes its alphabet by escape sequences, as mail does (ISO-2022-JP)."""

from __future__ import annotations

import re

_ESCAPE = re.compile(rb"(\x1b\$[@B]|\x1b\$\([DOPQ]|\x1b\([BJI])")
_TWO_BYTES = {b"\x1b$@", b"\x1b$B"}
_HIGH = bytes(byte | 0x80 for byte in range(256))


def without_escapes(data: bytes) -> str | None:
    """Return the text, also with the signs that only Windows has; None where it is none of this kind."""
    try:
        return data.decode("iso2022_jp_ext")
    except UnicodeDecodeError:
        pieces = _ESCAPE.split(data)
    try:
        return pieces[0].decode("ascii") + "".join(map(_piece, pieces[1::2], pieces[2::2]))
    except UnicodeDecodeError:
        return None


def _piece(escape: bytes, data: bytes) -> str:
    if escape in _TWO_BYTES:
        return data.translate(_HIGH).decode("euc_jis_2004")
    return (escape + data).decode("iso2022_jp_2004")
