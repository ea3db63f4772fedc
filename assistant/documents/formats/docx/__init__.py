"""Word documents in the accepted view: insertions in, deletions out, everything else labelled."""

from __future__ import annotations

from assistant.documents.formats.docx.reading import read
from assistant.documents.formats.embeddings import extract
from assistant.documents.source import Format

FORMAT = Format(read, extract=extract)
