"""Hearing which organisations or documents of the library a question names, in full or in short."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.search.aliases import stands_for
from assistant.search.catalogue import Card
from assistant.search.periods import names
from assistant.search.words import words

_TOKEN = re.compile(r"[\w&]+(?:['’]\w+)?")
_POSSESSIVE = re.compile(r"['’]s$")
_LONGEST = 6  # words of a name


def named(question: str, cards: Sequence[Card]) -> dict[str, frozenset[str]]:
    """Return the documents of each name that a question speaks, by the words it uses."""
    heard = _Heard.of(question, cards)
    found: dict[str, set[str]] = defaultdict(set)
    for card in cards:
        spoken = max((heard.words_for(name) for name in card.names), key=len, default="")
        if spoken:
            found[spoken].add(card.document)
    return _merged(found)


@dataclass(frozen=True)
class _Heard:
    """What of a question may be a name.

    Attributes:
        runs: Every run of words as written, by its folded letters.
        short: Words written like a name: with a capital or figure in front, or typed without any capital at all.
        sure: Those with a capital or figure in front that do not begin the question.
        organisations: The names of organisations that the documents give.
    """

    runs: Mapping[str, str]
    short: Sequence[str]
    sure: frozenset[str]
    organisations: frozenset[tuple[str, ...]]

    @classmethod
    def of(cls, question: str, cards: Sequence[Card]) -> _Heard:
        tokens = [_POSSESSIVE.sub("", token) for token in _TOKEN.findall(question)]
        runs = {"".join(words(run)): run for run in _runs(tokens)}
        short = [token for token in tokens if not token[:1].islower() or question.islower()]
        sure = frozenset(token for token in tokens[1:] if not token[:1].islower())
        return cls(runs, short, sure, frozenset(card.organisation for card in cards))

    def words_for(self, name: tuple[str, ...]) -> str:
        """Return the words of the question that speak this name, "" where none do.

        A file's name of one word may be any word, so it needs a capital that tells; an organisation's does not.
        """
        whole = self.runs.get("".join(name), "")
        owned = name in self.organisations
        if whole and (len(name) > 1 or whole in (self.short if owned else self.sure)):
            return whole
        fitting = _is_short_for if owned else _begins_joined
        return next((token for token in self.short if not _is_common(token) and fitting(token, name)), "")


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


def _is_common(token: str) -> bool:
    folded = "".join(words(token))
    return len(folded) < 2 or folded in names()["common_first_words"] or folded in names()["common_abbreviations"]


def _begins_joined(token: str, name: tuple[str, ...]) -> bool:
    """Whether a word in capitals begins a name of one word, as MGM begins `MGMRESORTS`, the stem of a file name."""
    return token.isupper() and len(token) > 2 and len(name) == 1 and name[0].startswith("".join(words(token)))


def _is_short_for(token: str, name: tuple[str, ...]) -> bool:
    """Whether a word is the telling first word of an organisation's name, or made of the beginnings of its words."""
    folded = "".join(words(token))
    if len(folded) > 2 and folded == name[0]:
        return True
    return sum(letter.isupper() for letter in token) > 1 and stands_for(token, name)
