"""Mends text: one normal form, no control characters, no characters that only look like text."""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF])
_CONTROLS = dict.fromkeys([*range(9), 0x0B, *range(0x0E, 0x20), *range(0x7F, 0xA0)])
_FROM_1252 = {code: letter for code in range(0x80, 0xA0) if (letter := bytes([code]).decode("cp1252", "ignore"))}
"""What is meant by a control character of that range is the character that Windows had there."""
_LINE_ENDS = {0x0C: "\n", 0x0D: "\n", 0x2028: "\n", 0x2029: "\n\n"}
_SPACES = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_MENDED = {**_LIGATURES, **_INVISIBLE, **_CONTROLS, **_FROM_1252, **_LINE_ENDS, 0x85: "\n", **_SPACES}
_SURROGATES = re.compile("[\ud800-\udfff]")
# Both look behind themselves, else a long run of spaces is tried from each of its places.
_BLANK_LINES = re.compile(r"(?<![ \t])[ \t]*\n(?:[ \t]*\n)+")
_TRAILING = re.compile(r"(?<![ \t])[ \t]+\n")


def clean(text: str) -> str:
    """Return NFC text with lines parted by newlines and no control characters but newline and tab."""
    if text.isascii() and text.isprintable():
        return text
    text = _SURROGATES.sub("\ufffd", text.replace("\r\n", "\n").translate(_MENDED))
    return unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """Return clean text with at most one blank line in a row, and none at its ends."""
    text = _BLANK_LINES.sub("\n\n", clean(text))
    return _TRAILING.sub("\n", text).strip()


def one_line(text: str) -> str:
    """Return clean text on one line, white space collapsed."""
    return " ".join(clean(text).split())
