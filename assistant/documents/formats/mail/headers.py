"""Header fields of messages in plain words, whatever their encoding claims to be."""

from __future__ import annotations

import email.errors
from email.header import decode_header

from assistant.documents.encoding import decode


def decoded_header(raw: str) -> str:
    """Return a header's value with its encoded words (RFC 2047) put into letters."""
    try:
        pieces = decode_header(raw)
    except (ValueError, email.errors.HeaderParseError):
        return told(raw, None)
    return "".join(told(piece, charset) for piece, charset in pieces)


def told(piece: str | bytes, charset: str | None) -> str:
    """Return a piece of a header in letters; bytes of no known encoding are guessed."""
    data = piece.encode("utf-8", "surrogateescape") if isinstance(piece, str) else piece
    return decode(data, charset or "").text
