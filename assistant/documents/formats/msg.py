"""An Outlook message (MS-OXMSG)."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from assistant.documents.clean import one_line, tidy
from assistant.documents.encoding import decode
from assistant.documents.formats.compound import Compound
from assistant.documents.formats.mail.body import html_text
from assistant.documents.formats.mail.pages import message_page
from assistant.documents.formats.mail.rtf_body import rtf_body
from assistant.documents.model import Head
from assistant.documents.source import Format, Member, Reading, Source

_TEXT, _OLD_TEXT, _BINARY = "001F", "001E", "0102"
_SUBJECT, _BODY, _HTML, _RTF = "0037", "1000", "1013", "1009"
_SENDER_NAME, _SMTP_ADDRESS, _ADDRESS, _TO, _CC = "0C1A", "5D01", "0C1F", "0E04", "0E03"
_LONG_NAME, _NAME, _CONTENT = "3707", "3001", "3701"
_DATES = (0x00390040, 0x0E060040)
_ATTACHMENT = re.compile(r"__attach_version1\.0_#[0-9A-F]{8}")
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


def read(source: Source) -> Reading:
    """Yield the head and the one message."""
    message = _Message(Compound(source.data()))
    names = tuple(member.name for member in message.attachments())
    yield Head("msg", 1, message.line(_SUBJECT), message.sender, message.date[:10], attachments=names)
    yield message_page(1, message.line(_SUBJECT), message.text(names))


def extract(source: Source) -> Iterator[Member]:
    """Yield what is attached."""
    yield from _Message(Compound(source.data())).attachments()


class _Message:
    """A message's properties, each a stream of its own."""

    def __init__(self, file: Compound, folder: str = "") -> None:
        self._file = file
        self._folder = folder

    def line(self, tag: str) -> str:
        return one_line(self._string(tag))

    @property
    def sender(self) -> str:
        name, address = self.line(_SENDER_NAME), self.line(_SMTP_ADDRESS) or self.line(_ADDRESS)
        return f"{name} <{address}>" if name and address and name != address else name or address

    @property
    def date(self) -> str:
        """The ISO time at which it was sent or received, "" where neither is told."""
        raw = self._file.stream(f"{self._folder}__properties_version1.0")
        for place in range(len(raw) % 16, len(raw) - 15, 16):
            tag, _, ticks = struct.unpack_from("<IIQ", raw, place)
            if tag in _DATES and ticks < 1 << 60:
                return (_EPOCH + timedelta(microseconds=ticks // 10)).isoformat(" ", "minutes")[:16]
        return ""

    def text(self, attached: tuple[str, ...]) -> str:
        fields = {"Subject": self.line(_SUBJECT), "From": self.sender, "To": self.line(_TO), "Cc": self.line(_CC)}
        fields |= {"Date": self.date}
        head = "\n".join(f"{name}: {value}" for name, value in fields.items() if value)
        notes = f"Attached: {', '.join(attached)}" if attached else ""
        return "\n\n".join(part for part in (head, self._body(), notes) if part)

    def attachments(self) -> Iterator[Member]:
        names = sorted(name for name in self._file.names() if _ATTACHMENT.fullmatch(name))
        for number, name in enumerate(names, 1):
            attachment = _Message(self._file, f"{name}/")
            inner = f"{name}/__substg1.0_{_CONTENT}000D"
            title = attachment.line(_LONG_NAME) or attachment.line(_NAME) or f"attachment {number}"
            if inner in self._file.entries:
                told = _Message(self._file, f"{inner}/")
                yield Member(f"{title.replace('/', '_')}.txt", told.text(()).encode())
            else:
                yield Member(title.replace("/", "_"), attachment.binary(_CONTENT))

    def binary(self, tag: str) -> bytes:
        return self._file.stream(f"{self._folder}__substg1.0_{tag}{_BINARY}")

    def _string(self, tag: str) -> str:
        wide = self._file.stream(f"{self._folder}__substg1.0_{tag}{_TEXT}")
        if wide:
            return wide.decode("utf-16-le", "replace")
        return decode(self._file.stream(f"{self._folder}__substg1.0_{tag}{_OLD_TEXT}")).text

    def _body(self) -> str:
        """The plain body, else the HTML one, else the one in compressed RTF."""
        if plain := tidy(self._string(_BODY)):
            return plain
        markup = self._string(_HTML) or decode(self.binary(_HTML)).text
        return html_text(markup) or tidy(rtf_body(self.binary(_RTF)))


FORMAT = Format(read, extract=extract)
