"""Sums of a column of a table that prints no total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.answers.computing.operands import Operand, Worked, equals, operand, same_kind, worked
from assistant.answers.computing.told import Told
from assistant.answers.marks.figures import Figure
from assistant.answers.pages import ReadPage
from assistant.answers.words import announces

_LEAST_ROWS = 3
_MOST_WRITTEN = 8


def work_sum(told: Told, figure: Figure, pages: Sequence[ReadPage]) -> Worked | None:
    """Return how a claim's figure is the sum of a column whose headings or rows the claim names, or None."""
    if "total" not in told.kinds:
        return None
    for page in pages:
        for rows in _tables(page):
            if not _about(page, rows, told.said):
                continue
            for cells in _columns(page, rows, figure):
                if equals(sum((cell.value for cell in cells), Decimal(0)), figure):
                    return worked(_written(cells), figure, cells)
    return None


def _tables(page: ReadPage) -> Iterator[list[int]]:
    """Yield the runs of rows that have the same number of figures, a row that is a total left out."""
    run: list[int] = []
    for index in range(len(page.units) + 1):
        fits = page.tabular(index) and page.figures_in(index) and not _total(page, index)
        if run and not (fits and len(page.row(index)) == len(page.row(run[0]))):
            if len(run) >= _LEAST_ROWS:
                yield run
            run = []
        if fits:
            run.append(index)


def _total(page: ReadPage, index: int) -> bool:
    return "total" in announces(page.units[index].text)


def _about(page: ReadPage, rows: Sequence[int], said: frozenset[str]) -> bool:
    return any(page.says(index, said) or page.heads(index, said) for index in rows)


def _columns(page: ReadPage, rows: Sequence[int], figure: Figure) -> Iterator[list[Operand]]:
    for column in range(len(page.row(rows[0]))):
        cells = {index: page.row(index)[column] for index in rows}
        if all(same_kind(figure, cell, page) for cell in cells.values()):
            yield [operand(page, cell, index, figure) for index, cell in cells.items()]


def _written(cells: Sequence[Operand]) -> str:
    texts = [cell.text for cell in cells]
    if len(texts) <= _MOST_WRITTEN:
        return " + ".join(texts)
    return f"{texts[0]} + {texts[1]} + … + {texts[-1]} ({len(texts)} rows)"
