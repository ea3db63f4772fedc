"""Bodies that Outlook keeps only as compressed RTF (MS-OXRTFCP)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from assistant.documents.formats.foreign import text_of

_START = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20"
    b"\\b\\i\\u\\tab\\tx"
)
"""What the dictionary begins with, as the format lays down."""
_COMPRESSED = b"LZFu"
_WINDOW = 4096
_LARGEST = 50_000_000


def rtf_body(data: bytes) -> str:
    """Return the text of a compressed RTF body, "" where there is none."""
    if len(data) < 16:
        return ""
    _, size, kind = struct.unpack_from("<II4s", data)
    rtf = unpacked(data[16:], min(size, _LARGEST)) if kind == _COMPRESSED else data[16:]
    return text_of(rtf, "application/rtf")


def unpacked(data: bytes, size: int) -> bytes:
    """Undo the compression: each flag bit says whether a literal byte or a reference into the window follows."""
    window = bytearray(_START.ljust(_WINDOW, b"\0"))
    out = bytearray()
    place = len(_START)
    for piece in _pieces(data):
        if isinstance(piece, int):
            copied = [piece]
        elif piece[0] == place or len(out) >= size:
            break
        else:
            copied = list(_copied(window, place, *piece))
        for byte in copied:
            window[place] = byte
            place = (place + 1) % _WINDOW
        out += bytes(copied)
    return bytes(out)


def _pieces(data: bytes) -> Iterator[int | tuple[int, int]]:
    """Yield literal bytes, and references as offset and length."""
    stream = iter(data)
    for flags in stream:
        for bit in range(8):
            first = next(stream, None)
            second = next(stream, None) if flags >> bit & 1 else 0
            if first is None or second is None:
                return
            reference = first << 8 | second
            yield (reference >> 4, (reference & 15) + 2) if flags >> bit & 1 else first


def _copied(window: bytearray, place: int, offset: int, length: int) -> Iterator[int]:
    """Yield bytes of the window; a reference may reach into what it writes itself."""
    distance = (place - offset) % _WINDOW
    written: list[int] = []
    for step in range(length):
        byte = written[step - distance] if step >= distance > 0 else window[(offset + step) % _WINDOW]
        written.append(byte)
        yield byte
