"""Redoing the arithmetic of a claim: a figure that no page prints but that follows from printed ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from assistant.answers.language import language
from assistant.answers.marks.figures import PERCENT, Figure
from assistant.answers.marks.reading import read_marks
from assistant.answers.matching import same_figure
from assistant.answers.model import Citation
from assistant.answers.pages import ReadPage
from assistant.answers.quotes import citation
from assistant.answers.words import announces, content

_HUNDRED = Decimal(100)
_MOST_OPERANDS = 12
_MOST_ROWS = 6
_ROW_OVERLAP = 0.6
_MOST_LABEL_WORDS = 10


@dataclass(frozen=True)
class Worked:
    """A figure worked out: the arithmetic in words, and where its figures are printed."""

    note: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class _Operand:
    value: Decimal
    text: str
    row: tuple[int, int]
    page: ReadPage
    start: int
    end: int
    percent: bool


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


def work_out(sentence: str, figure: Figure, pages: Sequence[ReadPage]) -> Worked | None:
    """Return how a claim's figure follows from two printed ones, or None.

    Only figures that the claim itself names, and those of rows whose label the claim names, are tried, and only the
    arithmetic that its words announce: among all figures of a page nearly any number could be reached by chance.
    """
    kinds = announces(sentence)
    if not kinds or figure.spelled:
        return None
    operands = list(_operands(sentence, figure, pages))[:_MOST_OPERANDS]
    for first, second in permutations(operands, 2):
        for operation in _OPERATIONS:
            if operation.kind in kinds and _gives(operation, first, second, figure):
                return _worked(operation, first, second, figure)
    return None


def _operands(sentence: str, figure: Figure, pages: Sequence[ReadPage]) -> Iterator[_Operand]:
    claimed = [other for other in read_marks(sentence).figures if other is not figure]
    for page in pages:
        rows = _rows(sentence, page)
        for printed in page.marks.figures:
            index = page.unit_at(printed.start)
            if not _same_money(figure, printed, page):
                continue
            if index in rows or any(same_figure(other, printed, page) for other in claimed):
                yield _operand(page, printed, index, figure)


def _same_money(figure: Figure, printed: Figure, page: ReadPage) -> bool:
    """Whether an amount of money is worked out from amounts of the same currency."""
    if figure.unit not in language().currencies.values():
        return True
    return printed.unit == figure.unit or (not printed.unit and figure.unit in page.currencies)


def _rows(sentence: str, page: ReadPage) -> set[int]:
    """Return the rows whose label the claim names, the closest first in number."""
    said = content(sentence)
    shares = {index: _label_share(stems, said) for index, stems in enumerate(page.stems)}
    named = [index for index, share in shares.items() if share >= _ROW_OVERLAP and page.tabular(index)]
    return set(sorted(named, key=lambda index: -shares[index])[:_MOST_ROWS])


def _label_share(label: frozenset[str], said: frozenset[str]) -> float:
    return len(label & said) / len(label) if 0 < len(label) <= _MOST_LABEL_WORDS else 0.0


def _operand(page: ReadPage, printed: Figure, index: int, figure: Figure) -> _Operand:
    """Return a printed figure to calculate with; a caption's scale counts where the claim's figure has a scale too."""
    unit = page.units[index]
    scale = page.scale_of(printed) if figure.unit == PERCENT or figure.scale is not None else printed.scale
    value = printed.value.scaleb(scale or 0) * (-1 if printed.negative else 1)
    text = printed.text.strip("$€£ ")
    return _Operand(value, text, (unit.start, unit.end), page, printed.start, printed.end, printed.unit == PERCENT)


def _gives(operation: _Operation, first: _Operand, second: _Operand, figure: Figure) -> bool:
    wants_percent = figure.unit == PERCENT
    if first.percent != second.percent or not second.value or operation.percent != wants_percent:
        return (
            operation.kind == "change"
            and not operation.percent
            and first.percent
            and second.percent
            and wants_percent
            and _equal(operation.work(first.value, second.value), figure)
        )
    if first.percent and operation.percent and operation.kind != "mean":
        return False
    return _equal(operation.work(first.value, second.value), figure)


def _equal(result: Decimal, figure: Figure) -> bool:
    """Whether the result is the claim's figure to the claim's rounding; a fall may be told as a positive figure."""
    if figure.negative and result > 0:
        return False
    scale = figure.scale or 0
    tolerance = Decimal("0.5").scaleb(scale - figure.decimals)
    return result != 0 and abs(abs(result) - figure.value.scaleb(scale)) <= tolerance


def _worked(operation: _Operation, first: _Operand, second: _Operand, figure: Figure) -> Worked:
    sums = {
        "growth": f"({first.text} − {second.text}) ÷ {second.text}",
        "mean": f"({first.text} + {second.text}) ÷ 2",
    }
    left = sums.get(operation.sign, f"{first.text} {operation.sign} {second.text}")
    cited = [citation(operand.page.source, *operand.row, 1.0) for operand in (first, second)]
    return Worked(f"{left} = {figure.text}", tuple(dict.fromkeys(cited)))
