"""Forms of a word in scripts that write small words on to it, or letters for each other: `مضخة` in `المضخة`."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant import places
from assistant.library.store.words import searchable
from assistant.search import match

_SHORTEST = 3  # letters that are left of a word without what stands in front of it
_SHORTEST_BEGINNING = 2  # letters of a beginning that is looked for


@dataclass(frozen=True)
class Script:
    """How words of a script are written.

    Attributes:
        letters: Matches a whole word of it.
        before: What may stand in front of a word.
        alike: Sets of letters that are put for each other.
        behind: Whether something may stand behind a word.
    """

    letters: re.Pattern[str]
    before: tuple[str, ...]
    alike: tuple[str, ...]
    behind: bool


@functools.cache
def scripts() -> tuple[Script, ...]:
    """Return the scripts of which more is known (`resources/search/scripts.toml`)."""
    rows = places.resource_data("search", "scripts.toml")["scripts"]
    return tuple(
        Script(re.compile(f"[{row['letters']}]+"), tuple(row["before"]), tuple(row["alike"]), row.get("behind", False))
        for row in rows
    )


def any_form_of(words: Iterable[str]) -> str:
    """Return the FTS5 expression that any of the words satisfies in any of its forms, or "" where none has a word."""
    return " OR ".join(dict.fromkeys(expression for word in words for expression in forms(word)))


def forms(word: str) -> list[str]:
    """Return the FTS5 expressions of a word or phrase: itself, and in some scripts its other forms."""
    plain = match.phrase(word)
    folded = searchable(word)
    script = next((script for script in scripts() if script.letters.fullmatch(folded)), None)
    if script is None:
        return [plain] if plain else []
    if script.behind:
        return [plain, *(match.phrase(beginning, prefix=True) for beginning in _beginnings(folded))]
    return list(dict.fromkeys(match.phrase(form) for form in _forms(folded, script)))


def _beginnings(word: str) -> Iterator[str]:
    """Yield a word and what is left of it without its last syllable, which may be a particle."""
    for end in (len(word), len(word) - 1):
        if end >= _SHORTEST_BEGINNING:
            yield word[:end]


def _forms(word: str, script: Script) -> Iterator[str]:
    """Yield a word as it is, bare, with each small word in front, and in each spelling."""
    bare = [word[len(front) :] for front in script.before if word.startswith(front)]
    for stem in [word, *(rest for rest in bare if len(rest) >= _SHORTEST)]:
        for front in ("", *script.before):
            for spelled in _spelled(stem, script.alike):
                yield front + spelled


def _spelled(word: str, alike: Sequence[str]) -> Iterator[str]:
    """Yield a word with each letter that may stand for its first and its last."""
    for first in _letters(word[0], alike):
        for last in _letters(word[-1], alike) if len(word) > 1 else ("",):
            yield first + word[1:-1] + last


def _letters(letter: str, alike: Sequence[str]) -> str:
    return next((letters for letters in alike if letter in letters), letter)
