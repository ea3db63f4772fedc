"""Telling the language of a text where the document does not say it: by its letters, else by its short words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache

from pydantic import BaseModel, ConfigDict

from assistant.places import resource_data

LOOKED_AT = 20_000
"""Characters of a text that are looked at."""
_FEWEST_LETTERS = 10
_FEWEST_WORDS = 3
"""Different words of a language that a text must have: one or two may be words of another."""
_WORD = re.compile(r"[^\W\d_]+")


class Script(BaseModel):
    """Letters by which a language is told.

    Attributes:
        letters: A range of characters as in a regular expression.
        language: ISO 639-1, "" where the words tell it.
        least: The share of all letters that they must be.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    letters: str
    language: str
    least: float


class Languages(BaseModel):
    """What is known of languages: `resources/reading/languages.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    least_share: float
    scripts: tuple[Script, ...]
    words: dict[str, tuple[str, ...]]


@cache
def languages() -> Languages:
    """Return what is known of languages, read at the first call."""
    return Languages.model_validate(resource_data("reading", "languages.toml"))


def language_of(text: str) -> str:
    """Return the language of a text as ISO 639-1, "" where nothing tells it."""
    words = _WORD.findall(text[:LOOKED_AT].lower())
    letters = "".join(words)
    if len(letters) < _FEWEST_LETTERS:
        return ""
    for script in languages().scripts:
        if len(re.findall(f"[{script.letters}]", letters)) >= script.least * len(letters):
            return script.language or _by_words(words)
    return ""


def _by_words(words: list[str]) -> str:
    weights = _weights()
    shares: dict[str, float] = defaultdict(float)
    different = Counter[str]()
    for word, count in Counter(words).items():
        for code, weight in weights.get(word, ()):
            shares[code] += count * weight
            different[code] += 1
    enough = {code: share for code, share in shares.items() if different[code] >= _FEWEST_WORDS}
    best, share = max(enough.items(), key=lambda item: item[1], default=("", 0.0))
    return best if share >= languages().least_share * len(words) else ""


@cache
def _weights() -> dict[str, tuple[tuple[str, float], ...]]:
    """Return the languages that have a word, the fewer the more it tells."""
    users: dict[str, list[str]] = {}
    for code, words in languages().words.items():
        for word in words:
            users.setdefault(word, []).append(code)
    return {word: tuple((code, 1 / len(codes)) for code in codes) for word, codes in users.items()}
