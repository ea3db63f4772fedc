"""Charts of old workbooks (MS-XLS 2.1.7.20.1): their titles, and the figures that they show."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from assistant.documents.blocks import Block, Paragraph, Table, row_text
from assistant.documents.clean import one_line
from assistant.documents.formats.biff import records, text_in, word_at
from assistant.documents.formats.numbers.codes import general

_BEGIN_SHEET, _BEGIN, _END = 0x809, 0x1033, 0x1034
_SERIES, _LINK, _TEXT, _TEXT_OF, _KEPT = 0x1003, 0x1051, 0x100D, 0x1027, 0x1065
_NUMBER, _LABEL = 0x203, 0x204
_CHARTS = {0x20, 0x8000}
_NAME, _VALUES, _CATEGORIES, _SIZES = range(4)
_ONE_CELL, _CELLS = 0x1A, 0x1B
"""References to another sheet, by the last five bits of what they begin with."""
_COLUMN = 0x3FFF
_MOST_POINTS = 65_536

Cells = Callable[[int, int, int], str]
"""Tells what a cell shows, by the reference's number for its sheet, its row and its column, all from 0."""


@dataclass(frozen=True)
class _Reference:
    sheet: int
    rows: range
    columns: range

    def shown(self, cells: Cells) -> list[str]:
        """Return what the cells show, row by row."""
        places = ((row, column) for row in self.rows for column in self.columns)
        return [cells(self.sheet, row, column) for row, column in islice(places, _MOST_POINTS)]


@dataclass
class _Series:
    name: str = ""
    links: dict[int, _Reference] = field(default_factory=dict)


@dataclass
class Chart:
    """A chart as its records tell it.

    Attributes:
        title: "" for none.
        others: Names of axes and what is typed beside points.
        series: In order.
        kept: The values that the chart keeps itself, by what they are, their series and their place.
        cells: The sheet of figures that a chart of Graph has, by row and column.
    """

    title: str = ""
    others: list[str] = field(default_factory=list)
    series: list[_Series] = field(default_factory=list)
    kept: dict[tuple[int, int, int], str] = field(default_factory=dict)
    cells: dict[tuple[int, int], str] = field(default_factory=dict)

    def blocks(self, cells: Cells) -> Iterator[Block]:
        """Yield the title, a row for each category, and what else is written in the chart."""
        yield Paragraph(f"Chart: {self.title}" if self.title else "Chart")
        rows = [row_text(row) for row in (self._own_rows() if self.cells else self._rows(cells))]
        if len(rows) > 1:
            yield Table(tuple(rows), rows[0], self.title)
        if beside := "\n".join(dict.fromkeys(filter(None, self.others))):
            yield Paragraph(beside)

    def _rows(self, cells: Cells) -> Iterator[Sequence[str]]:
        names = [one.name or " ".join(self._points(at, _NAME, cells)) for at, one in enumerate(self.series)]
        yield ["", *names]
        told = (self._points(at, _CATEGORIES, cells) for at in range(len(self.series)))
        categories = next((points for points in told if points), [])
        kinds = [(at, kind) for kind in (_VALUES, _SIZES) for at in range(len(self.series))]
        columns = [points for at, kind in kinds if (points := self._points(at, kind, cells)) or kind == _VALUES]
        for place in range(max(map(len, (categories, *columns)), default=0)):
            row = [points[place] if place < len(points) else "" for points in (categories, *columns)]
            if any(row):
                yield row

    def _own_rows(self) -> Iterator[Sequence[str]]:
        columns = sorted({column for _, column in self.cells})
        for row in sorted({row for row, _ in self.cells}):
            yield [self.cells.get((row, column), "") for column in columns]

    def _points(self, series: int, kind: int, cells: Cells) -> list[str]:
        """Return the points of a series as their cells show them, else as the chart keeps them."""
        link = self.series[series].links.get(kind)
        if link is not None and any(shown := link.shown(cells)):
            return shown
        kept = {place: text for (what, whose, place), text in self.kept.items() if (what, whose) == (kind, series)}
        return [kept.get(place, "") for place in range(max(kept, default=-1) + 1)]


def charts_in(stream: bytes, start: int) -> Iterator[Chart]:
    """Yield the charts of a sheet, or the one that a sheet is.

    Args:
        stream: Of the workbook.
        start: Where the sheet begins in it.
    """
    reading: _Reading | None = None
    for _, kind, body in records(stream, start):
        if kind == _BEGIN_SHEET:
            if reading:
                yield reading.finished()
            reading = _Reading() if word_at(body, 2) in _CHARTS else None
        elif reading:
            reading.take(kind, body)
    if reading:
        yield reading.finished()


class _Reading:
    """Takes the records of one chart."""

    def __init__(self) -> None:
        self._chart = Chart()
        self._depth = 0
        self._series_depth: int | None = None
        self._text = ""
        self._kept = 0

    def take(self, kind: int, body: bytes) -> None:
        """Take the next record."""
        if kind in {_BEGIN, _END}:
            self._nest(1 if kind == _BEGIN else -1)
        elif kind == _SERIES:
            self._chart.series.append(_Series())
            self._series_depth = self._depth
        elif kind == _LINK and self._in_series and (link := _reference(body)):
            self._chart.series[-1].links[body[0]] = link
        elif kind == _TEXT and len(body) > 4:
            self._say(one_line(text_in(body, 2, 1)))
        elif kind == _TEXT_OF and word_at(body, 0) == 1 and not self._chart.title:
            self._chart.title, self._text = self._text, ""
        elif kind == _KEPT:
            self._kept = word_at(body, 0)
        elif kind in {_NUMBER, _LABEL} and len(body) > 8:
            self._keep(kind, body)

    def finished(self) -> Chart:
        """Return what was taken."""
        self._say("")
        return self._chart

    @property
    def _in_series(self) -> bool:
        return self._series_depth is not None and bool(self._chart.series)

    def _nest(self, step: int) -> None:
        self._depth += step
        if self._series_depth is not None and step < 0 and self._depth <= self._series_depth:
            self._series_depth = None

    def _say(self, text: str) -> None:
        """Keep a text until what follows tells whose it is."""
        if self._in_series and text:
            self._chart.series[-1].name = self._chart.series[-1].name or text
            return
        if self._text:
            self._chart.others.append(self._text)
        self._text = text

    def _keep(self, kind: int, body: bytes) -> None:
        if kind == _LABEL:
            text = one_line(text_in(body, 6, 2))
        else:
            text = general(struct.unpack_from("<d", body.ljust(14, b"\0"), 6)[0])
        row, column = word_at(body, 0), word_at(body, 2)
        if self._kept:
            self._chart.kept[self._kept, column, row] = text
        else:
            self._chart.cells[row, column] = text


def _reference(body: bytes) -> _Reference | None:
    """Return the cells that a link of a series refers to, None where it refers to none."""
    formula = body[8:]
    kind = formula[0] & 0x1F if formula else 0
    if kind == _ONE_CELL and len(formula) >= 7:
        sheet, row, column = struct.unpack_from("<3H", formula, 1)
        return _Reference(sheet, range(row, row + 1), range(column & _COLUMN, (column & _COLUMN) + 1))
    if kind == _CELLS and len(formula) >= 11:
        sheet, first, last, left, right = struct.unpack_from("<5H", formula, 1)
        return _Reference(sheet, range(first, last + 1), range(left & _COLUMN, (right & _COLUMN) + 1))
    return None
