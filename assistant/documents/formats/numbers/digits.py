"""The digits of a number as the placeholders of a spreadsheet's code show them (ECMA-376 part 1, 18.8.31)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from assistant.documents.formats.numbers.dates import QUOTED

_TOKEN = re.compile(rf"{QUOTED}|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|E[+-]|.", re.IGNORECASE | re.DOTALL)
_FRACTION = re.compile(r"(?P<whole>[#0?][#0?,]*)?(?P<gap>[ \0]*)(?P<upper>[#0?]+)[ \0]*/[ \0]*(?P<lower>[#0?]+|[0-9]+)")
_SCALING = re.compile(r"(?<=[#0?.])(,+)(?![#0?,])")
_GROUPED = re.compile(r"[#0?],[#0?]")
_DIGITS = frozenset("#0?")
_LITERAL = "\0"
"""Marks in the skeleton of a section what is said literally."""

Tokens = tuple[tuple[str, str], ...]
"""What stands in the skeleton of a section, and what is said there."""


def number_text(value: float, section: str) -> str:
    """Return a number without its sign as a section of a code shows it."""
    tokens, skeleton = _parsed(section)
    if not _DIGITS.intersection(skeleton):
        return _said(tokens)
    if fraction := _FRACTION.search(skeleton):
        first, end = fraction.span()
        return (_said(tokens[:first]) + _fraction(value, fraction) + _said(tokens[end:])).strip()
    if "%" in skeleton:
        value *= 100
    if "E" in skeleton:
        return _scientific(value, tokens, skeleton.index("E"))
    return _plain(_exact(value), tokens, skeleton)


@lru_cache(4096)
def _parsed(section: str) -> tuple[Tokens, str]:
    """Return what a section is made of, and its marks alone."""
    tokens = tuple(_tokens(section))
    return tokens, "".join(mark for mark, _ in tokens)


def _tokens(section: str) -> Iterator[tuple[str, str]]:
    r"""Yield a mark and what it says: a placeholder, a point, an exponent, or `\0` before what is literal."""
    for match in _TOKEN.finditer(section):
        part = match[0]
        if part[0] in "_*" and len(part) > 1:
            yield _LITERAL, " " if part[0] == "_" else ""
        elif part[0] == "[":
            yield _LITERAL, match[1] or ""
        elif part[0] in '"\\' and len(part) > 1:
            yield _LITERAL, part.strip('"') if part[0] == '"' else part[1:]
        elif part in "#0?.,%/ ":
            yield part, part if part in "%/ " else ""
        elif len(part) == 2:
            yield "E", part
        elif part in "123456789":
            yield part, part
        else:
            yield _LITERAL, part


def _said(tokens: Tokens) -> str:
    return "".join(text for _, text in tokens)


def _exact(value: float) -> Decimal:
    """A spreadsheet knows fifteen digits: what is 2.675 to it is a little less in binary."""
    return Decimal(f"{value:.15g}")


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _plain(value: Decimal, tokens: Tokens, skeleton: str) -> str:
    point = skeleton.find(".")
    point = point if point >= 0 else len(skeleton)
    scale = sum(len(commas) for commas in _SCALING.findall(skeleton))
    places = sum(mark in _DIGITS for mark in skeleton[point:])
    units, _, decimals = f"{_rounded(value / 1000**scale, places):f}".partition(".")
    grouped = bool(_GROUPED.search(skeleton[:point]))
    return (_whole(units, tokens[:point], grouped=grouped) + _decimals(decimals, tokens[point:])).strip()


def _whole(units: str, tokens: Tokens, *, grouped: bool) -> str:
    """Fill the placeholders before the point from the right; the first takes all digits that are left."""
    digits = [] if units == "0" else list(units)
    first = next((place for place, (mark, _) in enumerate(tokens) if mark in _DIGITS), len(tokens))
    told: list[str] = []
    count = 0
    for place in range(len(tokens) - 1, -1, -1):
        mark, text = tokens[place]
        if mark not in _DIGITS:
            told.append(text)
            continue
        taken = [digits.pop()] if digits else ["0"] if mark == "0" else []
        while place == first and digits:
            taken.append(digits.pop())
        for digit in taken:
            told.append(f"{digit}," if grouped and count and count % 3 == 0 else digit)
            count += 1
    return "".join(reversed(told))


def _decimals(decimals: str, tokens: Tokens) -> str:
    """Fill the placeholders behind the point; zeros at the end are told only where the code asks for them."""
    marks = [mark for mark, _ in tokens if mark in _DIGITS]
    kept = max((place for place, mark in enumerate(marks, 1) if mark == "0"), default=0)
    shown = decimals[:kept] + decimals[kept:].rstrip("0")
    places = iter(shown.ljust(len(marks), "\0"))
    told = (next(places) if mark in _DIGITS else text for mark, text in tokens)
    return ("." if shown else "") + "".join(told).replace("\0", "")


def _scientific(value: float, tokens: Tokens, exponent: int) -> str:
    """Several places before the point make the exponent a multiple of their number."""
    marks = "".join(mark for mark, _ in tokens[:exponent])
    whole, _, places = (sum(mark in _DIGITS for mark in part) for part in marks.partition("."))
    number = _exact(value)
    step = max(whole, 1)
    power = number.adjusted() // step * step if number else 0
    mantissa = _rounded(number.scaleb(-power), places)
    if mantissa >= 10**step:  # by rounding
        power, mantissa = power + step, _rounded(mantissa.scaleb(-step), places)
    digits = sum(mark in _DIGITS for mark, _ in tokens[exponent:])
    sign = "-" if power < 0 else "+" if tokens[exponent][1][1] == "+" else ""
    return f"{mantissa:f}E{sign}{abs(power):0{digits}d}"


def _fraction(value: float, match: re.Match[str]) -> str:
    upper, lower = match["upper"], match["lower"]
    apart = match["whole"] is not None and bool(match["gap"])
    whole = int(value) if apart else 0
    rest = Fraction(str(_exact(value))) - whole
    if lower.isdecimal() and int(lower):
        count, parts = round(rest * int(lower)), int(lower)
    else:
        nearest = rest.limit_denominator(10 ** len(lower) - 1)
        count, parts = nearest.numerator, nearest.denominator
    if apart and count == parts:
        whole, count = whole + 1, 0
    if apart and not count:
        return str(whole)
    part = f"{count:0{upper.count('0')}d}/{parts}"
    return f"{whole} {part}" if whole or (apart and "0" in (match["whole"] or "")) else part
