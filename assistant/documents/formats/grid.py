"""Rows of cells as pages of table text: titles, headers and gaps found, no row cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.documents.blocks import row_text
from assistant.documents.formats.grid_heads import Row, header_rows, header_text
from assistant.documents.model import Page, TableRows
from assistant.documents.values import PageStatus

_PAGE = 3000
"""Characters after which a new page of a sheet begins."""
_REPEATED = 1000
"""Characters of a header up to which each page's text repeats it; a longer one is kept beside the text only."""
_PIECE = 600
"""Characters after which a new run of rows begins: as much as one passage holds."""


@dataclass(frozen=True)
class Grid:
    """What a sheet is called and how its pages are told.

    Attributes:
        name: Its name, "" for a file that is one table.
        kind: The pages' kind.
        tool: What read it.
        remark: A label in front of its rows, such as `[hidden sheet]`.
        reason: A remark for the ledger.
    """

    name: str
    kind: str
    tool: str
    remark: str = ""
    reason: str = ""


@dataclass(frozen=True)
class _Line:
    number: int
    text: str
    header: str
    is_header: bool = False


def pages_of(rows: Sequence[Row], grid: Grid, first_page: int, notes: Sequence[str] = ()) -> Iterator[Page]:
    """Yield the pages of a sheet, at least one.

    Args:
        rows: The filled rows in order.
        grid: What the sheet is called.
        first_page: Number of its first page.
        notes: Texts that belong to the sheet as a whole; they stand on its last page.
    """
    number = first_page
    batch: list[_Line] = []
    size = 0
    for line in _lines(rows):
        if size > _PAGE and not line.is_header:
            yield _page(batch, grid, number)
            number, batch, size = number + 1, [], 0
        batch.append(line)
        size += len(line.text) + 1
    yield _page(batch, grid, number, notes)


def marked(rows: Iterable[Row], hidden_columns: Iterable[int]) -> list[Row]:
    """Label what stands in hidden columns where it begins: in their first filled cell."""
    unmarked = set(hidden_columns)
    told = list(rows)
    for place, row in enumerate(told):
        here = unmarked.intersection(row.cells)
        if here:
            cells = {c: f"{text} [hidden column]" if c in here else text for c, text in row.cells.items()}
            told[place] = replace(row, cells=cells)
            unmarked -= here
    return told


def cell_name(column: int, row: int) -> str:
    """Return what a cell is called, such as `AB12`; both count from 1."""
    letters = ""
    while column > 0:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return f"{letters}{row}"


def _lines(rows: Sequence[Row]) -> Iterator[_Line]:
    """Yield each row with the header that holds for it; a gap begins a new table unless its columns go on."""
    header, columns = "", frozenset[int]()
    for region in _regions(rows):
        shown = sorted({column for row in region for column in row.cells})
        heads = header_rows(region)
        if heads:
            columns = frozenset(shown)
        elif not columns.issuperset(shown):
            header, columns = "", frozenset(shown)
        used = sorted(columns.union(shown))
        for row in region:
            text = row_text(row.cells.get(column, "") for column in used) + (" [hidden row]" if row.hidden else "")
            is_header = bool(heads) and row is heads[-1]
            if is_header:
                header = text if len(heads) == 1 else row_text(header_text(heads, used))
            before_header = bool(heads) and row.number < heads[-1].number
            yield _Line(row.number, text, "" if before_header else header, is_header=is_header)


def _regions(rows: Sequence[Row]) -> Iterator[list[Row]]:
    region: list[Row] = []
    for row in rows:
        if region and row.number > region[-1].number + 1:
            yield region
            region = []
        region.append(row)
    if region:
        yield region


def _page(lines: Sequence[_Line], grid: Grid, number: int, notes: Sequence[str] = ()) -> Page:
    text, tables = _told(lines, grid)
    text = "\n\n".join(part for part in (text, *notes) if part)
    empty = not text.strip()
    return Page(
        number=number,
        label=_label(lines, grid) or str(number),
        kind=grid.kind,
        text=text,
        status=PageStatus.EMPTY if empty else PageStatus.TEXT,
        tool=grid.tool,
        reason=grid.reason or ("This sheet is empty." if empty else ""),
        tables=tuple(tables),
    )


def _told(lines: Sequence[_Line], grid: Grid) -> tuple[str, list[TableRows]]:
    """Return the rows as text, below the header that holds for the first of them, and where the runs of rows stand."""
    head = [grid.remark] if grid.remark else []
    if lines and 0 < len(lines[0].header) <= _REPEATED and not lines[0].is_header:
        head.append(lines[0].header)
    text = "".join(f"{line}\n" for line in head)
    tables: list[TableRows] = []
    for piece in _pieces(lines):
        start = len(text)
        text += "".join(f"{line.text}\n" for line in piece)
        name = f'Sheet "{grid.name}", {_span(piece)}' if grid.name else _span(piece)
        tables.append(TableRows(start, len(text) - 1, piece[0].header, name))
    return text.rstrip("\n"), tables


def _label(lines: Sequence[_Line], grid: Grid) -> str:
    return ", ".join(part for part in (grid.name, _span(lines) if lines else "") if part)


def _span(lines: Sequence[_Line]) -> str:
    first, last = lines[0].number, lines[-1].number
    return f"row {first}" if first == last else f"rows {first}–{last}"


def _pieces(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Part rows into runs; a title before the header, and the header itself, begin one."""
    piece: list[_Line] = []
    size = 0
    for line in lines:
        if piece and (size > _PIECE or line.header != piece[0].header):
            yield piece
            piece, size = [], 0
        piece.append(line)
        size += len(line.text)
    if piece:
        yield piece
