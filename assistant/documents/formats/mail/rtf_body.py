"""Bodies that Outlook keeps only as compressed RTF (MS-OXRTFCP)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from assistant.documents.blocks import block_text
from assistant.documents.clean import tidy
from assistant.documents.formats.mail.body import html_text
from assistant.documents.formats.mail.rtf_wrapped import unwrapped
from assistant.documents.formats.rtf.walk import Walk

_START = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20"
    b"\\b\\i\\u\\tab\\tx"
)
"""What the dictionary begins with, as the format lays down."""
_COMPRESSED = b"LZFu"
_WINDOW = 4096
_START_SIZE = 16
_HEAD = 1000
"""Within so many bytes the RTF tells what it was made from."""
_LARGEST = 50_000_000


def rtf_body(data: bytes) -> str:
    """Return the text of a compressed RTF body, "" where there is none: what it was made from, if it tells that."""
    rtf = _rtf(data)
    start = rtf[:_HEAD]
    if b"\\fromhtml" in start:
        return html_text(unwrapped(rtf))
    if b"\\fromtext" in start:
        return tidy(unwrapped(rtf))
    return tidy("\n\n".join(map(block_text, Walk().blocks(rtf))))


def is_damaged(data: bytes) -> bool:
    """Whether there is a body, but no RTF comes out of it."""
    return bool(data) and not _rtf(data)


def _rtf(data: bytes) -> bytes:
    """Return the RTF, none where it is damaged."""
    if len(data) < _START_SIZE:
        return b""
    _, size, kind = struct.unpack_from("<II4s", data)
    rtf = unpacked(data[_START_SIZE:], min(size, _LARGEST)) if kind == _COMPRESSED else data[_START_SIZE:]
    return rtf if rtf.lstrip().startswith(b"{\\rtf") else b""


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
