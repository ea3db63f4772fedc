"""RTF documents: pages, headings, tables, notes; hidden text labelled, deleted text left out."""

from __future__ import annotations

from assistant.documents.formats.rtf.reading import extract, read
from assistant.documents.source import Format

FORMAT = Format(read, extract=extract)
