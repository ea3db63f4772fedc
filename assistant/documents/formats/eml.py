"""A message as a file."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.documents.formats.mail.message import Mail
from assistant.documents.formats.mail.pages import message_page
from assistant.documents.model import Head
from assistant.documents.source import Format, Member, Reading, Source


def read(source: Source) -> Reading:
    """Yield the head and the one message."""
    mail = Mail(source.data())
    yield Head("eml", 1, mail.subject, mail.header("From"), mail.date, attachments=mail.attached_names())
    yield message_page(1, mail.subject, mail.text(), mail.fault)


def extract(source: Source) -> Iterator[Member]:
    """Yield what is attached."""
    yield from Mail(source.data()).attachments()


FORMAT = Format(read, extract=extract)
