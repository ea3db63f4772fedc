"""Formats read by kreuzberg: never a PDF or plain text, and with nothing kept in any cache."""

from __future__ import annotations

import re
from importlib.metadata import version

from assistant.documents.blocks import Block, Paragraph
from assistant.documents.clean import tidy
from assistant.documents.model import Head
from assistant.documents.pagination import Layout, paginate
from assistant.documents.source import Reading, Source
from assistant.errors import WorldError

_FIELD_CODE = re.compile(r'\s?HYPERLINK (?:\\[a-z] )*"[^"\n]*"')
"""What old Word documents keep in front of a link's words."""
TOOL = f"kreuzberg {version('kreuzberg')}"


def text_of(data: bytes, media_type: str) -> str:
    """Return the text of a document, or raise `damaged-file`."""
    # A large native library, needed for few formats.
    import kreuzberg  # noqa: PLC0415

    try:
        told = kreuzberg.extract_bytes_sync(data, media_type, kreuzberg.ExtractionConfig(use_cache=False))
    except kreuzberg.KreuzbergError as error:
        raise WorldError("damaged-file", "This file is damaged: its text cannot be found.") from error
    return _FIELD_CODE.sub("", told.content)


def read_flow(source: Source, kind: str, media_type: str) -> Reading:
    """Yield the head and the sections of a document without pages."""
    text = tidy(text_of(source.data(), media_type))
    blocks: list[Block] = [Paragraph(part) for part in text.split("\n\n") if part]
    yield Head(kind)
    yield from paginate(blocks, Layout("section", TOOL))
