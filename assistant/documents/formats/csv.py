"""Tables as text: the dialect found, no row cut, no field too wide."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence

from assistant.documents.clean import clean, one_line
from assistant.documents.encoding import decode
from assistant.documents.formats.grid import Grid, pages_of
from assistant.documents.formats.grid_heads import Row
from assistant.documents.model import Head
from assistant.documents.source import Format, Reading, Source
from assistant.errors import WorldError

_LARGEST = 100_000_000
_WIDEST_FIELD = 10_000_000
_DELIMITERS = ",;\t|"
_SAMPLE_LINES = 50
_SAID = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""A first line by which Excel is told the delimiter."""
_NO_DELIMITER = re.compile(r'"[^"]*"|(?<=\d),(?=\d)')
_SWALLOWED_LINES = 3
_NUMBER = re.compile(r"[-+(]?[€$£¥]?\s?[\d.,' ]*\d\s?[%€)]?")


def read(source: Source) -> Reading:
    """Yield the head and the rows of a table, a page for each few thousand characters."""
    if source.size > _LARGEST:
        raise WorldError("file-too-large", f"“{source.name}” is larger than the 100 MB of table that can be read.")
    decoded = decode(source.data())
    if decoded.binary:
        raise WorldError("damaged-file", f"“{source.name}” holds no text, whatever its ending says.")
    yield Head("csv")
    rows = [_row(number, cells) for number, cells in enumerate(_records(clean(decoded.text)), 1)]
    filled = [row for row in rows if row.cells]
    yield from pages_of(filled, Grid("", "sheet", f"text ({decoded.encoding})", reason=decoded.remark), 1)


def _records(text: str) -> list[list[str]]:
    told = _SAID.match(text)
    delimiter, text = (told[1], text[told.end() :]) if told else (_delimiter(text), text)
    csv.field_size_limit(_WIDEST_FIELD)
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return [line.split(delimiter) for line in text.split("\n")]
    if any(_swallowed(record, len(records[0]) - 1, delimiter) for record in records):
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE))
    return records


def _delimiter(text: str) -> str:
    """Return what parts most lines into the same number of fields, a comma where nothing does."""
    lines = [line for line in text[:100_000].split("\n")[:_SAMPLE_LINES] if line.strip()]
    return max(_DELIMITERS, key=lambda delimiter: _agreement(lines, delimiter))


def _agreement(lines: Sequence[str], delimiter: str) -> tuple[int, int]:
    """Return how many lines have the usual number of a delimiter, and that; inside words and numbers it parts none."""
    counts = Counter(_NO_DELIMITER.sub("", line).count(delimiter) for line in lines)
    del counts[0]
    usual, times = max(counts.items(), key=lambda item: item[1], default=(0, 0))
    return times, usual


def _swallowed(record: Sequence[str], usual: int, delimiter: str) -> bool:
    """Whether a quotation mark that nothing closes made a field out of lines that have as many fields as the first."""
    return any(
        sum(line.count(delimiter) >= max(usual, 1) for line in field.split("\n")) > _SWALLOWED_LINES
        for field in record
        if field.count("\n") >= _SWALLOWED_LINES
    )


def _row(number: int, cells: Sequence[str]) -> Row:
    texts = {column: text for column, cell in enumerate(cells, 1) if (text := one_line(cell))}
    words = frozenset(column for column, text in texts.items() if not _NUMBER.fullmatch(text))
    return Row(number, texts, words)


FORMAT = Format(read)
