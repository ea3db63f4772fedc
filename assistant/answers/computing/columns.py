"""The order of the years over the columns of a table: what is new and what is old."""

from __future__ import annotations

from functools import lru_cache

from assistant.answers.computing.operands import Operand
from assistant.answers.pages import ReadPage

_HEADER_ROWS = 40


def may_be_newer(new: Operand, old: Operand) -> bool:
    """Whether one figure may be the later one of two: known where both stand in one row under years, else it may."""
    if new.page is not old.page or new.index != old.index:
        return True
    first = newest_first(new.page, new.index)
    return first is None or first is (new.column < old.column)


@lru_cache(maxsize=4096)
def newest_first(page: ReadPage, index: int) -> bool | None:
    """Return whether the years over a row fall from left to right; None where no two years stand over it."""
    for above in range(index, max(-1, index - _HEADER_ROWS), -1):
        unit = page.units[above]
        inside = [moment for moment in page.marks.moments if unit.start <= moment.start < unit.end]
        years = list(dict.fromkeys(moment.year for moment in inside if moment.year is not None))
        if len(years) > 1:
            return years[0] > years[1]
    return None
