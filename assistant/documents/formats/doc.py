"""Word documents of the old kind, as sections of text."""

from __future__ import annotations

import struct

from assistant.documents.formats.compound import Compound
from assistant.documents.formats.foreign import read_flow
from assistant.documents.source import Format, Reading, Source
from assistant.errors import WorldError

_FLAGS_AT = 10
_LOCKED = 0x0100


def read(source: Source) -> Reading:
    """Yield the head and the sections, or raise `password-needed`."""
    start = Compound(source.data()).stream("WordDocument")
    if len(start) > _FLAGS_AT + 1 and struct.unpack_from("<H", start, _FLAGS_AT)[0] & _LOCKED:
        raise WorldError("password-needed", f"“{source.name}” is locked with a password: save a copy without one.")
    yield from read_flow(source, "doc", "application/msword")


FORMAT = Format(read)
