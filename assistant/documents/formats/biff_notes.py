"""What stands over the cells of old workbooks (MS-XLS): comments, boxes of text, headers and footers."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.documents.clean import tidy
from assistant.documents.formats.biff import records, text_in, word_at
from assistant.documents.formats.grid import cell_name
from assistant.documents.formats.office_art import drawn_words
from assistant.documents.formats.xlsx.running import running_title

_NOTE, _OBJECT, _TEXT_OBJECT, _CONTINUED, _DRAWING = 0x1C, 0x5D, 0x1B6, 0x3C, 0xEC
_RUNNING = {0x14: "Header", 0x15: "Footer"}
_COMMON = 0x15
"""Kind of the part of an object that tells its number."""


def notes_of(stream: bytes, start: int) -> Iterator[str]:
    """Yield the comments of a sheet with their cells, then other texts over it, and those printed around its pages.

    Args:
        stream: Of the workbook.
        start: Where the sheet begins in it.
    """
    texts: dict[int, str] = {}
    cells: dict[int, str] = {}
    running: list[str] = []
    drawn = b""
    number, expected = 0, 0
    for depth, kind, body in records(stream, start):
        if kind == _OBJECT and word_at(body, 0) == _COMMON:
            number = word_at(body, 6)
        elif kind == _DRAWING and depth <= 1:
            drawn += body
        elif kind == _TEXT_OBJECT:
            expected = word_at(body, 10)
        elif kind == _CONTINUED and expected and body:
            texts[number], expected = tidy(_letters(body, expected)), 0
        elif kind == _NOTE and len(body) >= 8:
            cells[word_at(body, 6)] = cell_name(word_at(body, 2) + 1, word_at(body, 0) + 1)
        elif depth <= 1 and kind in _RUNNING and len(body) > 3:
            running.append(running_title(_RUNNING[kind], text_in(body, 0, 2)))
    yield from (f"Comment on {name}: {texts[number]}" for number, name in cells.items() if texts.get(number))
    yield from (text for number, text in texts.items() if text and number not in cells)
    yield from drawn_words(drawn)
    yield from filter(None, dict.fromkeys(running))


def _letters(body: bytes, count: int) -> str:
    """Return the text behind a mark that says whether a letter has two bytes or one."""
    wide = body[0] & 1
    return body[1 : 1 + 2 * count].decode("utf-16-le", "replace") if wide else body[1 : 1 + count].decode("latin-1")
