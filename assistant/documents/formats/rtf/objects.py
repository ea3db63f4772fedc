"""Objects inside RTF documents, whose bytes stand there as digits."""

from __future__ import annotations

import binascii
from collections.abc import Iterator

from assistant.documents.blocks import Block
from assistant.documents.formats.compound import Compound
from assistant.documents.formats.embedded import embedded_charts
from assistant.errors import WorldError

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def bytes_of(digits: bytes | bytearray) -> bytes:
    """Return the bytes of an object, none where they are damaged.

    Args:
        digits: Two for each byte.
    """
    digits = digits.translate(None, b" \t")
    try:
        return binascii.unhexlify(digits[: len(digits) // 2 * 2])
    except binascii.Error:
        return b""


def charts_of(data: bytes) -> Iterator[Block]:
    """Yield the charts of an object; one that is damaged tells nothing."""
    start = data.find(_COMPOUND)
    try:
        yield from embedded_charts(Compound(data[start:])) if start >= 0 else ()
    except WorldError:
        return
