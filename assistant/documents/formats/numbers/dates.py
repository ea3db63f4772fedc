"""Dates and times as the codes of a spreadsheet show them (ECMA-376 part 1, 18.8.31)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from assistant.documents.formats.numbers.calendars import Calendar, calendar_of

QUOTED = r'"[^"]*"?|\\.|[_*].'
"""What a code says literally, and what it only leaves room for."""
_SETTING = re.compile(r"\[(?!h+\]|m+\]|s+\])[^\]]*\]", re.IGNORECASE)
_TOKEN = re.compile(
    rf"{QUOTED}|\[h+\]|\[m+\]|\[s+\]|y+|e+|m+|d+|a{{3,4}}|h+|s+(?:\.0+)?|am/pm|a/p|上午/下午|.",
    re.IGNORECASE | re.DOTALL,
)
_UNITS = "ymdhs["
_SAFE_DATES = range(2958466)
"""Serial numbers from 1900 to the end of 9999."""


def date_text(value: float, code: str, *, from_1904: bool) -> str | None:
    """Return a serial number as a code shows it, None where it is no date."""
    if int(value) not in _SAFE_DATES or value < 0:
        return None
    moment = _moment(value, from_1904=from_1904)
    tokens = _TOKEN.findall(_SETTING.sub("", code))
    calendar = calendar_of(code)
    half_day = any(token.lower() in {"am/pm", "a/p", "上午/下午"} for token in tokens)
    parts = _parts(moment, calendar, half_day=half_day) | _elapsed(value)
    return "".join(_part(tokens, place, moment, parts) for place in range(len(tokens))).strip()


def _moment(value: float, *, from_1904: bool) -> datetime:
    """The day that never was, 29 February 1900, shifts the days before it."""
    epoch = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30 if value >= 60 else 31)  # noqa: DTZ001 - no zone
    return epoch + timedelta(seconds=round(value * 86400, 3))


def _part(tokens: list[str], place: int, moment: datetime, parts: dict[str, str]) -> str:
    token = tokens[place]
    if token[0] in '"\\_*' and len(token) > 1:
        return token.strip('"') if token[0] == '"' else token[1:] if token[0] == "\\" else ""
    low = token.lower()
    if low.startswith("m") and _minutes(tokens, place):
        return f"{moment.minute:0{min(len(low), 2)}d}"
    if low.startswith(("s.", "ss.")):
        return f"{moment.second + moment.microsecond / 1e6:0{len(low)}.{len(low.partition('.')[2])}f}"
    return parts.get(low, token)


def _parts(moment: datetime, calendar: Calendar, *, half_day: bool) -> dict[str, str]:
    month, day = moment.month - 1, moment.weekday()
    hour = (moment.hour - 1) % 12 + 1 if half_day else moment.hour
    return {
        "y": f"{moment:%y}", "yy": f"{moment:%y}", "yyy": f"{moment.year}", "yyyy": f"{moment.year}",
        "e": f"{moment.year}", "m": f"{moment.month}", "mm": f"{moment.month:02d}",
        "mmm": calendar.short_months[month], "mmmm": calendar.months[month], "mmmmm": calendar.months[month][:1],
        "d": f"{moment.day}", "dd": f"{moment.day:02d}",
        "ddd": calendar.short_days[day], "dddd": calendar.days[day],
        "aaa": calendar.short_days[day], "aaaa": calendar.days[day],
        "h": f"{hour}", "hh": f"{hour:02d}", "s": f"{moment.second}", "ss": f"{moment.second:02d}",
        "am/pm": f"{moment:%p}", "a/p": f"{moment:%p}"[0], "上午/下午": "上午" if moment.hour < 12 else "下午",
        "/": calendar.separator,
    }  # fmt: skip


def _elapsed(value: float) -> dict[str, str]:
    hours, minutes, seconds = int(value * 24 + 1e-9), int(value * 1440 + 1e-6), round(value * 86400)
    return {
        "[h]": f"{hours}", "[hh]": f"{hours:02d}", "[m]": f"{minutes}", "[mm]": f"{minutes:02d}",
        "[s]": f"{seconds}", "[ss]": f"{seconds:02d}",
    }  # fmt: skip


def _minutes(tokens: list[str], place: int) -> bool:
    """An `m` next to hours or seconds, past any separator, means minutes."""
    letters = [token.lower() for token in tokens if token[0].lower() in _UNITS]
    index = sum(token[0].lower() in _UNITS for token in tokens[:place])
    before = letters[index - 1] if index else ""
    after = letters[index + 1] if index + 1 < len(letters) else ""
    return len(tokens[place]) <= 2 and (before.startswith(("h", "[h")) or after.startswith("s"))
