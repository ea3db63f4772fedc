"""Dates, months, years and parts of years in any spelling."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from assistant.answers.language import fold, language
from assistant.answers.marks.plain import masked, plain

_YEAR = r"(?:19|20|21)\d\d"
_ISO = re.compile(rf"(?<![\d-])({_YEAR})[-/](\d\d)[-/](\d\d)(?![\d-])")
_NUMERIC = re.compile(rf"(?<![\d./-])(\d{{1,2}})([./-])(\d{{1,2}})\2({_YEAR}|\d\d)(?![\d/-])")
_FISCAL = re.compile(rf"(?<![A-Za-z])(?:FY|CY|fiscal(?: year)?|')\s?'?({_YEAR}|\d\d)(?!\d|[.,]\d)", re.IGNORECASE)
_QUARTER_YEAR = re.compile(rf"(?:Q[1-4]|[1-4]Q|H[12]|[12]H)(?:\s?'?(?=\d{{4}})|'?)({_YEAR}|\d\d)(?!\d)", re.IGNORECASE)
_PLAIN_YEAR = re.compile(rf"(?<![\d.,$€£¥#-])({_YEAR})(?![\dA-Za-z%]|[.,]\d|-\d{{3}}(?!\d))")
_SPAN_YEAR = re.compile(rf"(?<=[\d·][\d·]-)({_YEAR})(?!\d)")
_CENTURY_PIVOT = 70


@dataclass(frozen=True)
class Moment:
    """A date, a month or a year: what is not said is None.

    Attributes:
        text: As written.
        start: Offset of the first character.
        end: One past the last.
        readings: Possible (year, month, day): two for `03/04/2022`.
    """

    text: str
    start: int
    end: int
    readings: tuple[tuple[int | None, int | None, int | None], ...]

    @property
    def year(self) -> int | None:
        """The year, the same in all readings."""
        return self.readings[0][0]

    def says(self, other: Moment) -> bool:
        """Whether everything the other says of a date is said here too."""
        return any(_covers(mine, theirs) for mine in self.readings for theirs in other.readings)


@dataclass(frozen=True)
class Period:
    """A part of a year: `name` is `Q1` to `Q4`, `H1` or `H2`."""

    text: str
    start: int
    end: int
    name: str


def _covers(mine: tuple[int | None, ...], theirs: tuple[int | None, ...]) -> bool:
    return all(other is None or own == other for own, other in zip(mine, theirs, strict=True))


def find_moments(text: str) -> list[Moment]:
    """Return the dates, months with a day or year, and years of a text, in order and without overlap."""
    left, found = plain(text), list[Moment]()
    for pattern, read in _readers():
        new = [moment for match in pattern.finditer(left) if (moment := read(text, match))]
        left = masked(left, ((moment.start, moment.end) for moment in new))
        found += new
    return sorted(found, key=lambda moment: moment.start)


def find_periods(text: str) -> list[Period]:
    """Return the quarters and halves of a year that a text names."""
    return [
        Period(match.group(), match.start(), match.end(), _period_names()[fold(match.group("name"))])
        for match in _periods().finditer(plain(text))
    ]


@cache
def _readers() -> tuple[tuple[re.Pattern[str], Callable[[str, re.Match[str]], Moment | None]], ...]:
    month = "|".join(sorted((re.escape(name) for name in language().months), key=len, reverse=True))
    month = rf"(?P<month>{month}|März|Février|Août|Décembre)\.?"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
    flags = re.IGNORECASE
    return (
        (_ISO, _iso),
        (_NUMERIC, _numeric),
        (re.compile(rf"\b{month}\s+{day}(?:\s*,\s*|\s+)(?P<year>{_YEAR})\b", flags), _named),
        (
            re.compile(rf"(?<![\d.,]){day}\s+(?:of\s+|de\s+)?{month},?(?:\s+(?:de\s+)?(?P<year>{_YEAR}))?\b", flags),
            _named,
        ),
        (re.compile(rf"\b{month},?\s+(?P<year>{_YEAR})\b", flags), _named),
        (re.compile(rf"\b{month}\s+{day}(?![\d.,]*\d|%)\b", flags), _named),
        (_QUARTER_YEAR, _year),
        (_FISCAL, _year),
        (_PLAIN_YEAR, _year),
        (_SPAN_YEAR, _year),
    )


def _moment(text: str, match: re.Match[str], *readings: tuple[int | None, int | None, int | None]) -> Moment | None:
    valid = tuple(reading for reading in readings if _possible(*reading[1:]))
    return Moment(text[match.start() : match.end()], match.start(), match.end(), valid) if valid else None


def _possible(month: int | None, day: int | None) -> bool:
    return (month is None or 1 <= month <= 12) and (day is None or 1 <= day <= 31)


def _iso(text: str, match: re.Match[str]) -> Moment | None:
    year, month, day = (int(part) for part in match.groups())
    return _moment(text, match, (year, month, day))


def _numeric(text: str, match: re.Match[str]) -> Moment | None:
    first, second, year = int(match.group(1)), int(match.group(3)), _full_year(match.group(4))
    if match.group(2) == "." or first == second:
        return _moment(text, match, (year, second, first))
    return _moment(text, match, (year, first, second), (year, second, first))


def _named(text: str, match: re.Match[str]) -> Moment | None:
    parts = match.groupdict()
    year, day = (int(parts[part]) if parts.get(part) else None for part in ("year", "day"))
    return _moment(text, match, (year, language().months[fold(parts["month"])], day))


def _year(text: str, match: re.Match[str]) -> Moment | None:
    start, end = (match.start(1), match.end(1)) if match.group()[0] in "QqHh1234" else match.span()
    return Moment(text[start:end], start, end, ((_full_year(match.group(1)), None, None),))


def _full_year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) < _CENTURY_PIVOT else 1900)


@cache
def _period_names() -> dict[str, str]:
    return {spelling: name for name, spellings in language().periods.items() for spelling in spellings}


@cache
def _periods() -> re.Pattern[str]:
    spellings: Iterator[str] = iter(sorted(_period_names(), key=len, reverse=True))
    either = "|".join(re.escape(spelling) for spelling in spellings)
    return re.compile(rf"(?<![A-Za-z0-9])(?P<name>{either})(?![A-Za-z])", re.IGNORECASE)
