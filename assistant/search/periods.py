"""Years, quarters and days as people write them: FY2023, Q2 of FY24, 2Q23, H1 2023, 1st July 2022, 07/01/2022."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant import places


@functools.cache
def names() -> dict[str, Any]:
    """Return how names, dates and periods are written (`resources/search/names.toml`)."""
    return places.resource_data("search", "names.toml")


@dataclass(frozen=True)
class Periods:
    """The periods a text speaks of.

    Attributes:
        years: Every year, in the order of the text.
        fiscal: The years that are said to be fiscal ones.
        quarters: 1 to 4, in the order of the text.
        days: Full dates.
    """

    years: tuple[int, ...] = ()
    fiscal: tuple[int, ...] = ()
    quarters: tuple[int, ...] = ()
    days: tuple[date, ...] = ()


_YEAR = re.compile(r"(?<!\d)(?<![\d][.,])(19[5-9]\d|20\d\d)(?!\d|[.,]\d|-\d{3})")
_FISCAL = re.compile(r"\b(?:fy|fiscal(?: year)?|financial year)\s*['’]?\s*(\d{4}|\d{2})\b", re.IGNORECASE)
_QUARTER = re.compile(
    r"(?<![a-z0-9])(?:q([1-4])|([1-4])q)(?![a-z])(?:\s*(?:of|,|-|'|’)?\s*(?:fy)?\s*['’]?(\d{4}|\d{2})(?!\d))?",
    re.IGNORECASE,
)
_YEAR_QUARTER = re.compile(r"(?<!\d)(20\d\d)\s?q([1-4])(?!\d)", re.IGNORECASE)
_SPAN = re.compile(r"\b(h1|1h|h2|2h|9m)\b", re.IGNORECASE)


def periods(text: str) -> Periods:
    """Read the periods out of a question, a title, a file name or a first page."""
    fiscal = [_full(match) for match in _FISCAL.findall(text)]
    named_quarters, quarter_years = _quarters(text)
    years = [*(int(year) for year in _YEAR.findall(text)), *fiscal, *quarter_years]
    return Periods(_once(years), _once(fiscal), _once(named_quarters), days(text))


def _once(values: list[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(values))


def _full(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _quarters(text: str) -> tuple[list[int], list[int]]:
    quarters, years = [], []
    for year, quarter in _YEAR_QUARTER.findall(text):
        quarters.append(int(quarter))
        years.append(int(year))
    for first, second, year in _QUARTER.findall(text):
        quarters.append(int(first or second))
        years.extend([_full(year)] if year else [])
    quarters.extend(names()["spans"][span.lower()] for span in _SPAN.findall(text))
    quarters.extend(names()["quarters"][word.lower()] for word in _quarter_words().findall(text))
    return quarters, years


@functools.cache
def _quarter_words() -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(names()['quarters'])})[\s-]+(?:fiscal\s+)?quarter\b", re.IGNORECASE)


@functools.cache
def _day_patterns() -> tuple[re.Pattern[str], ...]:
    month = "|".join(sorted(names()["months"], key=len, reverse=True))
    return (
        re.compile(
            rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:of\s+)?[-\s]?(?P<month>{month})\b\.?,?[-\s]*(?P<year>\d{{4}})",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\b(?P<month>{month})\b\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})", re.IGNORECASE
        ),
        re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)"),
        re.compile(r"(?<!\d)(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})(?!\d)"),
        re.compile(r"(?<![\d.])(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4})(?!\d)"),
    )


def days(text: str) -> tuple[date, ...]:
    """Read full dates in any usual spelling; `03/04/2022` is both 4 March and 3 April."""
    found = [_day(match) for pattern in _day_patterns() for match in pattern.finditer(text)]
    return tuple(dict.fromkeys(day for day in found if day))


def _day(match: re.Match[str]) -> date | None:
    month = match["month"].lower()
    try:
        return date(int(match["year"]), int(names()["months"].get(month) or month), int(match["day"]))
    except ValueError:  # 31.02., or a month above 12 where the day stands first
        return None
