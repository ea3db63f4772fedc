"""One spelling for what is printed in several, at unchanged offsets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
NARROW_SPACE = "\u00a0"

_DASHES = dict.fromkeys("‐‑‒–—−﹣－", "-")
_SPACES = dict.fromkeys("\u00a0\u2007\u2009\u202f", NARROW_SPACE)
_QUOTES = dict.fromkeys("’‘ʼ′＇", "'")
_SIGNS = {"％": "%", "﹪": "%", "＄": "$", "（": "(", "）": ")", "．": ".", "，": ",", "＋": "+"}
_TABLE = {ord(letter): plain for letter, plain in (_DASHES | _SPACES | _QUOTES | _SIGNS).items()}


def plain(text: str) -> str:
    """Return the text of the same length with ASCII digits, hyphens, apostrophes and one kind of narrow space."""
    if text.isascii():
        return text
    return _OTHER_DIGIT.sub(_ascii_digit, text.translate(_TABLE))


def _ascii_digit(match: re.Match[str]) -> str:
    return str(unicodedata.decimal(match.group()))


def masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text with the spans overwritten by `·`, so that nothing is found in them again."""
    for start, end in spans:
        text = text[:start] + "·" * (end - start) + text[end:]
    return text
