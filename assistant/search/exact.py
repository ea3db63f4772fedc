"""Things to be found exactly: quoted phrases, wildcards, part numbers, CVE ids, phone numbers, dates and amounts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from assistant.search import match
from assistant.search.amounts import amounts, spellings
from assistant.search.periods import names, periods

_QUOTED = re.compile(r'["“”„«»]\s*([^"“”„«»]{2,}?)\s*["“”«»]')
_WILDCARD = re.compile(r"(?<![\w*])(\w{2,})\*")
_PHONE = re.compile(r"(?<![\w.-])\+?\(?\d[\d\s().-]{6,}\d(?!\w)")
_IDENTIFIER = re.compile(r"(?<![\w-])[A-Za-z0-9]+(?:[-./_][A-Za-z0-9]+)*(?![\w-])")
_PERIOD = re.compile(r"(?:fy)?\d{2,4}|(?:fy)?(?:\d{4})?[qh]\d(?:\d\d){0,2}|\d[qhm](?:\d\d){0,2}", re.IGNORECASE)
_SHORTEST_NUMBER = 4


@dataclass(frozen=True)
class Exact:
    """One thing that must stand on the page as it is.

    Attributes:
        kind: `phrase`, `wildcard`, `identifier`, `date` or `amount`.
        value: As the question has it.
        expression: The FTS5 expression that finds it in each of its spellings.
    """

    kind: str
    value: str
    expression: str


def exact_things(question: str, ordinary: Collection[str] = ()) -> list[Exact]:
    """Read what a question wants exactly.

    Args:
        question: As typed.
        ordinary: Words in lower case that look like identifiers and are none: names of kinds of document.
    """
    found = [
        *_phrases(question),
        *_wildcards(question),
        *_dates(question),
        *_amounts(question),
        *_numbers(question, ordinary),
    ]
    return [thing for thing in found if thing.expression]


def _phrases(question: str) -> Iterator[Exact]:
    for text in _QUOTED.findall(question):
        yield Exact("phrase", text, match.phrase(text))


def _wildcards(question: str) -> Iterator[Exact]:
    for start in _WILDCARD.findall(question):
        yield Exact("wildcard", f"{start}*", match.phrase(start, prefix=True))


def _dates(question: str) -> Iterator[Exact]:
    for day in periods(question).days:
        yield Exact("date", day.isoformat(), match.any_of(date_spellings(day)))


def date_spellings(day: date) -> list[str]:
    """Return how pages may write a day."""
    months = [name for name, number in names()["months"].items() if number == day.month]
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day not in (11, 12, 13) else 0, "th")
    spoken = [
        f"{left} {right} {day.year}"
        for name in months
        for number in (day.day, f"{day.day:02}", f"{day.day}{suffix}")
        for left, right in ((name, number), (number, name))
    ]
    numbers = [(day.month, day.day), (day.day, day.month)]
    written = [text for a, b in numbers for text in (f"{a} {b} {day.year}", f"{a:02} {b:02} {day.year}")]
    return [*spoken, f"{day.year} {day.month:02} {day.day:02}", f"{day.year}{day.month:02}{day.day:02}", *written]


def _amounts(question: str) -> Iterator[Exact]:
    for amount in amounts(question):
        yield Exact("amount", amount.written, match.any_of(spellings(amount)))


def _numbers(question: str, ordinary: Collection[str]) -> Iterator[Exact]:
    """Yield phone numbers and identifiers, each as written and with its parts joined."""
    taken = " ".join([*_QUOTED.findall(question), *(amount.written for amount in amounts(question))])
    phones = [
        text.strip() for text in _PHONE.findall(question) if sum(map(str.isdigit, text)) >= 7 and not periods(text).days
    ]
    tokens = [token for token in _IDENTIFIER.findall(question) if _is_identifier(token, ordinary)]
    for text in [*phones, *(token for token in tokens if not any(token in phone for phone in phones))]:
        if text not in taken:
            yield Exact("identifier", text, match.any_of([text, re.sub(r"[\W_]+", "", text)]))


def _is_identifier(token: str, ordinary: Collection[str]) -> bool:
    """Whether a word has both letters and figures, or is a number too long to be a year."""
    if token.lower() in ordinary or _PERIOD.fullmatch(token) or periods(token).days:
        return False
    figures = sum(letter.isdigit() for letter in token)
    if token.isdigit():
        return figures > _SHORTEST_NUMBER
    return figures > 0 and len(token) >= _SHORTEST_NUMBER and not re.fullmatch(r"\d+(?:st|nd|rd|th|[.]\d+)", token)
