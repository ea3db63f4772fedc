"""Sentences of a page told again with another figure: no arithmetic can make them right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from assistant.answers.finding import Finding
from assistant.answers.language import fold
from assistant.answers.marks.figures import Figure

_TOKEN = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+")
_ALIKE = 0.8
_LEAST_TOKENS = 8

_Token = tuple[str, int]


def altered(sentence: str, figures: Sequence[Figure], findings: Sequence[Finding]) -> bool:
    """Whether a page has nearly the same sentence, with another number or scale in the place of one of the figures."""
    said = list(_tokens(sentence))
    if len(said) < _LEAST_TOKENS:
        return False
    places = {at for at, (_, start) in enumerate(said) for figure in figures if figure.start <= start < figure.end}
    return any(places & _changed(said, unit) for unit in _quoted(findings))


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        yield fold(match.group()), match.start()


def _quoted(findings: Sequence[Finding]) -> Iterator[list[str]]:
    for finding in findings:
        for quote in finding.quotes:
            for index in range(quote.first, quote.last + 1):
                yield [token for token, _ in _tokens(finding.page.units[index].text)]


def _changed(said: Sequence[_Token], printed: Sequence[str]) -> set[int]:
    """Return the numbers of a claim that stand where a nearly equal sentence has a number, too."""
    matcher = SequenceMatcher(None, [token for token, _ in said], printed, autojunk=False)
    if matcher.quick_ratio() < _ALIKE or matcher.ratio() < _ALIKE:
        return set()
    found: set[int] = set()
    for kind, first, last, other_first, other_last in matcher.get_opcodes():
        if kind == "equal" or (
            kind == "replace" and any(token[0].isdigit() for token in printed[other_first:other_last])
        ):
            found |= {at for at in range(first, last) if said[at][0][0].isdigit()}
    return found
