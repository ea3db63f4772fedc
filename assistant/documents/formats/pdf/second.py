"""A second opinion on a page's text layer, for pages of which pdfium makes nothing: some fonts only pypdf can map."""

from __future__ import annotations

import logging
from functools import cached_property
from importlib.metadata import version

import pypdf

from assistant.documents.clean import tidy
from assistant.documents.formats.pdf.quality import unreadable
from assistant.documents.source import Source

TOOL = f"pypdf {version('pypdf')}"
_LONGEST = 500_000
"""Bytes of drawing instructions of a page above which it would take too long: pypdf reads about 1 MB a second."""
_FULLER = 2.5
"""So many times as many letters are needed: bold letters, drawn twice, come out double."""
_FEWEST_MORE = 40


class SecondOpinion:
    """Reads pages of one PDF a second way.

    Args:
        source: The file.
    """

    def __init__(self, source: Source) -> None:
        self._source = source

    def better(self, index: int, text: str, *, lacking: bool = False) -> str:
        """Return what pypdf makes of a page, "" where that is not clearly better.

        Args:
            index: The page, from 0.
            text: What pdfium makes of it, "" where that is no text.
            lacking: Whether that lacks something for certain: then any letters more are better.
        """
        told = self._told(index)
        letters, known = sum(map(str.isalnum, told)), sum(map(str.isalnum, text))
        fuller = letters > _FULLER * known and letters - known >= _FEWEST_MORE
        return told if (fuller or (lacking and letters > known)) and not unreadable(told) else ""

    def _told(self, index: int) -> str:
        try:
            page = self._pages[index]
            drawn = page.get_contents()
            small = drawn is not None and len(drawn.get_data()) <= _LONGEST
            return tidy(page.extract_text()) if small else ""
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - a damaged page raises anything; then there is no second opinion
            return ""

    @cached_property
    def _pages(self) -> list[pypdf.PageObject]:
        """The pages, none where the file cannot be opened: it is tried once, not again for each page."""
        try:
            return self._opened()
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - as a damaged page does
            return []

    def _opened(self) -> list[pypdf.PageObject]:
        logging.getLogger("pypdf").setLevel(logging.CRITICAL)
        reader = pypdf.PdfReader(self._source.stream())
        if reader.is_encrypted:
            reader.decrypt(self._source.password or "")
        return list(reader.pages)
