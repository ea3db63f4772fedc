"""Locating the words of a page that a claim rests on: the best-matching run of sentences or rows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from assistant.answers.model import Citation
from assistant.answers.pages import PageText, ReadPage

_MOST_UNITS = 3
_MOST_LETTERS = 700
_MARK_WEIGHT = 1.5
_CONTEXT_WEIGHT = 0.2
_UNIT_PENALTY = 0.3


@dataclass(frozen=True)
class Quote:
    """A run of sentences or rows of one page.

    Attributes:
        first: Index of its first unit on the page.
        last: Index of its last.
        start: Offset in the page's text.
        end: One past its last offset.
        score: Share of the claim's words and marks that it holds, 0..1.
    """

    first: int
    last: int
    start: int
    end: int
    score: float


@dataclass(frozen=True)
class _Sought:
    """The claim's stems, the question's further ones, and for each mark on the page the units that hold it."""

    said: frozenset[str]
    context: frozenset[str]
    marks: Collection[frozenset[int]]

    @property
    def total(self) -> float:
        return len(self.said) + _MARK_WEIGHT * len(self.marks)


def best_quote(
    page: ReadPage, said: frozenset[str], context: frozenset[str], marks: Collection[frozenset[int]]
) -> Quote | None:
    """Return the run of at most three units that holds most of a claim, the shorter of two nearly equal ones.

    Args:
        page: The page to quote.
        said: The claim's content stems.
        context: Stems of the question that the claim does not repeat: they decide between equal places.
        marks: For each mark of the claim that is on the page, the indices of the units that hold it.
    """
    sought = _Sought(said, context, marks)
    if not sought.total:
        return None
    touched = {index for units in marks for index in units}
    touched |= {index for index in range(len(page.units)) if page.says(index, said)}
    touched -= page.orders
    runs = [run for first in sorted(touched) for run in _from(page, first, sought)]
    return max(runs, key=lambda run: run[0])[1] if runs else None


def _from(page: ReadPage, first: int, sought: _Sought) -> list[tuple[float, Quote]]:
    runs: list[tuple[float, Quote]] = []
    stems: set[str] = set()
    said_or_asked = sought.said | sought.context
    start = page.units[first].start
    for last in range(first, min(first + _MOST_UNITS, len(page.units))):
        end = page.units[last].end
        if last > first and (end - start > _MOST_LETTERS or last in page.orders):
            break
        stems |= page.says(last, said_or_asked)
        runs.append(_run(Quote(first, last, start, end, 0.0), stems, sought))
    return runs


def _run(quote: Quote, stems: set[str], sought: _Sought) -> tuple[float, Quote]:
    """Return the run with its score, and the worth by which runs are compared."""
    marks = sum(1 for units in sought.marks if any(quote.first <= index <= quote.last for index in units))
    held = len(stems & sought.said) + _MARK_WEIGHT * marks
    worth = held + _CONTEXT_WEIGHT * len(stems & sought.context) - _UNIT_PENALTY * (quote.last - quote.first)
    return worth, Quote(quote.first, quote.last, quote.start, quote.end, held / sought.total)


def citation(source: PageText, start: int, end: int, score: float) -> Citation:
    """Return the words at [start, end) of a page as a citation."""
    quote = source.text[start:end]
    return Citation(source.document, source.page, quote, start, end, round(score, 3), source.label, source.path)
