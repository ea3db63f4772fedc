"""Packing a page's sentences and rows into passages that fit the embedder's window."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.library.passages.borders import Atom, Strength

LONGEST = 1600
"""Characters a passage may have: a tokenizer may take any number of them for one unknown word."""

_EARLIEST = 0.6  # of the wished length: a good border before it is not worth a short passage
_BONUS = {Strength.LINE: 0.0, Strength.SENTENCE: 0.25, Strength.PARAGRAPH: 0.4, Strength.HEADING: 0.6}


@dataclass(frozen=True)
class Ruler:
    """Measures stretches of one page's text in tokens.

    Attributes:
        starts: Offset at which each token of the page begins, ascending.
    """

    starts: Sequence[int]

    def tokens(self, start: int, end: int) -> int:
        """Return how many tokens begin in [start, end)."""
        return bisect_left(self.starts, end) - bisect_left(self.starts, start)

    def reach(self, start: int, tokens: int) -> int | None:
        """Return the offset at which the next token after `tokens` begins, None where the page has no more."""
        index = bisect_left(self.starts, start) + tokens
        return self.starts[index] if index < len(self.starts) else None


def fits(ruler: Ruler, start: int, end: int, budget: int) -> bool:
    """Whether a stretch can be one passage."""
    return end - start <= LONGEST and ruler.tokens(start, end) <= budget


def pack(atoms: Sequence[Atom], ruler: Ruler, budget: int) -> Iterator[tuple[int, int]]:
    """Yield the offsets of passages that cover the atoms without gap or overlap, each within the budget.

    A stretch that needs n passages is cut into about n equal ones, at the best border near each wished end.

    Args:
        atoms: Consecutive stretches of one page.
        ruler: Measures them.
        budget: Most tokens of a passage.
    """
    pieces = list(_small_enough(atoms, ruler, budget))
    if not pieces:
        return
    wished = _wished(ruler, pieces[0].start, pieces[-1].end, budget)
    first = 0
    while first < len(pieces):
        last = _best_end(pieces, first, ruler, budget, wished)
        yield pieces[first].start, pieces[last - 1].end
        first = last


def _wished(ruler: Ruler, start: int, end: int, budget: int) -> float:
    """Return the tokens of each passage if a stretch is cut into equal ones."""
    total = ruler.tokens(start, end)
    count = max(math.ceil(total / budget), math.ceil((end - start) / LONGEST), 1)
    return max(total / count, 1)


def _best_end(pieces: Sequence[Atom], first: int, ruler: Ruler, budget: int, wished: float) -> int:
    """Return the index one past the last piece of the passage that begins at piece `first`."""
    start = pieces[first].start
    best, best_score = first + 1, -math.inf
    for end in range(first + 1, len(pieces) + 1):
        if not fits(ruler, start, pieces[end - 1].end, budget):
            break
        filled = ruler.tokens(start, pieces[end - 1].end) / wished
        bonus = 1.0 if end == len(pieces) else _BONUS[pieces[end].strength]
        score = bonus - abs(1 - filled) - (1 if filled < _EARLIEST else 0)
        if score >= best_score:
            best, best_score = end, score
    return best


def _small_enough(atoms: Sequence[Atom], ruler: Ruler, budget: int) -> Iterator[Atom]:
    """Cut what is longer than a passage, between two tokens, else between two characters."""
    for atom in atoms:
        start, strength = atom.start, atom.strength
        while not fits(ruler, start, atom.end, budget):
            reached = ruler.reach(start, budget) or atom.end
            end = min(reached, start + LONGEST)
            if ruler.tokens(start, end) > 1:
                end = max(ruler.reach(start, ruler.tokens(start, end) - 1) or end, start + 1)
            yield Atom(start, end, strength)
            start, strength = end, Strength.LINE
        yield Atom(start, atom.end, strength)
