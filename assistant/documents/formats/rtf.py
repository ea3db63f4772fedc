"""RTF documents, as sections of text."""

from __future__ import annotations

from assistant.documents.formats.foreign import read_flow
from assistant.documents.source import Format, Reading, Source


def read(source: Source) -> Reading:
    """Yield the head and the sections."""
    yield from read_flow(source, "rtf", "application/rtf")


FORMAT = Format(read)
