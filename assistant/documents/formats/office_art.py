"""Words of old drawings (MS-ODRAW): pictures of letters (WordArt, watermarks), and what stands for a picture."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from assistant.documents.clean import one_line
from assistant.documents.formats.picture_texts import picture_label
from assistant.documents.formats.ppt_records import inside

SETTINGS = 0xF00B
"""Kind of the record that holds the settings of a shape."""
_WORDS, _DESCRIPTION = 0x00C0, 0x0381
_NUMBER, _LONG = 0x3FFF, 0x8000
_ENTRY = 6


def drawn_words(body: bytes) -> Iterator[str]:
    """Yield the words of all shapes in a container, in order."""
    for part in inside(body, SETTINGS, deepest=20):
        yield from words_of(part.body, part.instance)


def words_of(settings: bytes, count: int) -> Iterator[str]:
    """Yield the words among the settings of a shape, and what stands for it where it cannot be seen.

    Args:
        settings: First all settings in six bytes each, then what did not fit there, in the same order.
        count: Of settings.
    """
    place = count * _ENTRY
    for name, value in struct.iter_unpack("<HI", settings[: min(place, len(settings) // _ENTRY * _ENTRY)]):
        told = settings[place : place + value] if name & _NUMBER in {_WORDS, _DESCRIPTION} and name & _LONG else b""
        words = told.decode("utf-16-le", "replace").rstrip("\0")
        if text := picture_label(words) if name & _NUMBER == _DESCRIPTION else one_line(words):
            yield text
        place += value if name & _LONG else 0
