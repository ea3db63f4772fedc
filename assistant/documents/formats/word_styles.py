"""The styles of an old Word document: which are headings, and which hide their text (MS-DOC 2.9.271 and 2.6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_NOT_SHOWN, _OUTLINE = 0x083C, 0x2640
LIST_USE, LIST_LEVEL = 0x460B, 0x260A
"""Settings of a paragraph that is counted in a list."""
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
"""Bytes of a setting's operand by the last three bits of its code; none where it tells its own size."""
_VARIABLE = 6
ROW_DEFINED = 0xD608
"""The setting that tells the cells of a row; its operand tells its size in two bytes."""
_HEADINGS = range(1, 10)
_PARAGRAPH, _LETTERS = 1, 2
_NO_STYLE = 0xFFF


def settings(told: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield code and operand of each setting (MS-DOC calls them single property modifiers)."""
    place = 0
    while place + 2 < len(told):
        code = int.from_bytes(told[place : place + 2], "little")
        place += 2
        size = _SIZES[code >> 13]
        if code >> 13 == _VARIABLE:
            width = 2 if code == ROW_DEFINED else 1
            size = int.from_bytes(told[place : place + width], "little") - (width - 1)
            place += width
        yield code, told[place : place + size]
        place += max(size, 0)


def number(operand: bytes) -> int:
    """Return an operand as a number, 0 for none."""
    return int.from_bytes(operand, "little")


@dataclass(frozen=True)
class _Style:
    level: int = 0
    hides: bool = False
    base: int = _NO_STYLE
    use: int | None = None
    place: int | None = None


class WordStyles:
    """The styles of a document.

    Args:
        sheet: As its table stream keeps them.
    """

    def __init__(self, sheet: bytes) -> None:
        self._styles = [_style(told, _word(sheet, 4)) for told in _entries(sheet)]

    def level(self, style: int) -> int:
        """Return the heading level of a style from 1, or 0."""
        return next((one.level for one in self._chain(style) if one.level), 0)

    def hides(self, style: int) -> bool:
        """Whether a style hides its text."""
        return any(one.hides for one in self._chain(style))

    def listed(self, style: int) -> tuple[int, int]:
        """Return which use of a list a style belongs to, 0 for none, and the level."""
        use = next((one.use for one in self._chain(style) if one.use is not None), 0)
        return use, next((one.place for one in self._chain(style) if one.place is not None), 0)

    def _chain(self, style: int) -> Iterator[_Style]:
        seen: set[int] = set()
        while style < len(self._styles) and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = self._styles[style].base


def _word(told: bytes, place: int) -> int:
    return int.from_bytes(told[place : place + 2], "little")


def _entries(sheet: bytes) -> Iterator[bytes]:
    place = 2 + _word(sheet, 0)
    while place + 2 <= len(sheet):
        size = _word(sheet, place)
        yield sheet[place + 2 : place + 2 + size]
        place += 2 + size


def _style(told: bytes, head: int) -> _Style:
    """Return what is read of a style.

    Args:
        told: Its description; none for a number without a style.
        head: Bytes in front of its name.
    """
    if len(told) < head or head < 6:
        return _Style()
    kind, base = _word(told, 2) & 0xF, _word(told, 2) >> 4
    built_in = _word(told, 0) & 0xFFF
    level = built_in if built_in in _HEADINGS and kind == _PARAGRAPH else 0
    hides, use, place = False, None, None
    for code, operand in _settings_of(told, head, kind):
        if code == _OUTLINE:
            level = number(operand) + 1 if number(operand) + 1 in _HEADINGS else level
        elif code == _NOT_SHOWN:
            hides = bool(number(operand) & 1)
        elif code == LIST_USE:
            use = number(operand)
        elif code == LIST_LEVEL:
            place = number(operand)
    return _Style(level, hides, base, use, place)


def _settings_of(told: bytes, head: int, kind: int) -> Iterator[tuple[int, bytes]]:
    """Yield the settings of a style: of paragraphs first, behind the style's number, then of letters."""
    place = head + 2 + 2 * _word(told, head) + 2
    for skipped in {_PARAGRAPH: (2, 0), _LETTERS: (0,)}.get(kind, ()):
        size = _word(told, place)
        yield from settings(told[place + 2 + skipped : place + 2 + size])
        place += 2 + size + size % 2
