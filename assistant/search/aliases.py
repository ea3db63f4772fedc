"""What people call an organisation: its name without the ending, joined, by its first word, by its initials."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.search.periods import names
from assistant.search.words import words


def core(name: str) -> tuple[str, ...]:
    """Return the folded words of a name without article and organisation endings: `The Boeing Company` is `boeing`."""
    parts = words(name)
    endings = set(names()["organisation_endings"])
    while len(parts) > 1 and parts[-1] in endings:
        parts.pop()
    while len(parts) > 1 and parts[0] in names()["articles"]:
        parts.pop(0)
    return tuple(parts)


def registrant(first_page: str) -> str:
    """Return the organisation that a first page speaks of: what is said to be its name, else the first one, else ""."""
    lowered = first_page.lower()
    for mark in names()["follows_name"]:
        at = lowered.find(mark)
        before = [line.strip(" _\xa0-") for line in first_page[:at].splitlines() if line.strip(" _\xa0-")]
        if at > 0 and before:
            return before[-1].split("__")[-1].strip(" _")
    found = _organisation().search(first_page)
    return found[0] if found else ""


def _organisation() -> re.Pattern[str]:
    endings = "|".join(ending for ending in names()["organisation_endings"] if len(ending) > 1)
    word = r"(?:[A-Z0-9][\w'’&.-]*|&|of|and)"
    return re.compile(rf"\b[A-Z0-9][\w'’&.-]*(?:[ \xa0]{word}){{0,4}},?[ \xa0](?i:{endings})\b")


def stands_for(short: str, parts: Sequence[str]) -> bool:
    """Whether a short word is made of beginnings of all of a name's words in order: AMEX, JnJ, GM, `P&G`."""
    letters = "".join(words(short))
    spellings = (letters, letters.replace("and", "", 1), letters[:1] + letters[1:].replace("n", "", 1))
    return len(parts) > 1 and any(len(spelling) > 1 and _composed(spelling, parts) for spelling in spellings)


def _composed(letters: str, parts: Sequence[str]) -> bool:
    if not parts:
        return not letters
    first, rest = parts[0], parts[1:]
    sizes = range(1, min(len(first), len(letters)) + 1)
    return any(letters[:size] == first[:size] and _composed(letters[size:], rest) for size in sizes)
