"""What a PDF says of itself: metadata, outline, attachments."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2

from assistant.documents.clean import one_line
from assistant.documents.formats.pdf.attachments import attachment_names
from assistant.documents.model import Head
from assistant.documents.values import Section

_MOST_OUTLINE_ENTRIES = 5000
_EMPTY_WORDS = {"untitled", "anonymous", "unknown", "(anonymous)", "(unspecified)"}
_DATE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")


def head_of(document: pypdfium2.PdfDocument) -> Head:
    """Return the head of a PDF."""
    facts = document.get_metadata_dict(skip_empty=True)
    return Head(
        "pdf",
        pages=len(document),
        title=_telling(one_line(facts.get("Title", ""))),
        author=_telling(one_line(facts.get("Author", ""))),
        created=_iso_date(facts.get("CreationDate", "")),
        outline=tuple(_outline(document)),
        attachments=tuple(attachment_names(document)),
    )


def _outline(document: pypdfium2.PdfDocument) -> Iterator[Section]:
    for count, entry in enumerate(document.get_toc()):
        if count == _MOST_OUTLINE_ENTRIES:
            return
        target = entry.get_dest()
        page = target.get_index() if target else None
        title = one_line(entry.get_title())
        if page is not None and title:
            yield Section(title, entry.level + 1, page + 1)


def _telling(value: str) -> str:
    """Leave out what programs put in by themselves."""
    telling = value.lower() not in _EMPTY_WORDS and any(map(str.isalpha, value))
    return value.removeprefix("Microsoft Word - ") if telling else ""


def _iso_date(written: str) -> str:
    match = _DATE.match(written)
    return "-".join(part for part in match.groups() if part) if match else ""
