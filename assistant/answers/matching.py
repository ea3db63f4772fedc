"""Whether a mark of a claim is on a page, and where."""

from __future__ import annotations

from decimal import Decimal

from assistant.answers.language import fold, language
from assistant.answers.marks.codes import Code, code_pattern, squashed
from assistant.answers.marks.dates import Moment, Period
from assistant.answers.marks.figures import Figure
from assistant.answers.marks.names import Name
from assistant.answers.marks.reading import Mark
from assistant.answers.pages import ReadPage

ELSEWHERE = -1
"""Stands for an offset where a mark is in the document's title or file name, not in the page's text."""

_SHORTEST_RUN_TOGETHER = 6
_SHORTEST_INITIALS = 4


def places(mark: Mark, page: ReadPage) -> list[int]:
    """Return the offsets at which a page holds the mark, `ELSEWHERE` for its title; empty where it does not."""
    if isinstance(mark, Figure):
        return [figure.start for figure in page.marks.figures if same_figure(mark, figure, page)]
    if isinstance(mark, Moment):
        return _moments(mark, page)
    if isinstance(mark, Period):
        return _periods(mark, page)
    if isinstance(mark, Code):
        return _codes(mark, page)
    return _names(mark, page)


def same_figure(claimed: Figure, printed: Figure, page: ReadPage) -> bool:
    """Whether a printed figure says what the claim says: value to the claim's rounding, sign, scale and unit.

    An amount printed as negative may be told as positive (an outflow in a cash flow statement), not the other way.
    """
    if claimed.negative and not printed.negative:
        return False
    # the value first: units are looked for in the rows around, which takes much longer
    return _same_value(claimed, printed, page.scale_of(printed)) and _same_unit(claimed, printed, page)


def _same_value(claimed: Figure, printed: Figure, scale: int | None) -> bool:
    if claimed.scale is None:
        return printed.scale is None and _rounds(claimed.value, printed.value, claimed.decimals, printed.decimals)
    scaled = printed.value.scaleb((scale or 0) - claimed.scale)
    digits = printed.decimals - (scale or 0) + claimed.scale
    return _rounds(claimed.value, scaled, claimed.decimals, digits)


def _rounds(claimed: Decimal, printed: Decimal, claimed_decimals: int, printed_decimals: int) -> bool:
    if claimed == printed:
        return True
    if printed_decimals <= claimed_decimals:
        return False
    return abs(claimed - printed) <= Decimal("0.5").scaleb(-claimed_decimals)


def _same_unit(claimed: Figure, printed: Figure, page: ReadPage) -> bool:
    if claimed.unit == printed.unit or not claimed.unit:
        return True
    if printed.unit:
        return False
    if claimed.unit in language().currencies.values():
        return claimed.unit in page.currencies
    return claimed.unit in page.column_units(printed) or claimed.unit == page.unit_behind_a_word(printed)


def _moments(moment: Moment, page: ReadPage) -> list[int]:
    found = [other.start for other in page.marks.moments if other.says(moment)]
    return found or [ELSEWHERE for other in page.about.moments if other.says(moment)][:1]


def _periods(period: Period, page: ReadPage) -> list[int]:
    found = [other.start for other in page.marks.periods if other.name == period.name]
    return found or [ELSEWHERE for other in page.about.periods if other.name == period.name][:1]


def _codes(code: Code, page: ReadPage) -> list[int]:
    pattern = code_pattern(code)
    found = [match.start() for match in pattern.finditer(page.source.text)]
    return found or [ELSEWHERE for _ in pattern.finditer(page.source.about)][:1]


def _names(name: Name, page: ReadPage) -> list[int]:
    if not all(_says(word, page) for word in name.words) and not _equal_name(name, page):
        return []
    return _name_offsets(name, page) or [ELSEWHERE]


def _name_offsets(name: Name, page: ReadPage) -> list[int]:
    lower = page.source.text.casefold()
    if len(lower) != len(page.source.text):
        return []
    for sought in (" ".join(name.words), max(name.words, key=len)):
        if (start := lower.find(sought)) >= 0:
            return [start]
    return []


def _says(word: str, page: ReadPage) -> bool:
    if word in page.spoken or word.removesuffix("s") in page.spoken or f"{word}s" in page.spoken:
        return True
    key = squashed(word)
    if len(key) >= 3 and key in page.letters:
        return True
    return _spelling(word, page)


def _equal_name(name: Name, page: ReadPage) -> bool:
    together = squashed("".join(name.words))
    if len(together) >= _SHORTEST_RUN_TOGETHER and (together in page.letters or together in page.run_together):
        return True
    return _spelling(" ".join(name.words), page) or _initials(name, page)


def _spelling(word: str, page: ReadPage) -> bool:
    others = language().equivalents.get(word.replace(".", ""), ())
    return any(f" {' '.join(other.replace(',', '').split())} " in page.folded for other in others)


def _initials(name: Name, page: ReadPage) -> bool:
    acronym = name.words[0]
    if len(name.words) > 1 or len(acronym) < _SHORTEST_INITIALS or not name.text.isupper():
        return False
    initials = "".join(word[0] for word in page.folded.split() if word not in language().stop)
    return fold(acronym) in initials
