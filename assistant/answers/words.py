"""Content words and their stems; words that deny one another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.answers.language import fold, language
from assistant.answers.marks.plain import plain

_WORD = re.compile(r"[^\W\d_]+(?:['&][^\W\d_]+)*|[\u3040-\u30ff\u3400-\u9fff]")
_SHORTEST_STEM = 3


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return what the forms of an English word share, such as `operat` of `operates`; other words lose an ending s.

    Inflections go first, so that `ordered` and `order` end alike.
    """
    known = language()
    word = known.irregular.get(word, word)
    return _without(_without(word, known.inflections), known.endings).removesuffix("e")


def _without(word: str, endings: tuple[tuple[str, str], ...]) -> str:
    """Return a word with the first ending that fits taken off, where enough of it is left."""
    if len(word) <= _SHORTEST_STEM or word.endswith(("ss", "us", "is")):
        return word
    for ending, instead in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return _single(word[: len(word) - len(ending)] + instead)
    return word


def _single(word: str) -> str:
    """Return the word with a doubled last consonant made single: `stopp` to `stop`."""
    doubled = len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "aeiouls"
    return word[:-1] if doubled else word


def words(text: str) -> list[str]:
    """Return the words of a text, folded, in order."""
    return [word for word, _ in placed_words(text)]


def placed_words(text: str) -> Iterator[tuple[str, int]]:
    """Yield the words of a text, folded, with their offsets."""
    for match in _WORD.finditer(plain(text)):
        yield fold(match.group()).removesuffix("'s"), match.start()


@lru_cache(maxsize=20_000)
def content(text: str) -> frozenset[str]:
    """Return what the words with content have in common with their other forms and near synonyms."""
    known = language()
    skip = known.stop | known.negations
    return frozenset(
        _meaning(word) for word in words(text) if word not in skip and (len(word) > 1 or not word.isascii())
    )


@lru_cache(maxsize=50_000)
def _meaning(word: str) -> str:
    """Return the stem, or the side of a pair of opposites: `rose` and `increased` are one."""
    side = side_of(word)
    return f"{side[0]}/{side[1]}" if side else stem(word)


def denies(text: str) -> bool:
    """Whether the text holds a word that denies."""
    return any(word in language().negations or word.endswith("n't") for word in words(text))


def opposed(claim: str, source: str) -> list[str]:
    """Return the words of a claim whose opposite stands in the source and which the source does not say itself."""
    said = {side for word in words(source) if (side := side_of(word))}
    return [
        word for word in words(claim) if (side := side_of(word)) and side not in said and (side[0], 1 - side[1]) in said
    ]


@lru_cache(maxsize=50_000)
def side_of(word: str) -> tuple[int, int] | None:
    """Return the pair of opposites a folded word belongs to and its side there, None for other words."""
    return next((side for start, side in language().sides.items() if _begins(word, start)), None)


def _begins(word: str, start: str) -> bool:
    return word == start or (len(start) >= 4 and word.startswith(start))


def announcing(text: str) -> frozenset[str]:
    """Return the stems of the words of a text that announce arithmetic."""
    starts = [start for kind in language().computing.values() for start in kind]
    return content(" ".join(word for word in words(text) if any(_begins(word, start) for start in starts)))


def announces(text: str) -> frozenset[str]:
    """Return the kinds of arithmetic (`change`, `share`, `total`, `mean`) that a text's words announce."""
    said = frozenset(words(text)) | ({"%"} if "%" in text else frozenset())
    return frozenset(
        kind
        for kind, starts in language().computing.items()
        if any(_begins(word, start) for word in said for start in starts)
    )
