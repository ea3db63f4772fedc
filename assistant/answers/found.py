"""The whole pages of what a search found, and of documents, as the checks see them."""

from __future__ import annotations

from assistant.answers.pages import PageText
from assistant.library.library import Library
from assistant.library.records import DocumentRecord, PageRecord
from assistant.search.evidence import Found


def page_text(record: DocumentRecord, page: PageRecord) -> PageText:
    """Return a stored page as the checks see it."""
    return PageText(page.document, page.number, page.text, page.label, record.path, record.title)


def pages_of(library: Library, found: Found) -> list[PageText]:
    """Return the pages found, best first, one for each passage."""
    return [
        PageText(
            document=item.document,
            page=item.page,
            text=library.page(item.document, item.page).text,
            label=item.label,
            path=item.path,
            title=item.title,
        )
        for item in found.evidence
    ]
