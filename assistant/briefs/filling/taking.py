"""Taking out of a sentence what a column asks for: words before or after a cue, a date, an amount, a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from assistant.answers.language import language
from assistant.answers.marks.reading import Mark, read_marks
from assistant.briefs.filling.sources import Span, Unit
from assistant.briefs.template import Column, Take

_CLOCK = re.compile(r"(?<![\d:.,])(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s?(?:hours|hrs|h|UTC))?(?![\d:]|\.\d)")
_BORDERS = " ,;:–—-•▪◦"
_LONGEST_SUBJECT = 110
_Place = tuple[int, int]


@lru_cache(maxsize=512)
def cue_pattern(cues: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of some cues as whole words; a cue may end in `*` for any ending."""
    spelled = "|".join(_spelled(cue) for cue in sorted(cues, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{spelled})(?!\w)", re.IGNORECASE)


def _spelled(cue: str) -> str:
    words = r"\s+".join(re.escape(word) for word in cue.removesuffix("*").split())
    return words + r"\w*" if cue.endswith("*") else words


def holds(text: str, cues: tuple[str, ...]) -> bool:
    """Whether a text holds any of some cues."""
    return bool(cues) and cue_pattern(cues).search(text) is not None


def has_mark(text: str, take: Take) -> bool:
    """Whether a text holds a mark, such as a date."""
    finder = _FINDERS.get(take)
    return finder is not None and finder(text, Column(name="-", take=take)) is not None


def taken(column: Column, unit: Unit, following: Sequence[Unit]) -> Span | None:
    """Return what a sentence, or one of those near it, gives to a column; None for nothing."""
    if column.take is Take.HEADING:
        return unit.heading
    for near in (unit, *following[: column.near]):
        if found := _within(column, near.span):
            return found
    return None


def _within(column: Column, span: Span) -> Span | None:
    text = span.page.text[span.start : span.end]
    finder = _FINDERS.get(column.take)
    place = finder(text, column) if finder else None
    if place is None:
        return None
    start, end = _trimmed(text, *_until(text, column, *place))
    return Span(span.page, span.start + start, span.start + end) if end > start else None


def _until(text: str, column: Column, start: int, end: int) -> _Place:
    if not column.until:
        return start, end
    stop = cue_pattern(column.until).search(text, start, end)
    return (start, stop.start()) if stop and stop.start() > start else (start, end)


def _trimmed(text: str, start: int, end: int) -> _Place:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip(_BORDERS + "\n\t"))
    piece = text[start:end].rstrip(_BORDERS + "\n\t")
    return start, start + len(piece)


def _sentence(text: str, _column: Column) -> _Place:
    return 0, len(text)


def _before(text: str, column: Column) -> _Place | None:
    cue = cue_pattern(column.cues).search(text)
    return (0, cue.start()) if cue and 0 < cue.start() <= _LONGEST_SUBJECT else None


def _from(text: str, column: Column) -> _Place | None:
    cue = cue_pattern(column.cues).search(text)
    return (cue.start(), _clause_end(text, cue.end())) if cue else None


def _after(text: str, column: Column) -> _Place | None:
    cue = cue_pattern(column.cues).search(text)
    return (cue.end(), _clause_end(text, cue.end())) if cue else None


def _clause_end(text: str, start: int) -> int:
    semicolon = text.find(";", start)
    return semicolon if semicolon >= 0 else len(text.rstrip(". \n"))


def _word(text: str, column: Column) -> _Place | None:
    match = cue_pattern(column.cues).search(text)
    return match.span() if match else None


def _pattern(text: str, column: Column) -> _Place | None:
    match = re.search(column.pattern, text)
    return match.span(1 if match.re.groups else 0) if match else None


def _clock(text: str, _column: Column) -> _Place | None:
    match = _CLOCK.search(text)
    return match.span() if match else None


def _date(text: str, _column: Column) -> _Place | None:
    return _first(read_marks(text).moments)


def _amount(text: str, _column: Column) -> _Place | None:
    money = set(language().currencies.values())
    return _first(figure for figure in read_marks(text).figures if figure.unit in money)


def _figure(text: str, _column: Column) -> _Place | None:
    return _first(figure for figure in read_marks(text).figures if not figure.spelled)


def _code(text: str, _column: Column) -> _Place | None:
    return _first(read_marks(text).codes)


def _name(text: str, _column: Column) -> _Place | None:
    return _first(read_marks(text).names)


def _second_name(text: str, _column: Column) -> _Place | None:
    return _first(read_marks(text).names[1:])


def _first(marks: Iterable[Mark]) -> _Place | None:
    return next(((mark.start, mark.end) for mark in marks), None)


_FINDERS: dict[Take, Callable[[str, Column], _Place | None]] = {
    Take.SENTENCE: _sentence,
    Take.BEFORE: _before,
    Take.FROM: _from,
    Take.AFTER: _after,
    Take.DATE: _date,
    Take.CLOCK: _clock,
    Take.AMOUNT: _amount,
    Take.FIGURE: _figure,
    Take.CODE: _code,
    Take.NAME: _name,
    Take.SECOND_NAME: _second_name,
    Take.WORD: _word,
    Take.PATTERN: _pattern,
}
