"""Ratios, differences, sums, growth and means of two printed figures, in one row or in statements of several pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from assistant.answers.clauses import telling
from assistant.answers.computing.columns import may_be_newer
from assistant.answers.computing.lines import label_of
from assistant.answers.computing.operands import Operand, Worked, equals, moves, operand, same_kind, worked
from assistant.answers.computing.told import Told
from assistant.answers.language import language
from assistant.answers.marks.figures import PERCENT, Figure
from assistant.answers.matching import same_figure
from assistant.answers.pages import ReadPage
from assistant.answers.words import content, words

_HUNDRED = Decimal(100)
_MOST_OPERANDS = 14
_MOST_ROWS = 6
_ROW_OVERLAP = 0.6
_MOST_LABEL_WORDS = 10
_LEAST_SHARED = 2


@dataclass(frozen=True)
class _Operation:
    kind: str
    percent: bool
    sign: str
    work: Callable[[Decimal, Decimal], Decimal]


_OPERATIONS = (
    _Operation("change", True, "growth", lambda new, old: (new - old) / abs(old) * _HUNDRED),
    _Operation("change", False, "−", lambda new, old: new - old),
    _Operation("share", True, "÷", lambda part, whole: part / whole * _HUNDRED),
    _Operation("share", False, "÷", lambda part, whole: part / whole),
    _Operation("total", False, "+", lambda first, second: first + second),
    _Operation("mean", False, "mean", lambda first, second: (first + second) / 2),
    _Operation("mean", True, "mean", lambda first, second: (first + second) / 2),
)


def work_pair(told: Told, figure: Figure, pages: Sequence[ReadPage]) -> Worked | None:
    """Return how a claim's figure follows from two printed ones, or None.

    Only figures that the claim itself names, and those of rows and statements that share its words, are tried, and only
    the arithmetic that its words announce: among all figures of a page nearly any number could be reached by chance.
    """
    if not told.kinds:
        return None
    operands = list(dict.fromkeys(_operands(told, figure, pages)))[:_MOST_OPERANDS]
    for first, second in permutations(operands, 2):
        for operation in _OPERATIONS:
            if operation.kind in told.kinds and _gives(operation, first, second, figure, told.directions[figure]):
                return _worked(operation, first, second, figure)
    return None


def _operands(told: Told, figure: Figure, pages: Sequence[ReadPage]) -> Iterator[Operand]:
    """Yield what may be calculated with: what the claim names, then the rows nearest to it, then statements."""
    for page in pages:
        rows = _rows(told, page)
        statements = [] if rows else _statements(told, page)
        for printed in page.marks.figures:
            index = page.unit_at(printed.start)
            named = any(same_figure(other, printed, page) for other in told.figures if other is not figure)
            if (named or index in rows or index in statements) and same_kind(figure, printed, page):
                yield operand(page, printed, index, figure)


def _rows(told: Told, page: ReadPage) -> list[int]:
    """Return the rows whose label the claim names, else those that its question does, the closest first."""
    for said in (told.said, told.said | told.asked):
        table = [index for index in range(len(page.units)) if page.tabular(index) and page.figures_in(index)]
        shares = {index: _label_share(page, index, said) for index in table}
        named = [index for index, share in shares.items() if share >= _ROW_OVERLAP]
        if named:
            return sorted(named, key=lambda index: -shares[index])[:_MOST_ROWS]
    return []


def _label_share(page: ReadPage, index: int, said: frozenset[str]) -> float:
    """Return the share of a label's words, months aside, that are said."""
    spoken = " ".join(word for word in words(label_of(page, index)) if word not in language().months)
    label = telling(content(spoken)) or telling(page.stems[index])
    return len(label & said) / len(label) if 0 < len(label) <= _MOST_LABEL_WORDS else 0.0


def _statements(told: Told, page: ReadPage) -> list[int]:
    """Return the sentences that share several words with what is told."""
    said = told.said | told.asked
    shared = {
        index: len(telling(page.stems[index]) & said) for index in range(len(page.units)) if page.figures_in(index)
    }
    near = [index for index, count in shared.items() if count >= _LEAST_SHARED]
    return sorted(near, key=lambda index: -shared[index])[:_MOST_ROWS]


def _gives(operation: _Operation, first: Operand, second: Operand, figure: Figure, direction: int) -> bool:
    if not second.value or first.percent != second.percent or not _told_so(operation, first, figure):
        return False
    result = operation.work(first.value, second.value)
    if operation.kind == "change":
        return may_be_newer(first, second) and moves(result, figure, direction)
    if operation.kind == "share" and not _of_the_whole(first, second):
        return False
    return equals(result, figure)


def _told_so(operation: _Operation, operand: Operand, figure: Figure) -> bool:
    """Whether the result of an operation is told in percent or not, as the claim's figure is."""
    kept = operation.percent or (operand.percent and operation.kind == "change")
    if operand.percent and operation.percent and operation.kind != "mean":
        return False
    return kept is (figure.unit == PERCENT)


def _of_the_whole(part: Operand, whole: Operand) -> bool:
    """Whether a figure may be a share of another one: within a row, only of the greatest, which is its total."""
    if part.page is not whole.page or part.index != whole.index:
        return True
    row = [figure.value for figure in whole.page.row(whole.index)]
    return row[whole.column] == max(row)


def _worked(operation: _Operation, first: Operand, second: Operand, figure: Figure) -> Worked:
    sums = {
        "growth": f"({first.text} − {second.text}) ÷ {second.text}",
        "mean": f"({first.text} + {second.text}) ÷ 2",
    }
    left = sums.get(operation.sign, f"{first.text} {operation.sign} {second.text}")
    return worked(left, figure, (first, second))
