"""Hearing which organisations or documents of the library a question names, in full or in short."""

from __future__ import annotations

import functools
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
    spoken = {name: heard.words_for(name) for name in {name for card in cards for name in card.names}}
    found: dict[str, set[str]] = defaultdict(set)
    for card in cards:
        longest = max((spoken[name] for name in card.names), key=len, default="")
        if longest:
            found[longest].add(card.document)
    return _merged(found)


@dataclass(frozen=True)
class _Short:
    """A word of a question that may stand for a name.

    Attributes:
        text: As written.
        folded: Its folded letters.
        capitals: How many of its letters are capitals.
    """

    text: str
    folded: str
    capitals: int

    @classmethod
    def of(cls, text: str) -> _Short:
        return cls(text, "".join(words(text)), sum(letter.isupper() for letter in text))

    @property
    def common(self) -> bool:
        """Whether any question may hold it."""
        return len(self.folded) < 2 or self.folded in _common_words()

    def begins(self, name: tuple[str, ...]) -> bool:
        """Whether it is in capitals and begins a name of one word, as MGM begins `MGMRESORTS`, a file's name."""
        return len(name) == 1 and len(self.text) > 2 and self.text.isupper() and name[0].startswith(self.folded)

    def is_short_for(self, name: tuple[str, ...]) -> bool:
        """Whether it is the telling first word of an organisation's name, or made of the beginnings of its words."""
        if len(self.folded) > 2 and self.folded == name[0]:
            return True
        return self.capitals > 1 and stands_for(self.text, name)


@dataclass(frozen=True)
class _Heard:
    """What of a question may be a name.

    Attributes:
        runs: Every run of words as written, by its folded letters.
        written: Words written like a name: with a capital or figure in front, or typed without any capital at all.
        short: Those of them that are not common.
        sure: Those with a capital or figure in front that do not begin the question.
        organisations: The names of organisations that the documents give.
    """

    runs: Mapping[str, str]
    written: frozenset[str]
    short: Sequence[_Short]
    sure: frozenset[str]
    organisations: frozenset[tuple[str, ...]]

    @classmethod
    def of(cls, question: str, cards: Sequence[Card]) -> _Heard:
        tokens = [_POSSESSIVE.sub("", token) for token in _TOKEN.findall(question)]
        runs = {"".join(words(run)): run for run in _runs(tokens)}
        written = dict.fromkeys(token for token in tokens if not token[:1].islower() or question.islower())
        short = [word for word in map(_Short.of, written) if not word.common]
        sure = frozenset(token for token in tokens[1:] if not token[:1].islower())
        return cls(runs, frozenset(written), short, sure, frozenset(card.organisation for card in cards))

    def words_for(self, name: tuple[str, ...]) -> str:
        """Return the words of the question that speak this name, "" where none do.

        A file's name of one word may be any word, so it needs a capital that tells; an organisation's does not.
        """
        whole = self.runs.get("".join(name), "")
        owned = name in self.organisations
        if whole and (len(name) > 1 or whole in (self.written if owned else self.sure)):
            return whole
        fitting = (word.text for word in self.short if (word.is_short_for(name) if owned else word.begins(name)))
        return next(fitting, "")


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


@functools.cache
def _common_words() -> frozenset[str]:
    return frozenset([*names()["common_first_words"], *names()["common_abbreviations"]])
