"""Recognising kinds of page by what stands on them: a statement by its lines, not by its title alone."""

from __future__ import annotations

import functools
import re

from assistant.search.vocabulary import PageKind
from assistant.search.words import fold, stem

_TOP = 500  # characters at the head of a page in which its heading stands
_ENOUGH_FIGURES = 0.2  # share of a page's words that are figures, from which on it is a table of figures
_NOT_WORD = re.compile(r"[\W_]+")


def likeness(text: str, kind: PageKind) -> float:
    """Return how much a page's text is of a kind, 0..1: the square of its cues, halved without the heading.

    A kind that is a table of figures also needs figures: below one word in five its likeness falls in proportion.
    """
    plain = _plain(text)
    cues = sum(any(spelling in plain for spelling in cue) for cue in _cues(kind)) / len(kind.cues)
    headed = any(heading in plain[:_TOP] for heading in _headings(kind))
    share = min(1.0, _figures(plain) / _ENOUGH_FIGURES) if kind.figures else 1.0
    return (cues * share * (1.0 if headed else 0.5)) ** 2


@functools.lru_cache(maxsize=128)  # the pages of one search, each held against several kinds
def _plain(text: str) -> str:
    return f" {_NOT_WORD.sub(' ', fold(text))} "


def _figures(plain: str) -> float:
    """Return the share of words that begin with a figure; each word has one space before it."""
    return sum(plain.count(f" {digit}") for digit in "0123456789") / max(1, plain.count(" ") - 1)


@functools.cache
def _cues(kind: PageKind) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_start(spelling) for spelling in cue) for cue in kind.cues)


@functools.cache
def _headings(kind: PageKind) -> tuple[str, ...]:
    return tuple(_start(heading) for heading in kind.headings)


def _start(text: str) -> str:
    """Return the beginning that singular and plural of a phrase have in common."""
    words = _plain(text).split()
    return " " + " ".join([*words[:-1], stem(words[-1])])
