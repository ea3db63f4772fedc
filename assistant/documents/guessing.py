"""Guessing the encoding of a text: its letters must be those of a language that the text may be in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel, ConfigDict

from assistant.documents.languages import language_of
from assistant.places import resource_data

_SAMPLE = 64_000
_SIGN_INSIDE = re.compile(r"(?<=[^\W\d_])[^\w\s'’\-‐‑·/.,:;@&+\x00-\x7f](?=[^\W\d_])")
"""A sign between two letters that no word has: “entw„ssern” is a wrong guess."""
_CAPITAL_INSIDE = re.compile("[a-zß-öø-ÿа-џ][À-ÖØ-ÞА-ЯЀ-Џ]")
_TWO_SCRIPTS = re.compile("[A-Za-z][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-z]")
_MIXED = 0.3
"""Share of ASCII among the letters from which on a text counts as one in Latin letters."""


class Alphabets(BaseModel):
    """Which letters languages have: `resources/reading/alphabets.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    signs: str
    commonest: str
    least_common: float
    encodings: tuple[str, ...]
    letters: dict[str, str]


@cache
def alphabets() -> Alphabets:
    """Return which letters languages have, read at the first call."""
    return Alphabets.model_validate(resource_data("reading", "alphabets.toml"))


def encoding_by_language(telling: bytes) -> str:
    """Return the encoding in which a text that is no UTF-8 has the letters of a language, "" where none has.

    An encoding that makes words of a known language counts for more than one that makes possible letters only.

    Args:
        telling: What `telling_lines` gives of the text.
    """
    read = [(name, text) for name in alphabets().encodings if (text := _strictly(telling, name))]
    for name, text in read:
        if _fits(text, language_of(text)):
            return name
    possible = [(name, text) for name, text in read if _fits_any(text)]
    return next((name for name, text in possible if _latin(text)), "") or _most_common(possible)


def _most_common(read: list[tuple[str, str]]) -> str:
    """Return the encoding in which the letters of a Cyrillic text are the most common ones, "" where none does."""
    shares = {name: _share_of_common(text) for name, text in read}
    best = max(shares, key=lambda name: shares[name], default="")
    return best if shares.get(best, 0.0) >= alphabets().least_common else ""


def _share_of_common(text: str) -> float:
    letters = [letter for letter in text.lower() if letter.isalpha()]
    return sum(letter in alphabets().commonest for letter in letters) / max(len(letters), 1)


def telling_lines(data: bytes) -> Iterator[bytes]:
    """Yield the first lines with bytes beyond ASCII: the language of the others may be another one."""
    size = 0
    for line in data.splitlines():
        if not line.isascii():
            yield line[:_SAMPLE]
            size += len(line)
        if size > _SAMPLE:
            return


def _strictly(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return ""


def _fits(text: str, language: str) -> bool:
    """Whether all letters of a text are those of a language, and stand as they may."""
    letters = alphabets().letters.get(language, "")
    allowed = {*letters, *letters.upper(), *alphabets().signs}
    foreign = {letter for letter in text if letter > "\x7f"}
    odd = (_SIGN_INSIDE, _CAPITAL_INSIDE, _TWO_SCRIPTS)
    return bool(letters) and foreign <= allowed and not any(pattern.search(text) for pattern in odd)


def _fits_any(text: str) -> bool:
    return any(_fits(text, language) for language in alphabets().letters)


def _latin(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return sum(map(str.isascii, letters)) > _MIXED * len(letters)
