"""Objects inside RTF documents, whose bytes stand there as digits."""

from __future__ import annotations

import binascii
from collections.abc import Iterator

from assistant.documents.blocks import Block
from assistant.documents.formats.compound import Compound
from assistant.documents.formats.embedded import embedded_charts
from assistant.errors import WorldError

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def charts_of(digits: bytes) -> Iterator[Block]:
    """Yield the charts of an object; one that is damaged tells nothing.

    Args:
        digits: Two for each byte.
    """
    try:
        data = binascii.unhexlify(digits[: len(digits) // 2 * 2])
        start = data.find(_COMPOUND)
        if start >= 0:
            yield from embedded_charts(Compound(data[start:]))
    except (binascii.Error, WorldError):
        return
