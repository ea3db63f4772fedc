"""Claims that turn round what a page says: rose for fell, grew for (0.9) %, higher for lower."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from assistant.answers.finding import Finding
from assistant.answers.marks.figures import PERCENT, Figure
from assistant.answers.marks.reading import read_marks
from assistant.answers.matching import same_figure
from assistant.answers.pages import ReadPage
from assistant.answers.words import placed_words, side_of, words

_REACH = 5  # words
_ADJACENT = 3
_ALIKE = 0.75
_UP, _DOWN = (0, 0), (0, 1)


@dataclass(frozen=True)
class _Turn:
    """A word with an opposite, and how many words stand between it and a figure."""

    word: str
    side: tuple[int, int]
    distance: int


def turned(sentence: str, findings: Sequence[Finding]) -> list[str]:
    """Return the words of a claim that say the opposite of what its pages, or its own figures, say."""
    against = [*_against_itself(sentence), *_against_figures(sentence, findings), *_against_wording(sentence, findings)]
    return list(dict.fromkeys(against))


def direction(sentence: str, figure: Figure) -> int:
    """Return whether a claim tells a figure as a rise (1) or as a fall (-1), 0 where it tells neither."""
    turn = _nearest(sentence, figure)
    return {_UP: 1, _DOWN: -1}.get(turn.side, 0) if turn is not None else 0


def _against_itself(sentence: str) -> Iterator[str]:
    """Yield the direction of a claim such as `rose from 24.6 % to 21.6 %`."""
    figures = [figure for figure in read_marks(sentence).figures if not figure.spelled]
    for first, second in pairwise(figures):
        if not (_before(sentence, first) == "from" and _before(sentence, second) == "to" and first.unit == second.unit):
            continue
        turn = _nearest(sentence, first)
        low, high = first.value.scaleb(first.scale or 0), second.value.scaleb(second.scale or 0)
        if turn is not None and ((turn.side == _UP and high < low) or (turn.side == _DOWN and high > low)):
            yield turn.word


def _before(sentence: str, figure: Figure) -> str:
    said = words(sentence[: figure.start])
    return said[-1] if said else ""


def _against_figures(sentence: str, findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the words beside a figure whose opposites stand beside it on the page, wherever it is printed there."""
    for figure in read_marks(sentence).figures:
        claimed = _nearest(sentence, figure)
        if claimed is None:
            continue
        told = [side for finding in findings for side in _told(finding, figure, claimed)]
        if told and all(side == (claimed.side[0], 1 - claimed.side[1]) for side in told):
            yield claimed.word


def _told(finding: Finding, figure: Figure, claimed: _Turn) -> Iterator[tuple[int, int]]:
    """Yield, for each place where a page prints a figure, the side of the same pair of opposites that it tells."""
    for printed in finding.page.marks.figures:
        if finding.page.unit_at(printed.start) in finding.held.get(figure, ()) and same_figure(
            figure, printed, finding.page
        ):
            yield from _side_at(finding.page, printed, claimed)


def _side_at(page: ReadPage, printed: Figure, claimed: _Turn) -> Iterator[tuple[int, int]]:
    unit = page.units[page.unit_at(printed.start)]
    turn = _nearest(unit.text, printed, unit.start)
    if turn is not None and turn.side[0] == claimed.side[0]:
        yield turn.side
    elif turn is None and printed.negative and printed.unit in {PERCENT, ""} and claimed.distance <= _ADJACENT:
        yield _DOWN


def _nearest(text: str, figure: Figure, offset: int = 0) -> _Turn | None:
    """Return the word with an opposite nearest to a figure, the one before it where two are as near."""
    placed = list(placed_words(text))
    at = sum(start + offset < figure.start for _, start in placed)
    turns = [
        _Turn(word, side, at - index if index < at else index - at + 1)
        for index, (word, _) in enumerate(placed)
        if (side := side_of(word))
    ]
    return min((turn for turn in turns if turn.distance <= _REACH), key=lambda turn: turn.distance, default=None)


def _against_wording(sentence: str, findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the words that stand where a nearly equal sentence of a page has their opposites."""
    said = words(sentence)
    for finding in findings:
        for quote in finding.quotes:
            for index in range(quote.first, quote.last + 1):
                yield from _exchanged(said, words(finding.page.units[index].text))


def _exchanged(said: Sequence[str], printed: Sequence[str]) -> Iterator[str]:
    matcher = SequenceMatcher(None, said, printed, autojunk=False)
    if matcher.quick_ratio() < _ALIKE or matcher.ratio() < _ALIKE:
        return
    for kind, first, last, other_first, other_last in matcher.get_opcodes():
        if kind == "replace":
            others = {side_of(word) for word in printed[other_first:other_last]}
            for word in said[first:last]:
                side = side_of(word)
                if side is not None and (side[0], 1 - side[1]) in others and side not in others:
                    yield word
