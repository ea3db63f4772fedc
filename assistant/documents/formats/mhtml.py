"""A web page saved as one file: its first HTML part that says something, no resource of it."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator

from assistant.documents.encoding import Decoded, decode_markup
from assistant.documents.formats.html import blocks_of, parsed, read_markup
from assistant.documents.formats.mail.parts import charset, payload
from assistant.documents.pagination import Layout
from assistant.documents.source import Format, Reading, Source
from assistant.errors import WorldError


def read(source: Source) -> Reading:
    """Yield the head and the sections of the saved page; of a page of frames, those of the first frame with words."""
    pages = list(_pages(source.data()))
    if not pages:
        raise WorldError("damaged-file", f"“{source.name}” holds no web page.")
    page = next((page for page in pages if any(blocks_of(parsed(page.text)))), pages[0])
    yield from read_markup(page.text, Layout("section", f"selectolax ({page.encoding})", page.remark), "mhtml")


def _pages(data: bytes) -> Iterator[Decoded]:
    for part in email.message_from_bytes(data, policy=email.policy.compat32).walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            yield decode_markup(payload(part), charset(part))


FORMAT = Format(read)
