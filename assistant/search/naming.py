"""Hearing which organisations or documents of the library a question names, in full or in short."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from assistant.search.aliases import stands_for
from assistant.search.catalogue import Card
from assistant.search.periods import names
from assistant.search.words import words

_TOKEN = re.compile(r"[\w&]+(?:['’]\w+)?")
_POSSESSIVE = re.compile(r"['’]s$")
_LONGEST = 6  # words of a name


def named(question: str, cards: Sequence[Card]) -> dict[str, frozenset[str]]:
    """Return the documents of each name that a question speaks, by the words it uses."""
    tokens = [_POSSESSIVE.sub("", token) for token in _TOKEN.findall(question)]
    runs = {"".join(words(run)): run for run in _runs(tokens)}
    short = [token for token in tokens if _written_as_name(token, question)]
    found: dict[str, set[str]] = defaultdict(set)
    for card in cards:
        heard = max((_heard(name, runs, short) for name in card.names), key=len, default="")
        if heard:
            found[heard].add(card.document)
    return _merged(found)


def _merged(found: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    """Join what is called by a name and by its beginning: `Halcyon Resorts` and `Halcyon` are one."""
    joined: dict[str, set[str]] = {}
    for heard in sorted(found, key=len, reverse=True):
        folded = "".join(words(heard))
        longer = next((other for other in joined if "".join(words(other)).startswith(folded)), heard)
        joined.setdefault(longer, set()).update(found[heard])
    return {heard: frozenset(documents) for heard, documents in joined.items()}


def _runs(tokens: Sequence[str]) -> Iterator[str]:
    for size in range(1, _LONGEST + 1):
        for start in range(len(tokens) - size + 1):
            yield " ".join(tokens[start : start + size])


def _written_as_name(token: str, question: str) -> bool:
    """Whether a word has a capital or figure in front, or the question was typed without any capital."""
    return not token[:1].islower() or question.islower()


def _heard(name: tuple[str, ...], runs: dict[str, str], short: Sequence[str]) -> str:
    """Return the words of the question that speak this name, "" where none do."""
    whole = runs.get("".join(name), "")
    if whole and (len(name) > 1 or whole in short):
        return whole
    return next((token for token in short if _is_short_for(token, name)), "")


def _is_short_for(token: str, name: tuple[str, ...]) -> bool:
    """Whether a word is a name's telling first word, the beginning of a joined name, or made of its initials."""
    folded = "".join(words(token))
    if len(folded) < 2 or folded in names()["common_first_words"]:
        return False
    if len(folded) > 2 and (folded == name[0] or (token.isupper() and "".join(name).startswith(folded))):
        return True
    return sum(letter.isupper() for letter in token) > 1 and stands_for(token, name)
