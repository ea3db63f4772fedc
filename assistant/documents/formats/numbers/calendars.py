"""Names of months and days in the languages that number formats name."""

from __future__ import annotations

import re
from functools import cache

from pydantic import BaseModel, ConfigDict

from assistant.places import resource_data

_NAMED = re.compile(r"\[\$[^\]-]*-([0-9A-Fa-f]{3,8})(?:,[^\]]*)?\]")
_LANGUAGE_BITS = 0x3FF


class Calendar(BaseModel):
    """How a language names months and days.

    Attributes:
        language: ISO 639-1.
        number: The language's part of Windows' number for it.
        separator: What stands between the numbers of a date.
        months: Twelve names.
        short_months: The same, shortened.
        days: Seven names from Monday on.
        short_days: The same, shortened.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: str
    number: int
    separator: str
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    days: tuple[str, ...]
    short_days: tuple[str, ...]


ENGLISH = Calendar(
    language="en",
    number=9,
    separator="/",
    months=(
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
    short_months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    days=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    short_days=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
)  # fmt: skip
"""What holds where a format names no language, or one that is not known."""


def calendar_of(code: str) -> Calendar:
    """Return the calendar of the language that a format code names, such as `[$-407]d. mmmm yyyy`."""
    named = _NAMED.search(code)
    return calendars().get(int(named[1], 16) & _LANGUAGE_BITS, ENGLISH) if named else ENGLISH


class _Calendars(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    languages: tuple[Calendar, ...]


@cache
def calendars() -> dict[int, Calendar]:
    """Return `resources/reading/calendars.toml` by the languages' numbers, read at the first call."""
    known = _Calendars.model_validate(resource_data("reading", "calendars.toml"))
    return {calendar.number: calendar for calendar in known.languages}
