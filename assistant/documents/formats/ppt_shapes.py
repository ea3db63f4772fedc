"""The shapes of a slide of the old kind: texts in order, tables as rows, and the objects that they show."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.documents.clean import one_line
from assistant.documents.formats.office_art import SETTINGS, words_of
from assistant.documents.formats.ppt_records import NARROW_TEXT, WIDE_TEXT, Record, inside, letters, records

TEXT_KIND = 0x0F9F
_GROUP, _SHAPE, _TEXT_BOX, _ANCHOR, _SHAPE_KIND = 0xF003, 0xF004, 0xF00D, 0xF00F, 0xF00A
_MORE_SETTINGS, _TABLE_SETTING, _OBJECT = 0xF122, 0x039F, 0x0BC1
_OUTLINE_TEXT = 0x0F9E
_TITLE_KINDS = {0, 6}
_LINE = 20
_DEEPEST = 40
_PLACEHOLDER = "*"
"""Stands for what a slide fills in by itself: its number, the date, the footer."""


@dataclass
class Text:
    """A text with whether it is the slide's title."""

    text: str
    title: bool = False


@dataclass(frozen=True)
class Rows:
    """A table, each row as the texts of its cells."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Shown:
    """An object that a shape shows, by its number."""

    number: int


def is_title(part: Record) -> bool:
    """Whether a record says that the text behind it is a title."""
    return bool(part.body) and part.body[0] in _TITLE_KINDS


def drawn(body: bytes, outline: Sequence[Text], depth: int = 0) -> Iterator[Text | Rows | Shown]:
    """Yield what the shapes of a slide show, in order; some texts stand in the outline and are only referred to."""
    for part in records(body):
        if part.kind == _TEXT_BOX:
            yield from (text for text in _boxed(part.body, outline) if text.text.strip() != _PLACEHOLDER)
        elif part.kind == _OBJECT and len(part.body) >= 4:
            yield Shown(struct.unpack_from("<I", part.body)[0])
        elif part.kind == SETTINGS:
            yield from map(Text, words_of(part.body, part.instance))
        elif part.kind == _GROUP and _is_table(part.body):
            yield Rows(tuple(_rows(part.body, outline)))
        elif part.container and depth < _DEEPEST:
            yield from drawn(part.body, outline, depth + 1)


def _boxed(body: bytes, outline: Sequence[Text]) -> Iterator[Text]:
    title = False
    for part in records(body):
        if part.kind == TEXT_KIND:
            title = is_title(part)
        elif part.kind in {WIDE_TEXT, NARROW_TEXT}:
            yield Text(letters(part), title)
        elif part.kind == _OUTLINE_TEXT and len(part.body) >= 4:
            yield from outline[struct.unpack_from("<I", part.body)[0] :][:1]


def _is_table(group: bytes) -> bool:
    """Whether a group of shapes is a table, which its first shape tells."""
    first = next((part for part in records(group) if part.kind == _SHAPE), None)
    settings = next((part for part in records(first.body) if part.kind == _MORE_SETTINGS), None) if first else None
    if settings is None:
        return False
    told = settings.body[: min(6 * settings.instance, len(settings.body) // 6 * 6)]
    return any(name == _TABLE_SETTING and value & 1 for name, value in struct.iter_unpack("<HI", told))


def _rows(group: bytes, outline: Sequence[Text]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a table: its cells are shapes, which their places put in order."""
    cells: dict[tuple[int, int], str] = {}
    for shape in records(group):
        anchor = next((part.body for part in records(shape.body) if part.kind == _ANCHOR), b"")
        if shape.kind == _SHAPE and len(anchor) >= 16 and not _is_line(shape.body):
            left, top = struct.unpack_from("<ii", anchor)
            texts = (text for box in inside(shape.body, _TEXT_BOX) for text in _boxed(box.body, outline))
            cells[top, left] = one_line(" ".join(text.text for text in texts))
    columns = sorted({left for _, left in cells})
    for row in sorted({top for top, _ in cells}):
        yield tuple(cells.get((row, column), "") for column in columns)


def _is_line(shape: bytes) -> bool:
    return any(part.kind == _SHAPE_KIND and part.instance == _LINE for part in records(shape))
