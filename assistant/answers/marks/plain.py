"""One spelling for what is printed in several, at unchanged offsets."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

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
    return "".join(_digit(letter) for letter in text.translate(_TABLE))


def _digit(letter: str) -> str:
    if letter.isascii() or not letter.isdecimal():
        return letter
    return str(unicodedata.decimal(letter))


def masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text with the spans overwritten by `·`, so that nothing is found in them again."""
    for start, end in spans:
        text = text[:start] + "·" * (end - start) + text[end:]
    return text
