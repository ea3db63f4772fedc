"""Where columns begin that no gutter parts from what stands before them: one place for line after line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.documents.formats.layout.words import Word

SAME = 0.001
"""Widths of the page between two places that are one."""
_FEWEST = 3
_MOST_OF = 0.85
"""Of the lines from the first that begins there to the last."""
_FEWEST_WORDS = 3
"""On either side in most lines: bullets, labels and cells of tables are no columns of text."""
_LETTERS = 0.8
"""Of the characters of a line of text."""
_UNLIKE = 0.2
"""Heights of a line by which the space before a column differs from that between the words before it."""
_MOST_PLACES = 20
_MOST_PAIRS = 4_000_000
"""Of pieces and words that are compared: pages that have more are no pages of text in columns."""


@dataclass(frozen=True)
class Start:
    """A place across the page where a column begins, and from which height to which, as fractions of the page."""

    left: float
    top: float
    bottom: float


def starts_of(words: Sequence[Word], drawn: NDArray[np.float64], aspect: float) -> list[Start]:
    """Return where columns begin without a gutter.

    Args:
        words: As drawn.
        drawn: (n, 2) float64, left and middle of each piece of text that was drawn at once, where that tells.
        aspect: Height of the page for a width of one.
    """
    if len(words) < 2 * _FEWEST:
        return []
    lines = _Lines(words, aspect)
    places = np.concatenate([lines.within_words(drawn), lines.odd])
    return [start for left in _frequent(places[:, 0]) if (start := lines.start_at(left, places)) is not None]


def begun(words: Sequence[Word], starts: Sequence[Start]) -> list[Word]:
    """Return the words with those marked that begin a column, and what they touch cut short of them."""
    marked = list(words)
    for start in starts:
        for at in range(1, len(marked)):
            bullet = len(marked[at - 1].text) <= 2 and (at == 1 or marked[at - 2].line != marked[at].line)
            if not bullet and _begins(marked[at - 1], marked[at], start):
                marked[at].begins = True
                marked[at - 1].right = min(marked[at - 1].right, marked[at].left - 4 * SAME)
    return marked


def _begins(before: Word, word: Word, start: Start) -> bool:
    inside = start.top <= word.bottom and word.top <= start.bottom
    return inside and word.line == before.line and abs(word.left - start.left) <= SAME and before.left < start.left


class _Lines:
    """The words of a page by line.

    Attributes:
        odd: (n, 3) float64, left, middle and index of each word that stands behind another, closer to it or further
            from it than other words of its line.
    """

    def __init__(self, words: Sequence[Word], aspect: float) -> None:
        self._texts = [word.text for word in words]
        self._boxes = np.array([(word.left, word.top, word.right, word.bottom) for word in words])
        self._numbers = np.array([word.line for word in words])
        starts = np.flatnonzero(np.diff(self._numbers, prepend=self._numbers[0] - 1))
        lengths = np.diff(starts, append=len(words))
        self._place = np.arange(len(words)) - np.repeat(starts, lengths)
        self._left = np.repeat(lengths, lengths) - self._place
        letters = np.add.reduceat([sum(map(str.isalpha, word.text)) for word in words], starts)
        sizes = np.add.reduceat([len(word.text) for word in words], starts)
        self._letters = np.repeat(letters / np.maximum(sizes, 1), lengths)
        gaps = self._boxes[:, 0] - np.roll(self._boxes[:, 2], 1)
        spaces = gaps.tolist()  # numpy's median of each line would take ten times as long
        inner = (sorted(spaces[at + 1 : at + size]) for at, size in zip(starts, lengths, strict=True))
        usual = [one[len(one) // 2] if one else 0.0 for one in inner]
        height = (self._boxes[:, 3] - self._boxes[:, 1]) * aspect
        unlike = np.abs(gaps - np.repeat(usual, lengths)) > _UNLIKE * height
        self.odd = self._placed(np.flatnonzero((self._place > 0) & (gaps > -height) & unlike))

    def within_words(self, drawn: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return (n, 3) left, middle and index of the word for each piece of text that begins inside a word."""
        if len(drawn) * len(self._boxes) > _MOST_PAIRS:
            return np.empty((0, 3))
        left, middle = drawn[:, 0, None], drawn[:, 1, None]
        boxes = self._boxes
        inside = (boxes[:, 0] < left - 2 * SAME) & (left + 2 * SAME < boxes[:, 2])
        piece, word = np.nonzero(inside & (boxes[:, 1] < middle) & (middle < boxes[:, 3]))
        return np.stack([drawn[piece, 0], drawn[piece, 1], word], axis=1)

    def start_at(self, left: float, places: NDArray[np.float64]) -> Start | None:
        """Return the column that begins at a place across the page, None where too few lines have one there."""
        words = places[np.abs(places[:, 0] - left) <= SAME, 2].astype(np.int64)
        lines = len(np.unique(self._numbers[words]))
        telling = min(lines, len({self._texts[at] for at in words}))
        if telling < _FEWEST or not self._between_texts(words):
            return None
        top, bottom = float(self._boxes[words, 1].min()), float(self._boxes[words, 3].max())
        if lines < _MOST_OF * self._crossing(left, top, bottom):
            return None
        return Start(left, *self._reaching(left, top, bottom))

    def _between_texts(self, words: NDArray[np.int64]) -> bool:
        """Whether text stands on both sides of most words."""
        before, behind = np.median(self._place[words]), np.median(self._left[words])
        return (
            min(float(before) + 1, float(behind)) >= _FEWEST_WORDS
            and float(np.median(self._letters[words])) >= _LETTERS
        )

    def _reaching(self, left: float, top: float, bottom: float) -> tuple[float, float]:
        """Return from which height to which a column reaches with the lines next to it that begin there, too."""
        there = self._boxes[(self._place > 0) & (np.abs(self._boxes[:, 0] - left) <= SAME)]
        for _, upper, _, lower in there[np.argsort(there[:, 1])].tolist():
            if bottom < lower and upper - bottom < lower - upper:
                bottom = lower
        for _, upper, _, lower in there[np.argsort(-there[:, 1])].tolist():
            if upper < top and top - lower < lower - upper:
                top = upper
        return top, bottom

    def _placed(self, words: NDArray[np.int64]) -> NDArray[np.float64]:
        boxes = self._boxes[words]
        return np.stack([boxes[:, 0], (boxes[:, 1] + boxes[:, 3]) / 2, words.astype(np.float64)], axis=1)

    def _crossing(self, left: float, top: float, bottom: float) -> int:
        """Return how many lines stand on both sides of a place, from one height to another."""
        within = (self._boxes[:, 1] >= top) & (self._boxes[:, 3] <= bottom)
        before = set(self._numbers[within & (self._boxes[:, 0] < left - SAME)].tolist())
        behind = set(self._numbers[within & (self._boxes[:, 2] > left + SAME)].tolist())
        return len(before & behind)


def _frequent(lefts: NDArray[np.float64]) -> list[float]:
    """Return the places from the left that come often, the most frequent of each neighbourhood."""
    ordered = np.sort(lefts)
    counts = np.searchsorted(ordered, ordered + SAME, "right") - np.searchsorted(ordered, ordered - SAME)
    best: list[float] = []
    for at in np.argsort(-counts, kind="stable").tolist():
        if counts[at] < _FEWEST or len(best) == _MOST_PLACES:
            break
        if all(abs(ordered[at] - other) > 2 * SAME for other in best):
            best.append(float(ordered[at]))
    return sorted(best)
