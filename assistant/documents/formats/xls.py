"""Workbooks of the old and the binary kind: values by calamine, shown as the old kind says."""

from __future__ import annotations

import io
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from importlib.metadata import version
from operator import attrgetter
from typing import BinaryIO

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from assistant.documents.blocks import block_text
from assistant.documents.clean import one_line
from assistant.documents.formats.biff import SheetLook, is_locked, looks, sheets_meant
from assistant.documents.formats.biff_charts import charts_in
from assistant.documents.formats.biff_notes import notes_of
from assistant.documents.formats.compound import Compound
from assistant.documents.formats.compound_writer import one_stream
from assistant.documents.formats.grid import Grid, pages_of
from assistant.documents.formats.grid_heads import Row
from assistant.documents.formats.numbers.codes import general, is_date, shown, text_shown
from assistant.documents.model import Head, Page
from assistant.documents.pagination import failed_page
from assistant.documents.source import Format, Reading, Source, locked
from assistant.errors import WorldError

_TOOL = f"calamine {version('python-calamine')}"
_HIDDEN_COLUMN = " [hidden column]"
_COMPOUND = b"\xd0\xcf\x11\xe0"
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets know no time zone
_ISO = "yyyy-mm-dd"
_PLAIN_DATES = ((datetime, f"{_ISO} hh:mm"), (date, _ISO), (time, "hh:mm"), (timedelta, "[h]:mm"))


def read(source: Source) -> Reading:
    """Yield the head and the sheets, long ones in several pages."""
    stream = _stream(source)
    try:
        workbook = CalamineWorkbook.from_filelike(_packed(source, stream))
    except CalamineError as error:
        raise WorldError("damaged-file", f"“{source.name}” is damaged: it cannot be opened as a workbook.") from error
    book = _Book(workbook, stream)
    yield Head("xls")
    number = 1
    for place in range(len(workbook.sheets_metadata)):
        for page in book.pages(place, number):
            yield page
            number = page.number + 1


class _Book:
    """An open workbook with the records that tell how it is shown, none of them for the binary kind."""

    def __init__(self, workbook: CalamineWorkbook, stream: bytes) -> None:
        self._workbook = workbook
        self._stream = stream
        self._looks = looks(stream)
        self._meant = sheets_meant(stream)
        self._kept: dict[int, list[Row]] = {}

    def pages(self, place: int, number: int) -> Iterator[Page]:
        """Yield the pages of a sheet; one of a kind that holds no cells has its charts, or is said to be left out."""
        entry = self._workbook.sheets_metadata[place]
        name = one_line(entry.name)
        visible = entry.visible is SheetVisibleEnum.Visible
        grid = Grid(name, "sheet", _TOOL, "" if visible else "[hidden sheet]")
        notes = list(self._notes(self._looks.get(entry.name, SheetLook())))
        if entry.typ in (SheetTypeEnum.WorkSheet, SheetTypeEnum.ChartSheet) or notes:
            yield from pages_of(self._rows(place), grid, number, notes)
        else:
            yield failed_page(number, "sheet", _TOOL, "A sheet of macros or a dialogue is not read.", name)

    def _rows(self, place: int) -> list[Row]:
        """Return the filled rows of a sheet, read when they are first asked for."""
        entry = self._workbook.sheets_metadata[place]
        if entry.typ is not SheetTypeEnum.WorkSheet:
            return []
        if place not in self._kept:
            self._kept = {place: list(self._read(entry.name))}
        return self._kept[place]

    def _read(self, name: str) -> Iterator[Row]:
        values = self._workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        return _rows(values, self._looks.get(name, SheetLook()))

    def _notes(self, look: SheetLook) -> Iterator[str]:
        """Yield comments, boxes and charts of a sheet, and what is printed around its pages."""
        if not look.start:
            return
        yield from notes_of(self._stream, look.start)
        for chart in charts_in(self._stream, look.start):
            yield from map(block_text, chart.blocks(self._shown))

    def _shown(self, sheet: int, row: int, column: int) -> str:
        """Return what a cell shows to which a chart refers, without what labels it as hidden."""
        place = self._meant[sheet] if sheet < len(self._meant) else -1
        if not 0 <= place < len(self._workbook.sheets_metadata):
            return ""
        found = bisect_left(rows := self._rows(place), row + 1, key=attrgetter("number"))
        cells = rows[found].cells if found < len(rows) and rows[found].number == row + 1 else {}
        return cells.get(column + 1, "").removesuffix(_HIDDEN_COLUMN)


def _packed(source: Source, stream: bytes) -> BinaryIO:
    """Return the records alone in a file: what else a damaged one holds may stop the library and our process."""
    if source.start(4) != _COMPOUND:
        return source.stream()
    older = b"" if stream else Compound(source.data()).stream("Book")
    if not stream and not older:
        raise WorldError("damaged-file", f"“{source.name}” is damaged: its sheets cannot be found.")
    return io.BytesIO(one_stream("Workbook", stream) if stream else one_stream("Book", older))


def _stream(source: Source) -> bytes:
    """Return the records of a workbook of the old kind, none of one of the binary kind."""
    if source.start(4) != _COMPOUND:
        return b""
    stream = Compound(source.data()).stream("Workbook")
    if is_locked(stream):
        raise locked(source.name)
    return stream


def _rows(values: Sequence[Sequence[object]], look: SheetLook) -> Iterator[Row]:
    unmarked = set(look.hidden_columns)
    for index, cells in enumerate(values):
        texts = {
            column: text
            for column, value in enumerate(cells)
            if (text := look.faults.get((index, column)) or _shown(value, look.codes.get((index, column), "")))
        }
        for column in unmarked.intersection(texts):
            texts[column] += _HIDDEN_COLUMN
        unmarked -= set(texts)
        if texts:
            words = frozenset(column + 1 for column in texts if isinstance(cells[column], str))
            told = {column + 1: text for column, text in texts.items()}
            spans = {column + 1: width for column, width in look.spans.get(index, {}).items()}
            yield Row(index + 1, told, words, index in look.hidden_rows, spans)


def _shown(value: object, code: str) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return shown(float(value), code) if code else general(float(value))
    for kind, plain in _PLAIN_DATES:
        if isinstance(value, kind):
            return shown(_serial(value), code if is_date(code) else plain)
    return text_shown(one_line(str(value)), code)


def _serial(value: object) -> float:
    """Return a date or time as the days since the end of 1899 that a spreadsheet counts."""
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    elif isinstance(value, datetime):
        value = value - _EPOCH
    elif isinstance(value, date):
        value = datetime(value.year, value.month, value.day) - _EPOCH  # noqa: DTZ001 - as above
    return value / timedelta(days=1) if isinstance(value, timedelta) else 0.0


FORMAT = Format(read)
