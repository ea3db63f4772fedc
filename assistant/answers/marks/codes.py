"""Codes: part numbers, standards, CVE numbers, serial numbers, form names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answers.language import fold, language
from assistant.answers.marks.plain import plain

_TOKEN = re.compile(r"(?<![\w$€£¥.])[A-Za-z0-9]+(?:[-_/.#][A-Za-z0-9]+)*(?![\w])")
_ORDINAL_OR_TIMES = re.compile(r"\d+(?:st|nd|rd|th|x|s)", re.IGNORECASE)
_PERIOD = re.compile(r"(?:FY|CY|[QH]\d|\d[QH])'?\d{0,4}", re.IGNORECASE)
_MEASURE = re.compile(r"[\d.,]+([A-Za-z/]+)")
_DOTTED = re.compile(r"\d+(?:\.\d+){2,}|\d+(?:-\d+){2,}")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")


@dataclass(frozen=True)
class Code:
    """A code: `key` is its letters and digits only, upper case."""

    text: str
    start: int
    end: int
    key: str


def squashed(text: str) -> str:
    """Return the letters and digits of a text, upper case."""
    return "".join(letter for letter in text.upper() if letter.isalnum())


def find_codes(text: str) -> list[Code]:
    """Return the codes of a text: words of capitals and digits, and dotted or hyphenated numbers."""
    even = plain(text)
    return [
        Code(text[match.start() : match.end()], match.start(), match.end(), squashed(match.group()))
        for match in _TOKEN.finditer(even)
        if _is_code(match.group())
    ]


def _is_code(token: str) -> bool:
    if _DOTTED.fullmatch(token):
        return not _GROUPED.fullmatch(token)
    if not any(letter.isdigit() for letter in token) or not any(letter.isupper() for letter in token):
        return False
    if _ORDINAL_OR_TIMES.fullmatch(token) or _PERIOD.fullmatch(token):
        return False
    return not _measure(token)


def _measure(token: str) -> bool:
    match = _MEASURE.fullmatch(token)
    if match is None:
        return False
    known, letters = language(), match.group(1)
    if len(letters) == 1:  # `3M` is a name, `3m` a length
        return letters in known.units.values() or letters == "k"
    return fold(letters) in {*known.units, *known.scales, *known.money_scales}


def code_pattern(code: Code) -> re.Pattern[str]:
    """Return a pattern that finds the code however it is hyphenated or spaced."""
    between = r"[-_/.#\s]?\s?".join(re.escape(letter) for letter in code.key)
    return re.compile(rf"(?<![A-Za-z0-9]){between}(?![A-Za-z0-9])", re.IGNORECASE)
