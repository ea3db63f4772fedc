"""Acronyms that the library's own texts explain: `property, plant and equipment (PP&E)`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.search.aliases import stands_for
from assistant.search.words import stems, words

_BRACKET = re.compile(r"\([“\"']?([A-Z][A-Za-z&]{1,8})[”\"']?\)")
_REACH = 120  # characters before a bracket in which its long form stands
_ACRONYM = re.compile(r"\b[A-Z][A-Za-z]?(?:&?[A-Z])+s?\b")
_LONGEST = 9  # words


def acronyms(question: str) -> list[str]:
    """Return the words of a question that look like acronyms."""
    return list(dict.fromkeys(_ACRONYM.findall(question)))


def explained(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the acronyms that texts explain, each with its long form."""
    for text in texts:
        for bracket in _BRACKET.finditer(text):
            before = text[max(0, bracket.start() - _REACH) : bracket.start()]
            long_form = _long_form(before, bracket[1])
            if long_form:
                yield bracket[1], long_form


def _long_form(before: str, short: str) -> str:
    """Return the fewest words before a bracket that the acronym is made of, "" where there are none."""
    written = before.split()
    for size in range(2, min(len(written), _LONGEST) + 1):
        chosen = written[-size:]
        if chosen[0][0].casefold() == short[0].casefold() and stands_for(
            short, [word for part in chosen for word in words(part)]
        ):
            return " ".join(chosen).strip(",")
    return ""


def learned(question: str, texts: Iterable[str]) -> list[str]:
    """Return the long forms of a question's acronyms, and the acronyms of what it writes out, as texts explain them."""
    asked = set(stems(question))
    short_forms = set(acronyms(question))
    found = [
        long_form if short in short_forms else short
        for short, long_form in explained(texts)
        if short in short_forms or set(stems(long_form)) <= asked
    ]
    return list(dict.fromkeys(found))
