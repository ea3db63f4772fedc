"""Amounts in any spelling: $1.6bn is found where a table in millions says 1,577, and the other way round."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.search.periods import names

_SCALES = (1.0, 1e3, 1e6)  # tables state whole units, thousands or millions
_MOST_SPELLINGS = 120
_COARSEST = 0.05  # of the value: `$3 million` is no rounding of 2.6
_SMALLEST = 10  # a shorter figure stands on every page


@dataclass(frozen=True)
class Amount:
    """An amount as written, and the range of values that it may be a rounding of."""

    written: str
    low: float
    high: float

    @property
    def value(self) -> float:
        """The middle of its range: the value as written."""
        return (self.low + self.high) / 2


def amounts(text: str) -> list[Amount]:
    """Read the amounts that have a currency, a unit or grouped digits."""
    return [_amount(match) for match in _pattern().finditer(text) if _is_amount(match)]


def _is_amount(match: re.Match[str]) -> bool:
    """Whether it has a currency, a unit of more than one letter (`10K` is a form, `3M` a company) or grouped digits."""
    return bool(match["currency"] or len(match["unit"] or "") > 1 or "," in match["number"])


@functools.cache
def _pattern() -> re.Pattern[str]:
    units = "|".join(sorted(names()["units"], key=len, reverse=True))
    return re.compile(
        r"(?<![\w.,-])(?P<currency>(?:[$€£¥]|USD|EUR|GBP)\s?)?"
        r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
        rf"(?:\s?(?P<unit>{units}))?(?![\w-]|[.,]\d)",
        re.IGNORECASE,
    )


def _amount(match: re.Match[str]) -> Amount:
    digits = match["number"].replace(",", "")
    factor = names()["units"][match["unit"].lower()] if match["unit"] else 1.0
    half = min(0.5 * 10.0 ** -len(digits.partition(".")[2]), float(digits) * _COARSEST)
    return Amount(match[0].strip(), (float(digits) - half) * factor, (float(digits) + half) * factor)


def spellings(amount: Amount) -> list[str]:
    """Return how pages may write this amount: in whole units, thousands or millions, or rounded with a unit's word."""
    return list(dict.fromkeys([*_whole(amount), *_rounded(amount)]))


def _whole(amount: Amount) -> Iterator[str]:
    for scale in _SCALES:
        first, last = math.ceil(amount.low / scale), math.floor(amount.high / scale)
        if first >= _SMALLEST and last - first < _MOST_SPELLINGS:
            yield from (f"{figure:,}" for figure in range(first, last + 1))


def _rounded(amount: Amount) -> Iterator[str]:
    for word, factor in names()["unit_words"].items():
        for decimals in (0, 1, 2):
            step = 10**decimals
            first, last = math.ceil(amount.low / factor * step), math.floor(amount.high / factor * step)
            exact = [round(amount.value / factor * step)] if first > last else range(first, last + 1)
            if exact[-1] > 0 and len(exact) < _MOST_SPELLINGS:
                yield from (f"{figure / step:.{decimals}f} {word}" for figure in exact if figure)
