"""Reads old workbooks (MS-XLS) sheet by sheet, from their own records."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from operator import attrgetter

from assistant.documents.blocks import block_text
from assistant.documents.clean import one_line
from assistant.documents.formats.biff import ListedSheet, SheetLook, dates_from_1904, listed_sheets, looks, sheets_meant
from assistant.documents.formats.biff_cells import Value, cells_in, shared_texts
from assistant.documents.formats.biff_charts import charts_in
from assistant.documents.formats.biff_notes import notes_of
from assistant.documents.formats.grid import Grid, marked, pages_of
from assistant.documents.formats.grid_heads import Row
from assistant.documents.formats.numbers.codes import shown, text_shown
from assistant.documents.model import Page
from assistant.documents.pagination import failed_page

_TOOL = "Excel reader"


class BiffBook:
    """An open workbook.

    Args:
        stream: Its records.
    """

    def __init__(self, stream: bytes) -> None:
        self.sheets = listed_sheets(stream)
        self._stream = stream
        self._looks = looks(stream)
        self._texts = shared_texts(stream)
        self._meant = sheets_meant(stream)
        self._from_1904 = dates_from_1904(stream)
        self._kept: dict[int, list[Row]] = {}

    def pages(self, sheet: ListedSheet, number: int) -> Iterator[Page]:
        """Yield the pages of a sheet; one of a kind that holds no cells has its charts, or is said to be left out."""
        name = one_line(sheet.name)
        look = self._looks.get(sheet.name, SheetLook())
        if not 0 < sheet.start < len(self._stream):
            yield failed_page(number, "sheet", _TOOL, "This sheet is damaged or missing and could not be read.", name)
            return
        notes = list(self._notes(sheet))
        if not sheet.holds_cells and not notes:
            yield failed_page(number, "sheet", _TOOL, "A sheet of macros or a dialogue is not read.", name)
            return
        rows = marked(self._rows(self.sheets.index(sheet)), {column + 1 for column in look.hidden_columns})
        grid = Grid(name, "sheet", _TOOL, "[hidden sheet]" if sheet.hidden else "")
        yield from pages_of(rows, grid, number, notes)

    def _rows(self, place: int) -> list[Row]:
        """Return the filled rows of a sheet, read when they are first asked for."""
        if place not in self._kept:
            self._kept = {place: list(self._read(self.sheets[place]))}
        return self._kept[place]

    def _read(self, sheet: ListedSheet) -> Iterator[Row]:
        look = self._looks.get(sheet.name, SheetLook())
        cells: dict[int, dict[int, Value]] = cells_in(self._stream, sheet.start, self._texts)
        for (row, column), fault in look.faults.items():
            cells.setdefault(row, {})[column] = fault
        for index in sorted(cells):
            if row_here := self._row(index, cells[index], look):
                yield row_here

    def _row(self, index: int, cells: Mapping[int, Value], look: SheetLook) -> Row | None:
        told = {
            column + 1: text
            for column, value in sorted(cells.items())
            if (text := self._shown(value, look.codes.get((index, column), "")))
        }
        words = frozenset(column for column in told if isinstance(cells[column - 1], str))
        spans = {column + 1: width for column, width in look.spans.get(index, {}).items()}
        return Row(index + 1, told, words, index in look.hidden_rows, spans) if told else None

    def _shown(self, value: Value, code: str) -> str:
        if isinstance(value, bool):
            return str(value).upper()
        return text_shown(value, code) if isinstance(value, str) else shown(value, code, from_1904=self._from_1904)

    def _notes(self, sheet: ListedSheet) -> Iterator[str]:
        """Yield comments, boxes and charts of a sheet, and what is printed around its pages."""
        yield from notes_of(self._stream, sheet.start)
        for chart in charts_in(self._stream, sheet.start):
            yield from map(block_text, chart.blocks(self._referred))

    def _referred(self, sheet: int, row: int, column: int) -> str:
        """Return what a cell shows to which a chart refers."""
        place = self._meant[sheet] if sheet < len(self._meant) else -1
        if not 0 <= place < len(self.sheets):
            return ""
        found = bisect_left(rows := self._rows(place), row + 1, key=attrgetter("number"))
        here = found < len(rows) and rows[found].number == row + 1
        return rows[found].cells.get(column + 1, "") if here else ""
