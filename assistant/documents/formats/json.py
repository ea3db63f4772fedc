"""JSON and JSON Lines: each record as lines of `key: value`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from assistant.documents.blocks import Block, Paragraph
from assistant.documents.clean import clean, one_line, tidy
from assistant.documents.encoding import Decoded, decode
from assistant.documents.model import Head
from assistant.documents.names import Names
from assistant.documents.pagination import Layout, paginate
from assistant.documents.source import Format, Reading, Source
from assistant.errors import WorldError

_LARGEST = 100_000_000
_DEEPEST = 100
_GAP = re.compile(r"[\s\x1e]*")
"""What stands between values; the sign begins each record of a text sequence (RFC 7464)."""
_TOKEN = re.compile(r'("(?:[^"\\]|\\.)*")(?=\s*(:)?)|([^\s\[\]{},:"]+)')
_TOO_DEEP = "This JSON is nested too deep for its full names: each value is told with its own name only."
_NOT_VALID = "This is not valid JSON: it was read as plain text."


def read(source: Source) -> Reading:
    """Yield the head and the records; what is not valid is read as the text that it is, and said."""
    if source.size > _LARGEST:
        raise WorldError("file-too-large", f"“{source.name}” is larger than the 100 MB of data that can be read.")
    decoded = decode(source.data())
    yield Head("json")
    blocks, reason = _told(decoded)
    yield from paginate(blocks, Layout("section", f"json ({decoded.encoding})", reason))


def _told(decoded: Decoded) -> tuple[list[Block], str]:
    """Return what a text says, and a remark for the ledger."""
    try:
        return list(_blocks(_records(decoded.text))), decoded.remark
    except RecursionError:
        return [Paragraph(line) for line in _flat(decoded.text)], _TOO_DEEP
    except ValueError:
        return [Paragraph(part) for part in tidy(decoded.text).split("\n\n")], _NOT_VALID


def _flat(text: str) -> Iterator[str]:
    """Yield the values of a text whose records are nested too deep, each with its own name only."""
    name = ""
    for token in _TOKEN.finditer(text):
        value = clean(str(_parsed(token[1]))) if token[1] else token[3]
        if token[2]:
            name = f"{value}: "
        else:
            yield f"{name}{value}"
            name = ""


def _blocks(records: Iterable[object]) -> Iterator[Block]:
    for record in records:
        if lines := list(_lines(record, "", 0)):
            yield Paragraph("\n".join(lines))


def _records(text: str) -> list[object]:
    """A list is its elements, other values are a record each, however they are parted; else each line is one."""
    try:
        values = list(_values(text))
    except ValueError:
        return _lines_parsed([line for line in text.split("\n") if line.strip()])
    return values[0] if len(values) == 1 and isinstance(values[0], list) else values


def _values(text: str) -> Iterator[object]:
    """Yield the values that stand one behind the other. Raises `ValueError`."""
    place = _GAP.match(text).end()  # type: ignore[union-attr] # it may be empty
    while place < len(text):
        value, place = _DECODER.raw_decode(text, place)
        yield value
        place = _GAP.match(text, place).end()  # type: ignore[union-attr] # as above


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


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object; a name that stands in it twice has both values."""
    names = Names()
    return dict(pairs) if len(dict(pairs)) == len(pairs) else {names.told_apart(name): value for name, value in pairs}


_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_object)
"""Numbers stay as they are written, however long or exact."""


def _parsed(text: str) -> object:
    return _DECODER.decode(text.strip())


def _lines(value: object, name: str, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        yield from _flat(json.dumps(value))
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
