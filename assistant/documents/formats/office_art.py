"""Words that old Office documents draw as pictures of letters (MS-ODRAW 2.3.22.2): WordArt, watermarks."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from assistant.documents.clean import one_line
from assistant.documents.formats.ppt_records import inside

SETTINGS = 0xF00B
"""Kind of the record that holds the settings of a shape."""
_WORDS = 0x00C0
_NUMBER, _LONG = 0x3FFF, 0x8000
_ENTRY = 6


def drawn_words(body: bytes) -> Iterator[str]:
    """Yield the words of all shapes in a container, in order."""
    for part in inside(body, SETTINGS, deepest=20):
        yield from words_of(part.body, part.instance)


def words_of(settings: bytes, count: int) -> Iterator[str]:
    """Yield the words among the settings of a shape, one or none.

    Args:
        settings: First all settings in six bytes each, then what did not fit there, in the same order.
        count: Of settings.
    """
    place = count * _ENTRY
    for name, value in struct.iter_unpack("<HI", settings[: min(place, len(settings) // _ENTRY * _ENTRY)]):
        words = settings[place : place + value] if name & _NUMBER == _WORDS and name & _LONG else b""
        if text := one_line(words.decode("utf-16-le", "replace").rstrip("\0")):
            yield text
        place += value if name & _LONG else 0
