"""JSON and JSON Lines: each record as lines of `key: value`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from assistant.documents.blocks import Block, Paragraph
from assistant.documents.clean import clean, one_line, tidy
from assistant.documents.encoding import decode
from assistant.documents.model import Head
from assistant.documents.pagination import Layout, paginate
from assistant.documents.source import Format, Reading, Source
from assistant.errors import WorldError

_LARGEST = 100_000_000
_DEEPEST = 100


def read(source: Source) -> Reading:
    """Yield the head and the records; what is not valid is read as the text that it is, and said."""
    if source.size > _LARGEST:
        raise WorldError("file-too-large", f"“{source.name}” is larger than the 100 MB of data that can be read.")
    decoded = decode(source.data())
    yield Head("json")
    tool = f"json ({decoded.encoding})"
    try:
        blocks: list[Block] = list(_blocks(_records(decoded.text)))
        reason = decoded.remark
    except (ValueError, RecursionError):
        blocks = [Paragraph(part) for part in tidy(decoded.text).split("\n\n")]
        reason = "This is not valid JSON: it was read as plain text."
    yield from paginate(blocks, Layout("section", tool, reason))


def _blocks(records: Iterable[object]) -> Iterator[Block]:
    for record in records:
        if lines := list(_lines(record, "", 0)):
            yield Paragraph("\n".join(lines))


def _records(text: str) -> list[object]:
    """A list is its elements, anything else one record; else each line is one."""
    try:
        value = _parsed(text)
    except ValueError:
        return _lines_parsed([line for line in text.split("\n") if line.strip()])
    return value if isinstance(value, list) else [value]


def _lines_parsed(lines: list[str]) -> list[object]:
    """Return each line's record; one in ten, or a single one, may be broken and stays the text it is."""
    records: list[object] = []
    broken = 0
    for line in lines:
        try:
            records.append(_parsed(line))
        except ValueError:
            broken += 1
            if len(lines) == 1 or broken > max(len(lines) // 10, 1):
                raise
            records.append(f"Not valid JSON: {line}")
    return records


def _parsed(text: str) -> object:
    """Numbers stay as they are written, however long or exact."""
    return json.loads(text, parse_int=str, parse_float=str, parse_constant=str)


def _lines(value: object, name: str, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        yield f"{name}: {one_line(json.dumps(value, ensure_ascii=False))}"
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _lines(inner, f"{name}.{clean(str(key))}" if name else clean(str(key)), depth + 1)
    elif isinstance(value, list):
        yield from _list_lines(value, name, depth)
    elif value is not None:
        told = value if isinstance(value, str) else json.dumps(value)
        yield f"{name}: {tidy(told)}" if name else tidy(told)


def _list_lines(values: list[object], name: str, depth: int) -> Iterator[str]:
    if all(isinstance(value, (str, int, float, bool)) for value in values):
        told = "; ".join(one_line(value if isinstance(value, str) else json.dumps(value)) for value in values)
        yield f"{name}: {told}" if name else told
        return
    for index, value in enumerate(values, 1):
        yield from _lines(value, f"{name}[{index}]", depth + 1)


FORMAT = Format(read)
