"""Reads an RTF document."""

from __future__ import annotations

from assistant.documents.blocks import Border, Heading
from assistant.documents.formats.rtf.walk import Walk
from assistant.documents.model import Head
from assistant.documents.pagination import Layout, paginate
from assistant.documents.source import Reading, Source

_TOOL = "RTF reader"


def read(source: Source) -> Reading:
    """Yield the head and the pages, or sections where the text tells no page borders."""
    walk = Walk()
    blocks = list(walk.blocks(source.data()))
    if walk.open_groups > 0:
        source.note("This document is cut off: its end is missing.")
    printed = any(isinstance(block, Border) for block in blocks)
    title = next((block.text for block in blocks if isinstance(block, Heading)), "")
    yield Head("rtf", title=title)
    yield from paginate(blocks, Layout("page" if printed else "section", _TOOL, printed=printed))
