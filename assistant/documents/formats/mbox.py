"""A mailbox file: each message is a page."""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.documents.formats.mail.message import Mail
from assistant.documents.formats.mail.pages import message_page
from assistant.documents.model import Head
from assistant.documents.source import Format, Member, Reading, Source
from assistant.errors import WorldError

_LARGEST = 1_000_000_000
_DATED = re.compile(rb"(?:\A(?:\xef\xbb\xbf)?|(?<=\n))From [^\r\n]*\d:\d\d[^\r\n]*\r?\n(?=>?[!-9;-~]+:)")
"""Where a message begins; a sentence of a message may begin with “From”, too."""
_START = re.compile(rb"(?:\A|(?<=\n))From [^\r\n]*\r?\n")
"""The same where a program leaves the date out."""
_FIELD = re.compile(rb"\s*[!-9;-~]+:")
_ATTACHING = re.compile(
    rb"name\*?\d*\*?=|message/rfc822|attachment|multipart/|application/|image/|calendar", re.IGNORECASE
)
"""Where none of these stands, parsing every message twice can be saved."""
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


def read(source: Source) -> Reading:
    """Yield the head and the messages in order."""
    if source.size > _LARGEST:
        raise WorldError("file-too-large", f"“{source.name}” is larger than the 1 GB of mail that can be read.")
    yield Head("mbox", attachments=tuple(_names(source)))
    number = 0
    for number, mail in enumerate(_messages(source), 1):
        yield message_page(number, mail.subject, mail.text(), mail.fault)
    if not number:
        raise WorldError("damaged-file", f"“{source.name}” holds no message.")


def extract(source: Source) -> Iterator[Member]:
    """Yield what is attached to each message, in a folder named by the message's number."""
    if not _ATTACHING.search(source.mapped()):
        return
    for number, mail in enumerate(_messages(source), 1):
        for member in mail.attachments():
            yield Member(f"message {number}/{member.name}", member.data, member.reason)


def _names(source: Source) -> Iterator[str]:
    if _ATTACHING.search(source.mapped()):
        for number, mail in enumerate(_messages(source), 1):
            yield from (f"message {number}/{name}" for name in mail.attached_names())


def _messages(source: Source) -> Iterator[Mail]:
    mapped = source.mapped()
    for (_, start), (end, _) in pairwise([*_borders(mapped), (len(mapped), len(mapped))]):
        yield Mail(_QUOTED_FROM.sub(rb"\1", mapped[start:end]))


def _borders(mapped: mmap.mmap) -> list[tuple[int, int]]:
    """Return where the line in front of each message begins and ends; one message may stand without such a line."""
    for pattern in (_DATED, _START):
        if borders := [match.span() for match in pattern.finditer(mapped)]:
            return borders
    return [(0, 0)] if _FIELD.match(mapped) else []


FORMAT = Format(read, extract=extract)
