"""Workbooks: each sheet as rows of text, values as the spreadsheet shows them."""

from __future__ import annotations

from assistant.documents.formats.embeddings import extract
from assistant.documents.formats.xlsx.reading import read
from assistant.documents.source import Format

FORMAT = Format(read, extract=extract)
