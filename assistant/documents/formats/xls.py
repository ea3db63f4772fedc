"""Workbooks of the old and the binary kind, by calamine; it tells values, not how they were shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import version

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from assistant.documents.clean import one_line
from assistant.documents.formats.grid import Grid, Row, pages_of
from assistant.documents.formats.xlsx.number_format import general
from assistant.documents.model import Head
from assistant.documents.source import Format, Reading, Source
from assistant.errors import WorldError

_TOOL = f"calamine {version('python-calamine')}"


def read(source: Source) -> Reading:
    """Yield the head and the sheets, long ones in several pages."""
    try:
        workbook = CalamineWorkbook.from_filelike(source.stream())
    except CalamineError as error:
        raise WorldError("damaged-file", f"“{source.name}” is damaged, or locked with a password.") from error
    yield Head("xls")
    number = 1
    for entry in workbook.sheets_metadata:
        if entry.typ is not SheetTypeEnum.WorkSheet:
            continue
        shown = entry.visible is SheetVisibleEnum.Visible
        grid = Grid(one_line(entry.name), "sheet", _TOOL, "" if shown else "[hidden sheet]")
        sheet = workbook.get_sheet_by_name(entry.name)
        rows = [_row(index, cells) for index, cells in enumerate(sheet.to_python(skip_empty_area=False), 1)]
        for page in pages_of([row for row in rows if row.cells], grid, number):
            yield page
            number = page.number + 1


def _row(number: int, values: Sequence[object]) -> Row:
    cells = {column: text for column, value in enumerate(values, 1) if (text := _shown(value))}
    return Row(number, cells, frozenset(column for column in cells if isinstance(values[column - 1], str)))


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return general(float(value))
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes").removesuffix(" 00:00")
    return one_line(str(value))


FORMAT = Format(read)
