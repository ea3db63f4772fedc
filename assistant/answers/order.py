"""Figures that a claim gives to the wrong years: each is on the page, but the other way round."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers.finding import Finding
from assistant.answers.marks.dates import Moment
from assistant.answers.marks.figures import Figure
from assistant.answers.marks.reading import Mark
from assistant.answers.matching import places

_HEADER_ROWS = 12


def swapped(findings: Sequence[Finding]) -> list[str]:
    """Return the two figures of a claim that its two years have the other way round on the page, else nothing.

    Told only where it is plain: two figures of one row or sentence, two years in it or in the header above.
    """
    figures = [mark for mark in findings[0].marks if isinstance(mark, Figure)]
    moments = [mark for mark in findings[0].marks if isinstance(mark, Moment)]
    if len(figures) != 2 or len(moments) != 2 or figures[0].value == figures[1].value:
        return []
    orders = {order for finding in findings for order in _orders(finding, figures, moments)}
    return [figure.text for figure in figures] if orders == {False} else []


def _orders(finding: Finding, figures: Sequence[Mark], moments: Sequence[Mark]) -> list[bool]:
    """Return, for each row with both figures, whether figures and years stand in one order, as in the claim."""
    found: list[bool] = []
    rows = finding.held.get(figures[0], frozenset()) & finding.held.get(figures[1], frozenset())
    for row in rows:
        figures_turned = _turned(finding, row, figures)
        headers = range(row, max(-1, row - _HEADER_ROWS - 1), -1)
        moments_turned = next((turned for at in headers if (turned := _turned(finding, at, moments)) is not None), None)
        if figures_turned is not None and moments_turned is not None:
            found.append(figures_turned == moments_turned)
    return found


def _turned(finding: Finding, row: int, marks: Sequence[Mark]) -> bool | None:
    """Return whether two marks stand in a unit in the other order than in the claim; None where both are not plain."""
    unit = finding.page.units[row]
    first, second = ([at for at in places(mark, finding.page) if unit.start <= at < unit.end] for mark in marks)
    if len(first) != 1 or len(second) != 1 or first == second:
        return None
    return (first[0] > second[0]) != (marks[0].start > marks[1].start)
