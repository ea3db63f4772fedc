"""Notices that stand in many documents: at the end of each mail, on the first page of each form.

A page that says the words of a question only in such a notice answers nothing; the best of them stays where it is, for
those who ask for the notice itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet

from assistant.search.fusion import PageKey, Ranked
from assistant.search.words import stems

_DOCUMENTS = 4  # from which on a line is a notice
_FEWEST_WORDS = 5  # of a line: shorter ones are headings and cells
_DEMOTION = 0.5  # what is left of the score
_NUMBER = re.compile(r"\d+")


def thinned(ranked: Ranked, texts: Mapping[PageKey, str], terms: Collection[str]) -> Ranked:
    """Return the pages with those further down that hold a question's words only where many documents say the same.

    Args:
        ranked: Pages with their scores, best first.
        texts: Of the best of them.
        terms: The telling words of the question.
    """
    if len({document for document, _ in texts}) < _DOCUMENTS:
        return ranked
    asked = {stem for term in terms for stem in stems(term)}
    lines = {page: _lines(text) for page, text in texts.items()}
    notices = {line for line in _common(lines) if not asked.isdisjoint(stems(line))}
    copies = [page for page, _ in ranked if page in lines and _only_in(lines[page], notices, asked)][1:]
    if not copies:
        return ranked
    weighed = [(page, score * _DEMOTION if page in copies else score) for page, score in ranked]
    return sorted(weighed, key=lambda item: -item[1])


def _lines(text: str) -> frozenset[str]:
    """Return what a page's lines say, numbers and case masked."""
    return frozenset(_NUMBER.sub("0", line.strip().casefold()) for line in text.splitlines())


def _common(lines: Mapping[PageKey, frozenset[str]]) -> set[str]:
    """Return the lines of some length that stand in several documents."""
    holding: dict[str, set[str]] = defaultdict(set)
    for (document, _), said in lines.items():
        for line in said:
            if line.count(" ") >= _FEWEST_WORDS - 1:
                holding[line].add(document)
    return {line for line, documents in holding.items() if len(documents) >= _DOCUMENTS}


def _only_in(lines: frozenset[str], notices: AbstractSet[str], asked: AbstractSet[str]) -> bool:
    """Whether a page holds some of the words asked for, all of them in notices."""
    if lines.isdisjoint(notices):
        return False
    return all(asked.isdisjoint(stems(line)) for line in lines - notices)
