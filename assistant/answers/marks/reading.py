"""Everything of a text that can be looked up, each matter once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from assistant.answers.marks.codes import Code, find_codes
from assistant.answers.marks.dates import Moment, Period, find_moments, find_periods
from assistant.answers.marks.figures import Figure, find_figures
from assistant.answers.marks.names import Name, find_names
from assistant.answers.marks.plain import masked


@dataclass(frozen=True)
class Marks:
    """The figures, dates, parts of years, codes and names of a text; no characters belong to two of them."""

    figures: tuple[Figure, ...] = ()
    moments: tuple[Moment, ...] = ()
    periods: tuple[Period, ...] = ()
    codes: tuple[Code, ...] = ()
    names: tuple[Name, ...] = ()

    def all(self) -> list[Mark]:
        """Return them in the order of the text."""
        marks: list[Mark] = [*self.figures, *self.moments, *self.periods, *self.codes, *self.names]
        return sorted(marks, key=lambda mark: mark.start)


Mark = Figure | Moment | Period | Code | Name


@lru_cache(maxsize=512)
def read_marks(text: str) -> Marks:
    """Return the marks of a text: dates are taken before codes, then parts of years, figures and names."""
    moments = find_moments(text)
    left = masked(text, _spans(moments))
    codes = find_codes(left)
    left = masked(left, _spans(codes))
    periods = find_periods(left)
    left = masked(left, _spans(periods))
    figures = find_figures(left)
    left = masked(left, _spans(figures))
    names = find_names(left)
    return Marks(tuple(figures), tuple(moments), tuple(periods), tuple(codes), tuple(names))


def _spans(marks: list[Moment] | list[Code] | list[Period] | list[Figure]) -> list[tuple[int, int]]:
    return [(mark.start, mark.end) for mark in marks]
