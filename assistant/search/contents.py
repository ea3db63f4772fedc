"""Recognising lists of contents, which hold every word one may ask for and answer nothing."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping

from assistant.search.fusion import PageKey, Ranked

_PAGE_NUMBER = re.compile(r"(?:\s|\.\.|\u2026)(\d{1,4})$")
_ENDING = 6  # characters of a line that may be its page number
_WORD = re.compile(r"\w")
_FEWEST = 8  # entries
_RISING = 0.9  # share of entries whose page is not before that of the entry above
_DEMOTION = 0.5  # what is left of the score of a list of contents
_OF_LINES = 0.5  # share of the page's lines that are entries


def is_contents(text: str) -> bool:
    """Whether most lines of a page end in page numbers that rise."""
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    numbers = [number for number in map(_page_number, lines) if number is not None]
    if len(numbers) < _FEWEST or len(numbers) < _OF_LINES * len(lines):
        return False
    rising = sum(one <= other for one, other in itertools.pairwise(numbers))
    return rising >= _RISING * (len(numbers) - 1) and numbers[-1] > numbers[0]


def _page_number(line: str) -> int | None:
    """Return the number that ends an entry such as `Starting ..... 12`, None where a line is no entry."""
    found = _PAGE_NUMBER.search(line[-_ENDING:])
    return int(found[1]) if found and _WORD.search(line[: -len(found[0])]) else None


def demoted(ranked: Ranked, texts: Mapping[PageKey, str]) -> Ranked:
    """Return the pages with those put further down whose texts, as far as they are given, are lists of contents."""
    lists = {page for page, text in texts.items() if is_contents(text)}
    if not lists:
        return ranked
    weighed = [(page, score * _DEMOTION if page in lists else score) for page, score in ranked]
    return sorted(weighed, key=lambda item: -item[1])
