"""Figures with their sign, scale and unit: `$2,018mn`, `(1,577)`, `24.6 %`, `3.5 bar`, `twelve`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from assistant.answers.language import fold, language
from assistant.answers.marks.plain import NARROW_SPACE, plain

PERCENT = "%"

_GROUP = f"[,'{NARROW_SPACE}]"
_NUMBER = rf"\d{{1,3}}(?:{_GROUP}\d{{3}})+(?!\d)(?:\.\d+)?|\d{{1,3}}(?:\.\d{{3}}){{2,}}(?:,\d+)?|\d+(?:[.,]\d+)?|\.\d+"
_ENUMERATION = re.compile(r"\(\d{1,2}\)")
_GAP = rf"[ {NARROW_SPACE}\t]*"
_CAPTION = re.compile(
    r"(?<![A-Za-z])(?:in|\$|€|£|expressed in|amounts in|dollars in|usd|eur|gbp)\s+(?:of\s+)?(?:us\s*)?"
    r"(?:\$|usd|dollars?|euros?|eur|€|£)?\s*(?P<in>thousand|million|billion)s?\b"
    r"|\((?:[^()\n]{0,20}\s)?(?P<alone>thousand|million|billion)s\b"
    r"|\([€$£]\s?(?P<short>m|bn|k)\)",
    re.IGNORECASE,
)
_CAPTION_POWERS = {"thousand": 3, "million": 6, "billion": 9, "m": 6, "k": 3, "bn": 9}


@dataclass(frozen=True)
class Figure:
    """A number as printed.

    Attributes:
        text: As written, with sign, currency, scale word and unit.
        start: Offset of the first character.
        end: One past the last.
        value: The printed number, never negative, scale not applied.
        negative: Whether a minus or brackets stand around it.
        decimals: Digits after the decimal point.
        scale: Power of ten of its own scale word, None without one.
        unit: `%`, a currency symbol, a unit of measure, or "".
        spelled: Whether it is written as a word.
    """

    text: str
    start: int
    end: int
    value: Decimal
    negative: bool = False
    decimals: int = 0
    scale: int | None = None
    unit: str = ""
    spelled: bool = False


@cache
def _pattern() -> re.Pattern[str]:
    known = language()
    scale = _either([*known.scales, *known.money_scales])
    unit = _either([spelling for spelling in known.units if len(spelling) > 1] + [*known.percent])
    letters = _either([symbol for symbol in known.units.values() if len(symbol) == 1])
    currency = _either(known.currencies)
    return re.compile(
        rf"(?P<open>\()?(?P<sign>(?<![\w)-])-)?(?P<currency>(?<![A-Za-z])(?:{currency})\s{{0,3}})?(?P<open2>\()?(?P<sign2>(?<![\w)-])-)?"
        rf"(?<![\w.·])(?P<number>{_NUMBER})(?P<close>{_GAP}\))?"
        rf"(?P<scale>(?:{_GAP}|-|\s)(?:{scale})\b)?(?P<unit>(?:\s{{0,3}}\)?\s{{0,3}}[%％]|(?:{_GAP}|-)(?:{unit}|(?-i:{letters}))(?!\w)))?"
        rf"(?P<after>{_GAP}(?:{currency})(?!\w))?(?![A-Za-z\d])",
        re.IGNORECASE,
    )


def _either(spellings: Iterable[str]) -> str:
    return "|".join(re.escape(spelling) for spelling in sorted(spellings, key=len, reverse=True))


def find_figures(text: str) -> list[Figure]:
    """Return the figures of a text in order. Dates and codes must have been masked by the caller."""
    even = plain(text)
    found = [_figure(text, match) for match in _pattern().finditer(even) if not _ENUMERATION.fullmatch(match.group())]
    return sorted(found + _spelled(text), key=lambda figure: figure.start)


def _figure(text: str, match: re.Match[str]) -> Figure:
    parts = match.groupdict()
    value, decimals = _value(match.group("number"))
    currency = _symbol(parts["currency"] or parts["after"], language().currencies)
    scale, unit = _scale(parts["scale"], bool(currency))
    unit = currency or (PERCENT if _percent(parts["unit"]) else _symbol(parts["unit"], language().units)) or unit
    start = match.start() + (1 if parts["open"] and not parts["close"] else 0)
    bracketed = bool(parts["close"] and (parts["open"] or parts["open2"]))
    return Figure(
        text=text[start : match.end()].strip(),
        start=start,
        end=match.end(),
        value=value,
        negative=bracketed or bool(parts["sign"] or parts["sign2"]),
        decimals=decimals,
        scale=scale,
        unit=unit,
    )


def _value(number: str) -> tuple[Decimal, int]:
    if re.fullmatch(rf"\d{{1,3}}(?:{_GROUP}\d{{3}})+(?:\.\d+)?", number):
        number = re.sub(_GROUP, "", number)
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?", number):
        number = number.replace(".", "")
    number = number.replace(",", ".")
    return Decimal(number), len(number.partition(".")[2])


def _symbol(spelling: str | None, symbols: dict[str, str]) -> str:
    return symbols.get(_word(spelling), "") if spelling else ""


def _percent(spelling: str | None) -> bool:
    return spelling is not None and _word(spelling).lstrip(") \n\t") in {*language().percent, "％"}


def _scale(spelling: str | None, money: bool) -> tuple[int | None, str]:
    """Return the power of ten and the unit of what may be either: `5 m` is a length, `$5 m` an amount."""
    if not spelling:
        return None, ""
    word, known = _word(spelling), language()
    if word in known.scales:
        return known.scales[word], ""
    return (known.money_scales[word], "") if money else (None, known.units.get(word, ""))


def _word(spelling: str) -> str:
    return fold(spelling).strip(f" -\t\n{NARROW_SPACE}")


@cache
def _spelled_pattern() -> re.Pattern[str]:
    words = language().number_words
    tens = _either([word for word, value in words.items() if value >= 20])
    either = _either([*words])
    scale = _either([word for word, power in language().scales.items() if power and len(word) > 3])
    unit = _either([*language().percent, *(spelling for spelling in language().units if len(spelling) > 2)])
    return re.compile(
        rf"\b(?:(?P<tens>{tens})-(?P<ones>{either})|(?P<word>{either}))\b(?P<scale>\s(?:{scale})\b)?(?P<unit>\s(?:{unit})(?!\w))?",
        re.IGNORECASE,
    )


def _spelled(text: str) -> list[Figure]:
    return [_spelled_figure(match) for match in _spelled_pattern().finditer(text) if not _in_name(text, match)]


def _in_name(text: str, match: re.Match[str]) -> bool:
    """Whether the number is part of a name, as in `Two Peaks`."""
    return match.group()[0].isupper() and text[match.end() + 1 : match.end() + 2].isupper()


def _spelled_figure(match: re.Match[str]) -> Figure:
    words = language().number_words
    parts = [words[fold(match.group(name))] for name in ("tens", "ones", "word") if match.group(name)]
    scale = language().scales[_word(match.group("scale"))] if match.group("scale") else None
    unit = PERCENT if _percent(match.group("unit")) else _symbol(match.group("unit"), language().units)
    return Figure(match.group(), match.start(), match.end(), Decimal(sum(parts)), scale=scale, unit=unit, spelled=True)


def caption_scales(text: str) -> list[tuple[int, int]]:
    """Return (offset, power of ten) of the captions that scale the figures below them: `(in millions)`."""
    return [
        (match.start(), _CAPTION_POWERS[fold(match.group(match.lastgroup or "in"))])
        for match in _CAPTION.finditer(plain(text))
    ]
