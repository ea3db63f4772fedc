"""PDF: text in reading order with word boxes, and page pictures."""

from __future__ import annotations

from assistant.documents.formats.pdf.attachments import extract
from assistant.documents.formats.pdf.reading import read
from assistant.documents.formats.pdf.rendering import picture
from assistant.documents.source import Format

FORMAT = Format(read, picture, extract)
