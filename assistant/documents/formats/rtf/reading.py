"""Reads an RTF document."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.documents.blocks import Border, Heading
from assistant.documents.formats.embeddings import once
from assistant.documents.formats.old_objects import objects_written
from assistant.documents.formats.rtf.walk import Walk
from assistant.documents.model import Head
from assistant.documents.pagination import Layout, paginate
from assistant.documents.source import Member, Reading, Source

_TOOL = "RTF reader"


def read(source: Source) -> Reading:
    """Yield the head and the pages, or sections where the text tells no page borders."""
    walk = Walk()
    blocks = list(walk.blocks(source.data()))
    if walk.open_groups > 0:
        source.note("This document is cut off: its end is missing.")
    printed = any(isinstance(block, Border) for block in blocks)
    title = next((block.text for block in blocks if isinstance(block, Heading)), "")
    inside = tuple(member.name for member in once(objects_written(walk.objects)))
    yield Head("rtf", title=title, attachments=inside)
    yield from paginate(blocks, Layout("page" if printed else "section", _TOOL, printed=printed))


def extract(source: Source) -> Iterator[Member]:
    """Yield the documents inside."""
    walk = Walk()
    for _ in walk.blocks(source.data()):
        continue
    yield from once(objects_written(walk.objects))
