"""Shows numbers as a spreadsheet does (ECMA-376 part 1, 18.8.30 and 18.8.31)."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from functools import lru_cache

from assistant.documents.formats.numbers.dates import QUOTED, date_text
from assistant.documents.formats.numbers.digits import number_text

_ACCOUNTS = '_(* #,##0{0}_);_(* (#,##0{0});_(* "-"_);_(@_)'
_MONEY = '_($* #,##0{0}_);_($* (#,##0{0});_($* "-"_);_(@_)'
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "$#,##0;($#,##0)", 6: "$#,##0;($#,##0)",
    7: "$#,##0.00;($#,##0.00)", 8: "$#,##0.00;($#,##0.00)", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm",
    **dict.fromkeys((27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58), "yyyy-mm-dd"),
    32: "h:mm", 33: "h:mm:ss", 34: "h:mm", 35: "h:mm:ss", 55: "h:mm", 56: "h:mm:ss",
    37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)",
    41: _ACCOUNTS.format(""), 42: _MONEY.format(""), 43: _ACCOUNTS.format(".00"), 44: _MONEY.format(".00"),
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "0.0E+0", 49: "@",
}  # fmt: skip
"""Formats known by number alone; local dates, such as number 14, are shown the way that can't be misread."""

_SECTION = re.compile(rf"(?:{QUOTED}|\[[^\]]*\]|[^;])+|(?<=;)(?=;)|^(?=;)|(?<=;)$")
_SAID = re.compile(rf"{QUOTED}|\[(?!h+\]|m+\]|s+\])[^\]]*\]", re.IGNORECASE)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)\]")
_GENERAL = re.compile("general", re.IGNORECASE)
_COMPARED: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
_TEXT_SECTION = 3


@lru_cache(4096)
def is_date(code: str) -> bool:
    """Whether a format code shows a date or a time."""
    bare = _SAID.sub("", code).lower()
    return "general" not in bare and bool(re.search(r"[ymdhs]|aaa", bare.split(";")[0]))


def shown(value: float, code: str, *, from_1904: bool = False) -> str:
    """Return a number as its format code shows it; one that the code hides is labelled so.

    Args:
        value: As stored.
        code: Such as `#,##0.00;(#,##0.00)`; "" or `General` for none.
        from_1904: Whether dates count from 1904.
    """
    if code in {"", "General"}:
        return general(value)
    if is_date(code):
        told = date_text(value, _sections(code)[0], from_1904=from_1904)
        return general(value) if told is None else told
    section, unsigned = _section(value, _sections(code))
    if not section:
        return f"[hidden: {general(value)}]" if value else ""
    return _told(value, section, unsigned=unsigned)


def text_shown(text: str, code: str) -> str:
    """Return a text as its cell's format code shows it, with what the code puts around it; a hidden one is labelled."""
    around = _around(code)
    if around is None:
        return f"[hidden: {text}]" if text else ""
    return text.join(around) if len(around) > 1 else text


def general(value: float) -> str:
    """Return a number with no format: whole numbers whole, others to ten significant digits, such as `1.5E-07`."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.10g}".upper()


@lru_cache(4096)
def _around(code: str) -> list[str] | None:
    """Return what a code puts around each telling of a text, None where it hides it."""
    sections = _sections(code)
    section = sections[_TEXT_SECTION] if len(sections) > _TEXT_SECTION else sections[-1] if "@" in code else "@"
    return [_literal(part) for part in _SAID.sub(_unquoted, section).split("@")] if section else None


@lru_cache(4096)
def _sections(code: str) -> list[str]:
    return _SECTION.findall(code) or [""]


def _section(value: float, sections: list[str]) -> tuple[str, bool]:
    """Return the section of a code that holds for a number, and whether it says the sign itself."""
    numeric = sections[:_TEXT_SECTION]
    if any(_CONDITION.search(section) for section in numeric):
        return _conditional(value, numeric)
    if len(numeric) > 1 and value < 0:
        return numeric[1], True
    if len(numeric) > 2 and value == 0:
        return numeric[2], True
    return numeric[0], False


def _conditional(value: float, sections: list[str]) -> tuple[str, bool]:
    for section in sections:
        condition = _CONDITION.search(section)
        if condition is None or _COMPARED[condition[1]](value, float(condition[2])):
            below_zero = condition is not None and condition[1].startswith("<") and float(condition[2]) <= 0
            return section, below_zero
    return sections[-1], False


def _told(value: float, section: str, *, unsigned: bool) -> str:
    sign = "-" if value < 0 and not unsigned else ""
    bare = _SAID.sub(_unquoted, section)
    if _GENERAL.search(bare):
        before, after = _GENERAL.split(bare, maxsplit=1)
        return (sign + _literal(before) + general(abs(value)) + _literal(after)).strip()
    if "@" in bare:
        return general(value)
    return sign + number_text(abs(value), section).strip()


def _unquoted(match: re.Match[str]) -> str:
    """Keep what is quoted from being taken for a code: its letters are moved out of the way."""
    token = match[0]
    if token[0] == "[":
        said = token[2:-1].partition("-")[0] if token.startswith("[$") else ""
    elif token[0] in "_*":
        said = ""
    else:
        said = token.strip('"') if token[0] == '"' else token[1:]
    return "".join(chr(ord(letter) + _AWAY) for letter in said)


def _literal(text: str) -> str:
    return "".join(chr(ord(letter) - _AWAY) if ord(letter) >= _AWAY else letter for letter in text)


_AWAY = 0x100000
"""The last plane of Unicode, which is for private use."""
