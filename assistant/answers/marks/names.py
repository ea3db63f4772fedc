"""Proper names: runs of capitalised words, acronyms, words with inner capitals."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answers.language import fold, language
from assistant.answers.marks.plain import plain

_WORD = re.compile(r"[^\W\d_][\w]*(?:['&][^\W\d_]+)*(?:\.[A-Z])*")
_JOINED = re.compile(r"[ \t]+|-|, (?=(?:Inc|Ltd|LLC|Corp)\b)|\n(?=[A-Z])")
_POSSESSIVE = re.compile(r"'s?\Z", re.IGNORECASE)
_LOOK_BACK = 8
_SENTENCE_START = re.compile(r"(?:\A|[.!?:;]|[-–•*]|\d[.)])\s*[\"'“‘(]*\s*\Z")


@dataclass(frozen=True)
class Name:
    """A name: `words` are its folded words without possessive endings and empty ones such as `Inc`."""

    text: str
    start: int
    end: int
    words: tuple[str, ...]


def find_names(text: str) -> list[Name]:
    """Return the proper names of a text; the first word of a sentence counts only where nothing speaks against it."""
    even = plain(text)
    all_capitals = _all_capitals(even)
    names: list[Name] = []
    run: list[re.Match[str]] = []
    for match in _WORD.finditer(even):
        if run and not _continues(even, run[-1], match):
            names += _name(text, run)
            run = []
        if _capital(match.group()) and not (all_capitals and not _acronym(match.group())):
            run += [match] if run or _may_begin(even, match) else []
        elif run:
            names += _name(text, run)
            run = []
    return names + _name(text, run)


def _continues(text: str, before: re.Match[str], match: re.Match[str]) -> bool:
    """Whether a word goes on with the name that the word before belongs to; a possessive ends a name."""
    if before.group().endswith(("'s", "'S")):
        return False
    return _JOINED.fullmatch(text[before.end() : match.start()]) is not None


def _all_capitals(text: str) -> bool:
    """Whether everything is in capital letters, as in a heading: then capitals say nothing."""
    if text != text.upper():
        return False
    return sum(len(word) > 2 and fold(word) not in language().stop for word in _WORD.findall(text)) > 4


def _capital(word: str) -> bool:
    return any(letter.isupper() for letter in word)


def _acronym(word: str) -> bool:
    return sum(letter.isupper() for letter in word) > 1


def _may_begin(text: str, match: re.Match[str]) -> bool:
    word = fold(match.group())
    if _acronym(match.group()):
        return True
    if word in language().stop:
        return False
    if not _SENTENCE_START.search(text[max(0, match.start() - _LOOK_BACK) : match.start()]):
        return True
    return not _common(word) or _followed_by_name(text, match.end())


def _common(word: str) -> bool:
    known = language()
    return word in known.common_openers or word.endswith(known.common_endings)


def _followed_by_name(text: str, end: int) -> bool:
    following = _WORD.match(text, end + 1)
    return following is not None and following.group()[0].isupper() and fold(following.group()) not in language().stop


def _name(text: str, run: list[re.Match[str]]) -> list[Name]:
    empty = language().empty_names | language().months.keys() | language().abbreviations
    words = tuple(_POSSESSIVE.sub("", fold(match.group())) for match in run)
    words = tuple(word for word in words if word not in empty and word not in language().stop and len(word) > 1)
    if not words:
        return []
    start, end = run[0].start(), run[-1].end()
    return [Name(text[start:end], start, end, words)]
