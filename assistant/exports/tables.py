"""Papers as workbooks and as comma-separated values; nothing in them reads as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from assistant.exports.paper import Block, Grid, Heading, Paper, Said
from assistant.exports.wording import wording

Rows = list[list[str]]

_FORMULA = re.compile(r"[=@+\t\r]|-(?!\d)")
_FORBIDDEN = re.compile(r"[\\/*?:\[\]]")
_LONGEST_NAME = 31
_COLUMN_WIDTH = 36


def to_xlsx(paper: Paper) -> bytes:
    """Return a paper as a workbook: a sheet for each heading, then its sources and how it was made."""
    from openpyxl import Workbook  # noqa: PLC0415 - openpyxl is slow to load

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator, book.properties.title = "Haversack", paper.title
    for name, rows in _sheets(paper):
        page = book.create_sheet(_FORBIDDEN.sub(" ", name)[:_LONGEST_NAME])
        _fill(page, [[paper.marking], *rows, [paper.marking]] if paper.marking else rows)
        _mark(page, paper.marking)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def to_csv(paper: Paper) -> str:
    """Return a paper as comma-separated values: its parts one below the other, the marking first and last."""
    marking = [[paper.marking]] if paper.marking else []
    parts = [[[paper.title]], *([[name], *rows] for name, rows in _sheets(paper))]
    return comma_separated([*marking, *(row for part in parts for row in (*part, [])), *marking])


def comma_separated(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as comma-separated values; a text that a spreadsheet would compute gets an apostrophe in front."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([_harmless(text) for text in row] for row in rows)
    return stream.getvalue()


def _harmless(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def _fill(page: Any, rows: Rows) -> None:  # noqa: ANN401 - openpyxl has no types
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            cell = page.cell(number, column, text)
            cell.data_type = "s"
            page.column_dimensions[cell.column_letter].width = _COLUMN_WIDTH


def _mark(page: Any, marking: str) -> None:  # noqa: ANN401 - openpyxl has no types
    """Have the marking printed at the head and foot of each page of a sheet."""
    if marking:
        page.oddHeader.center.text = page.oddFooter.center.text = marking.replace("&", "&&")


def _sheets(paper: Paper) -> Iterator[tuple[str, Rows]]:
    """Yield the name and rows of each part: what stands before the first heading goes to the last one."""
    name, rows, opening = "", Rows(), Rows()
    for block in paper.blocks:
        if isinstance(block, Heading):
            yield from [(name, rows)] if name else []
            name, rows = block.text, []
        else:
            (rows if name else opening).extend(_rows(block, paper))
    yield from [(name, rows)] if name else []
    yield wording().sources, [[str(number), paper.source_line(cited)] for cited, number in paper.sources.items()]
    yield wording().about, [*opening, *([line] for line in paper.foot)]


def _rows(block: Block, paper: Paper) -> Iterator[list[str]]:
    if isinstance(block, Grid):
        yield [*block.columns, wording().sources]
        yield from (_row(row, paper) for row in block.rows)
    elif not isinstance(block, Heading):
        yield from (_row((said,), paper) for said in block.said)


def _row(cells: Sequence[Said], paper: Paper) -> list[str]:
    numbers = sorted({paper.sources[cited] for said in cells for cited in said.citations})
    return [*map(_told, cells), ", ".join(map(str, numbers))]


def _told(said: Said) -> str:
    return f"{said.text} ({said.remark})" if said.remark else said.text
