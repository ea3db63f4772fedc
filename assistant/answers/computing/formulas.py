"""Measures such as a margin or a ratio, worked out again from the lines that they are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations

from assistant.answers.computing.columns import may_be_newer
from assistant.answers.computing.lines import line
from assistant.answers.computing.measures import Formula, lines
from assistant.answers.computing.operands import Operand, Worked, equals, moves, worked
from assistant.answers.computing.told import Told
from assistant.answers.marks.figures import PERCENT, Figure
from assistant.answers.pages import ReadPage

_HUNDRED = Decimal(100)
_MOST_COLUMNS = 5
_TERM = re.compile(r"\s+([+-])\s+")


@dataclass(frozen=True)
class Result:
    """A measure in one column of the tables, or its change or mean, with how it is told: in percent or not."""

    value: Decimal
    percent: bool
    arithmetic: str
    operands: tuple[Operand, ...]
    change: bool = False


def work_formula(told: Told, claimed: Figure, pages: Sequence[ReadPage]) -> Worked | None:
    """Return how a claim's figure follows from a measure: its value, its change or its mean over the columns."""
    for formula in told.measures:
        for way in formula.ways:
            results = list(_columns(formula, way, claimed, pages))
            for result in _derived(results, told.kinds, percent=formula.percent):
                if (claimed.unit == PERCENT) is result.percent and _tells(result, claimed, told.directions[claimed]):
                    return worked(result.arithmetic, claimed, result.operands)
    return None


def _tells(result: Result, claimed: Figure, direction: int) -> bool:
    return moves(result.value, claimed, direction) if result.change else equals(result.value, claimed)


def _columns(formula: Formula, way: tuple[str, str], claimed: Figure, pages: Sequence[ReadPage]) -> Iterator[Result]:
    over = _terms(way[0], claimed, pages)
    under = _terms(way[1], claimed, pages) if way[1] else []
    if over is None or under is None:
        return
    for column in range(min(_MOST_COLUMNS, *(len(cells) for _, cells in [*over, *under]))):
        if (result := _result(formula, over, under, column)) is not None:
            yield result


Terms = list[tuple[int, list[Operand]]]


def _terms(side: str, claimed: Figure, pages: Sequence[ReadPage]) -> Terms | None:
    """Return the lines of one side with their signs, None where one that is needed is not printed."""
    pieces = ["+", *_TERM.split(side)]
    terms: Terms = []
    for sign, piece in zip(pieces[::2], pieces[1::2], strict=True):
        cells = line(lines()[piece.rstrip("?")], pages, claimed)
        if cells:
            terms.append((-1 if sign == "-" else 1, cells))
        elif not piece.endswith("?"):
            return None
    return terms or None


def _result(formula: Formula, over: Terms, under: Terms, column: int) -> Result | None:
    upper, lower = _sum(over, column), _sum(under, column)
    operands = tuple(cells[column] for _, cells in [*over, *under])
    if not under:
        return Result(upper, False, _written(over, column), operands)
    if not lower:
        return None
    value = upper / lower * (_HUNDRED if formula.percent else 1)
    return Result(value, formula.percent, f"{_bracketed(over, column)} ÷ {_bracketed(under, column)}", operands)


def _sum(terms: Terms, column: int) -> Decimal:
    """Return the sum of one column; outflows and costs printed in brackets count as they are named."""
    if len(terms) == 1:
        return abs(terms[0][1][column].value)
    return sum((sign * abs(cells[column].value) for sign, cells in terms), Decimal(0))


def _written(terms: Terms, column: int) -> str:
    signs = {1: " + ", -1: " − "}
    return "".join(f"{signs[sign]}{cells[column].text}" for sign, cells in terms).removeprefix(" + ")


def _bracketed(terms: Terms, column: int) -> str:
    return f"({_written(terms, column)})" if len(terms) > 1 else _written(terms, column)


def _derived(results: Sequence[Result], kinds: frozenset[str], *, percent: bool) -> Iterator[Result]:
    """Yield what may be told of a measure: where its change is told, not its value in percent."""
    if "change" in kinds:
        for new, old in permutations(results, 2):
            if may_be_newer(new.operands[0], old.operands[0]):
                yield from _changes(new, old, percent=percent)
    if "change" not in kinds or not percent:
        yield from results
    if "mean" in kinds and results:
        mean = sum((result.value for result in results), Decimal(0)) / len(results)
        yield _combined(mean, f"mean of {', '.join(result.arithmetic for result in results)}", results)


def _changes(new: Result, old: Result, *, percent: bool) -> Iterator[Result]:
    difference = _combined(new.value - old.value, f"{new.arithmetic} − {old.arithmetic}", (new, old))
    yield replace(difference, change=True)
    if not percent and old.value:
        growth = (new.value - old.value) / abs(old.value) * _HUNDRED
        told = _combined(growth, f"({new.arithmetic}) ÷ ({old.arithmetic}) − 1", (new, old))
        yield replace(told, percent=True, change=True)


def _combined(value: Decimal, arithmetic: str, results: Sequence[Result]) -> Result:
    operands = tuple(each for result in results for each in result.operands)
    return Result(value, results[0].percent, arithmetic, operands)
