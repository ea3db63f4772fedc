"""The clauses of a claim: each says something of its own, so that each must be found by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.answers.language import language
from assistant.answers.marks.names import Name
from assistant.answers.marks.plain import masked
from assistant.answers.marks.reading import Mark, read_marks
from assistant.answers.words import content

_LEAST_WORDS = 2


@dataclass(frozen=True)
class Clause:
    """A part of a claim.

    Attributes:
        text: Its words.
        stems: Its content stems, without figures, dates, codes and their units, and without words that only report.
        marks: The figures, dates and codes in it.
    """

    text: str
    stems: frozenset[str]
    marks: tuple[Mark, ...]


def readings(sentence: str) -> Iterator[list[Clause]]:
    """Yield the ways in which a claim may be parted: at relative and other clear borders, then at each `and` too."""
    firm = [mark for mark in read_marks(sentence).all() if not isinstance(mark, Name)]
    bare = masked(sentence, [(mark.start, mark.end) for mark in firm])
    for borders in _borders():
        yield [
            Clause(sentence[start:end], _telling(bare[start:end]), _within(firm, start, end))
            for start, end in _spans(bare, borders)
        ]


@cache
def _borders() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what parts clauses for certain, and what may part them."""
    openers = "|".join(language().clause_openers)
    certain = rf"[;:]\s|,\s+(?=(?:and|or)\s)|,?\s(?=(?:{openers})\s)"
    return re.compile(certain, re.IGNORECASE), re.compile(rf"{certain}|,\s+|\s(?=and\s)", re.IGNORECASE)


def _within(marks: Sequence[Mark], start: int, end: int) -> tuple[Mark, ...]:
    return tuple(mark for mark in marks if start <= mark.start < end)


def _spans(text: str, borders: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield where each clause begins and ends; a piece with hardly a word of its own stays with its neighbour."""
    start = 0
    for match in borders.finditer(text):
        before, after = _telling(text[start : match.start()]), _telling(text[match.end() :])
        if len(before) >= _LEAST_WORDS <= len(after):
            yield start, match.start()
            start = match.end()
    yield start, len(text)


def _telling(text: str) -> frozenset[str]:
    return telling(content(text))


def telling(stems: frozenset[str]) -> frozenset[str]:
    """Return the stems that tell something, without those of words that only report."""
    return stems - _reporting()


@cache
def _reporting() -> frozenset[str]:
    return content(" ".join(language().reporting))
