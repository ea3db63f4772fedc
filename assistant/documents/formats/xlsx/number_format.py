"""Shows numbers as a spreadsheet does (ECMA-376 part 1, 18.8.30 and 18.8.31)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)",
    39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "0.0E+0",
    49: "@",
}  # fmt: skip
"""Formats known by number alone; the local date, number 14, is shown the way that can't be misread."""

_SECTION = re.compile(r'(?:"[^"]*"|\\.|[^;"\\])+|(?<=;)(?=;)|^(?=;)|(?<=;)$')
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|[_*].')
_BRACKET = re.compile(r"\[(?!h+\]|m+\]|s+\])(?:\$([^\]-]*)[^\]]*|[^\]]*)\]", re.IGNORECASE)
_DATE_TOKEN = re.compile(r"\[h+\]|\[m+\]|\[s+\]|y+|m+|d+|h+|s+(?:\.0+)?|am/pm|a/p|.", re.IGNORECASE | re.DOTALL)
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*)?,*(?:[eE][+-][#0?]+)?")
_SAFE_DATES = range(2958466)
"""Serial numbers from 1900 to the end of 9999."""


def is_date(code: str) -> bool:
    """Whether a format code shows a date or a time."""
    bare = _BRACKET.sub("", _LITERAL.sub("", code)).lower()
    return "general" not in bare and bool(re.search(r"[ymdhs]", bare.split(";")[0]))


def shown(value: float, code: str, *, from_1904: bool = False) -> str:
    """Return a number as its format code shows it.

    Args:
        value: As stored.
        code: Such as `#,##0.00;(#,##0.00)`; "" or `General` for none.
        from_1904: Whether dates count from 1904.
    """
    if is_date(code):
        return _date(value, code.split(";", 1)[0], from_1904=from_1904)
    sections = _SECTION.findall(code)
    if not sections or "general" in code.lower() or "@" in code:
        return general(value)
    if value < 0 and len(sections) > 1:
        return _number(-value, sections[1])
    if value == 0 and len(sections) > 2:
        return _number(value, sections[2])
    return _number(value, sections[0])


def general(value: float) -> str:
    """Return a number with no format: whole numbers whole, others to ten significant digits, such as `1.5E-07`."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.10g}".upper()


def _number(value: float, section: str) -> str:
    pattern = _BRACKET.sub(lambda match: match[1] or "", section)
    plain = _LITERAL.sub(_quoted_space, pattern)
    digits = _DIGITS.search(plain)
    if digits is None:
        return _literals(pattern)
    if "/" in plain[digits.start() :]:
        return general(value)
    if "%" in plain:
        value *= 100
    body = _digits(abs(value), digits[0])
    start, end = digits.span()
    return (("-" if value < 0 else "") + _literals(pattern[:start]) + body + _literals(pattern[end:])).strip()


def _quoted_space(match: re.Match[str]) -> str:
    """Keep offsets while hiding what is quoted."""
    return " " * len(match[0])


def _literals(pattern: str) -> str:
    return _LITERAL.sub(lambda match: match[1] or match[2] or "", pattern)


def _digits(value: float, pattern: str) -> str:
    mantissa, exponent, _ = re.split(r"([eE][+-])", f"{pattern}E+")[:3]
    if exponent and "e" in pattern.lower():
        decimals = len(mantissa.partition(".")[2])
        return f"{value:.{decimals}E}"
    bare = pattern.rstrip(",")
    value /= 1000 ** (len(pattern) - len(bare))
    whole, _, fraction = bare.partition(".")
    text = f"{value:.{len(fraction)}f}"
    units, _, decimals_text = text.partition(".")
    units = units.zfill(whole.replace(",", "").count("0"))
    if "," in whole:
        units = f"{int(units):,}"
    kept = len(fraction.rstrip("#?"))
    while len(decimals_text) > kept and decimals_text.endswith("0"):
        decimals_text = decimals_text[:-1]
    return f"{units}.{decimals_text}" if decimals_text else units


def _date(value: float, code: str, *, from_1904: bool) -> str:
    if int(value) not in _SAFE_DATES:
        return general(value)
    moment = _moment(value, from_1904=from_1904)
    tokens = _DATE_TOKEN.findall(_literals(_BRACKET.sub("", code)))
    return "".join(_date_part(tokens, place, moment, value) for place in range(len(tokens))).strip()


def _moment(value: float, *, from_1904: bool) -> datetime:
    """The day that never was, 29 February 1900, shifts the days before it."""
    epoch = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30 if value >= 60 else 31)  # noqa: DTZ001 - no zone
    return epoch + timedelta(seconds=round(value * 86400, 3))


def _date_part(tokens: list[str], place: int, moment: datetime, value: float) -> str:
    token = tokens[place].lower()
    if token.startswith("m") and _minutes(tokens, place):
        return f"{moment.minute:0{min(len(token), 2)}d}"
    half_day = any(other.lower() in {"am/pm", "a/p"} for other in tokens)
    hour = (moment.hour - 1) % 12 + 1 if half_day else moment.hour
    parts = {
        "y": f"{moment:%y}", "yy": f"{moment:%y}", "yyy": f"{moment.year}", "yyyy": f"{moment.year}",
        "m": f"{moment.month}", "mm": f"{moment.month:02d}", "mmm": f"{moment:%b}", "mmmm": f"{moment:%B}",
        "d": f"{moment.day}", "dd": f"{moment.day:02d}", "ddd": f"{moment:%a}", "dddd": f"{moment:%A}",
        "h": f"{hour}", "hh": f"{hour:02d}", "s": f"{moment.second}", "ss": f"{moment.second:02d}",
        "[h]": f"{int(value * 24 + 1e-9)}", "[hh]": f"{int(value * 24 + 1e-9):02d}",
        "[m]": f"{int(value * 1440 + 1e-6)}", "[mm]": f"{int(value * 1440 + 1e-6):02d}",
        "[s]": f"{round(value * 86400)}", "[ss]": f"{round(value * 86400):02d}",
        "am/pm": f"{moment:%p}", "a/p": f"{moment:%p}"[0],
    }  # fmt: skip
    if token.startswith(("s.", "ss.")):
        return f"{moment.second + moment.microsecond / 1e6:0{len(token)}.{len(token.partition('.')[2])}f}"
    return parts.get(token, tokens[place])


def _minutes(tokens: list[str], place: int) -> bool:
    """An `m` next to hours or seconds, past any separator, means minutes."""
    letters = [token.lower() for token in tokens if token[0].lower() in "ymdhs["]
    index = sum(token[0].lower() in "ymdhs[" for token in tokens[:place])
    before = letters[index - 1] if index else ""
    after = letters[index + 1] if index + 1 < len(letters) else ""
    return before.startswith(("h", "[h")) or after.startswith("s")
