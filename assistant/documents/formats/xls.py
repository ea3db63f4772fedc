"""Workbooks of the old and the binary kind: values by calamine, shown as the old kind says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from importlib.metadata import version

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from assistant.documents.clean import one_line
from assistant.documents.formats.biff import SheetLook, is_locked, looks
from assistant.documents.formats.biff_notes import notes_of
from assistant.documents.formats.compound import Compound
from assistant.documents.formats.grid import Grid, Row, pages_of
from assistant.documents.formats.numbers.codes import general, is_date, shown
from assistant.documents.model import Head
from assistant.documents.source import Format, Reading, Source, locked
from assistant.errors import WorldError

_TOOL = f"calamine {version('python-calamine')}"
_COMPOUND = b"\xd0\xcf\x11\xe0"
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets know no time zone
_ISO = "yyyy-mm-dd"
_PLAIN_DATES = ((datetime, f"{_ISO} hh:mm"), (date, _ISO), (time, "hh:mm"), (timedelta, "[h]:mm"))


def read(source: Source) -> Reading:
    """Yield the head and the sheets, long ones in several pages."""
    stream = _stream(source)
    sheet_looks = looks(stream)
    try:
        workbook = CalamineWorkbook.from_filelike(source.stream())
    except CalamineError as error:
        raise WorldError("damaged-file", f"“{source.name}” is damaged: it cannot be opened as a workbook.") from error
    yield Head("xls")
    number = 1
    for entry in workbook.sheets_metadata:
        if entry.typ is not SheetTypeEnum.WorkSheet:
            continue
        visible = entry.visible is SheetVisibleEnum.Visible
        grid = Grid(one_line(entry.name), "sheet", _TOOL, "" if visible else "[hidden sheet]")
        values = workbook.get_sheet_by_name(entry.name).to_python(skip_empty_area=False)
        look = sheet_looks.get(entry.name, SheetLook())
        notes = list(notes_of(stream, look.start)) if look.start else []
        for page in pages_of(list(_rows(values, look)), grid, number, notes):
            yield page
            number = page.number + 1


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
            if (text := _shown(value, look.codes.get((index, column), "")))
        }
        for column in unmarked.intersection(texts):
            texts[column] += " [hidden column]"
        unmarked -= set(texts)
        if texts:
            words = frozenset(column + 1 for column in texts if isinstance(cells[column], str))
            told = {column + 1: text for column, text in texts.items()}
            yield Row(index + 1, told, words, index in look.hidden_rows)


def _shown(value: object, code: str) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return shown(float(value), code) if code else general(float(value))
    for kind, plain in _PLAIN_DATES:
        if isinstance(value, kind):
            return shown(_serial(value), code if is_date(code) else plain)
    return one_line(str(value))


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
