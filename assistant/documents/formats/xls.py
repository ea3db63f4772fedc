"""Workbooks of the old and the binary kind: those since Excel 97 by their records, others by calamine."""

from __future__ import annotations

import io
from collections.abc import Container, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from importlib.metadata import version
from typing import BinaryIO

from python_calamine import CalamineError, CalamineWorkbook, SheetMetadata, SheetTypeEnum, SheetVisibleEnum

from assistant.documents.clean import one_line
from assistant.documents.formats import embeddings
from assistant.documents.formats.biff import is_locked
from assistant.documents.formats.biff_book import BiffBook
from assistant.documents.formats.compound import Compound
from assistant.documents.formats.compound_writer import one_stream
from assistant.documents.formats.embeddings import once
from assistant.documents.formats.grid import Grid, pages_of
from assistant.documents.formats.grid_heads import Row
from assistant.documents.formats.numbers.codes import general, shown
from assistant.documents.formats.old_objects import objects_stored
from assistant.documents.formats.xlsb import sheets_too_far
from assistant.documents.model import Head, Page
from assistant.documents.pagination import failed_page
from assistant.documents.source import Format, Member, Reading, Source, locked
from assistant.errors import WorldError

_TOOL = f"calamine {version('python-calamine')}"
_COMPOUND = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK"
_OTHER = "A sheet of a chart, of macros or a dialogue is not read."
_TOO_FAR = "The filled cells of this sheet lie too far apart to be read: save the workbook as .xlsx to have it read."
_DAMAGED = "This sheet is damaged or missing and could not be read."
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets know no time zone
_ISO = "yyyy-mm-dd"
_PLAIN_DATES = ((datetime, f"{_ISO} hh:mm"), (date, _ISO), (time, "hh:mm"), (timedelta, "[h]:mm"))


def read(source: Source) -> Reading:
    """Yield the head and the sheets, long ones in several pages."""
    stream = _stream(source)
    sheets = _sheets(_opened(source, stream)) if stream else _others(source)
    yield Head("xls", attachments=tuple(member.name for member in extract(source)))
    yield from sheets


def extract(source: Source) -> Iterator[Member]:
    """Yield the documents inside."""
    if source.start(4) == _COMPOUND:
        yield from once(objects_stored(Compound(source.data())))
    elif source.start(2) == _ZIP:
        yield from embeddings.extract(source)


def _stream(source: Source) -> bytes:
    """Return the records of a workbook since Excel 97, none of another."""
    if source.start(4) != _COMPOUND:
        return b""
    stream = Compound(source.data()).stream("Workbook")
    if is_locked(stream):
        raise locked(source.name)
    return stream


def _opened(source: Source, stream: bytes) -> BiffBook:
    book = BiffBook(stream)
    if not book.sheets:
        raise WorldError("damaged-file", f"“{source.name}” is damaged: its sheets cannot be found.")
    return book


def _sheets(book: BiffBook) -> Iterator[Page]:
    number = 1
    for sheet in book.sheets:
        for page in book.pages(sheet, number):
            yield page
            number = page.number + 1


def _others(source: Source) -> Iterator[Page]:
    """Return the pages of a workbook of the binary kind, or of Excel 95 or before."""
    too_far = sheets_too_far(source) if source.start(2) == _ZIP else frozenset[str]()
    try:
        workbook = CalamineWorkbook.from_filelike(_packed(source))
    except CalamineError as error:
        raise WorldError("damaged-file", f"“{source.name}” is damaged: it cannot be opened as a workbook.") from error
    return _plain(workbook, too_far)


def _packed(source: Source) -> BinaryIO:
    """Return the records alone in a file: what else a damaged one holds may stop the library and our process."""
    if source.start(4) != _COMPOUND:
        return source.stream()
    older = Compound(source.data()).stream("Book")
    if not older:
        raise WorldError("damaged-file", f"“{source.name}” is damaged: its sheets cannot be found.")
    return io.BytesIO(one_stream("Book", older))


def _plain(workbook: CalamineWorkbook, too_far: Container[str]) -> Iterator[Page]:
    number = 1
    for entry in workbook.sheets_metadata:
        for page in _sheet(workbook, entry, number, too_far):
            yield page
            number = page.number + 1


def _sheet(workbook: CalamineWorkbook, entry: SheetMetadata, number: int, too_far: Container[str]) -> Iterator[Page]:
    name, visible = one_line(entry.name), entry.visible is SheetVisibleEnum.Visible
    if entry.typ is not SheetTypeEnum.WorkSheet or entry.name in too_far:
        yield failed_page(number, "sheet", _TOOL, _TOO_FAR if entry.name in too_far else _OTHER, name)
        return
    try:
        values = workbook.get_sheet_by_name(entry.name).to_python(skip_empty_area=False)
    except (CalamineError, OSError):
        yield failed_page(number, "sheet", _TOOL, _DAMAGED, name)
        return
    grid = Grid(name, "sheet", _TOOL, "" if visible else "[hidden sheet]")
    yield from pages_of(list(_rows(values)), grid, number)


def _rows(values: Sequence[Sequence[object]]) -> Iterator[Row]:
    for number, cells in enumerate(values, 1):
        texts = {column: text for column, value in enumerate(cells, 1) if (text := _shown(value))}
        if texts:
            yield Row(number, texts, frozenset(column for column in texts if isinstance(cells[column - 1], str)))


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return general(float(value))
    for kind, plain in _PLAIN_DATES:
        if isinstance(value, kind):
            return shown(_serial(value), plain)
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


FORMAT = Format(read, extract=extract)
