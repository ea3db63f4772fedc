"""An Outlook message (MS-OXMSG)."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from assistant.documents.clean import one_line, tidy
from assistant.documents.encoding import decode, decode_markup
from assistant.documents.formats.compound import Compound
from assistant.documents.formats.mail.body import html_text
from assistant.documents.formats.mail.pages import message_page
from assistant.documents.formats.mail.rtf_body import is_damaged, rtf_body
from assistant.documents.model import Head
from assistant.documents.source import Format, Member, Reading, Source

_TEXT, _OLD_TEXT, _BINARY = "001F", "001E", "0102"
_SUBJECT, _BODY, _HTML, _RTF = "0037", "1000", "1013", "1009"
_SENDER_NAME, _SMTP_ADDRESS, _ADDRESS, _TO, _CC = "0C1A", "5D01", "0C1F", "0E04", "0E03"
_LONG_NAME, _NAME, _CONTENT = "3707", "3001", "3701"
_DATES = (0x00390040, 0x0E060040)
_CODEPAGE, _WEB_CODEPAGE = 0x3FFD0003, 0x3FDE0003
_CHARSETS = {
    65001: "utf-8", 20127: "ascii", 20866: "koi8-r", 21866: "koi8-u", 50220: "iso-2022-jp", 51932: "euc-jp",
    51949: "euc-kr", 54936: "gb18030", **{28590 + part: f"iso8859-{part}" for part in range(1, 16)},
}  # fmt: skip
_ATTACHMENT = re.compile(r"__attach_version1\.0_#[0-9A-F]{8}")
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


def read(source: Source) -> Reading:
    """Yield the head and the one message."""
    message = _Message(Compound(source.data()))
    names = tuple(member.name for member in message.attachments())
    yield Head("msg", 1, message.line(_SUBJECT), message.sender, message.date[:10], attachments=names)
    yield message_page(1, message.line(_SUBJECT), message.text(names), message.fault)


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
        ticks = next((ticks for tag, ticks in self._numbers() if tag in _DATES and ticks < 1 << 60), None)
        if ticks is None:
            return ""
        return (_EPOCH + timedelta(microseconds=ticks // 10)).isoformat(" ", "minutes")[:16]

    def _numbers(self) -> Iterator[tuple[int, int]]:
        """Yield the properties that are numbers, each with its tag."""
        raw = self._file.stream(f"{self._folder}__properties_version1.0")
        for place in range(len(raw) % 16, len(raw) - 15, 16):
            tag, _, number = struct.unpack_from("<IIQ", raw, place)
            yield tag, number

    def _charset(self, tag: int) -> str:
        """Return the encoding that a property names by its number at Microsoft, "" where none is known."""
        number = next((number & 0xFFFFFFFF for told, number in self._numbers() if told == tag), 0)
        return _CHARSETS.get(number, f"cp{number}" if number else "")

    def text(self, attached: tuple[str, ...]) -> str:
        fields = {"Subject": self.line(_SUBJECT), "From": self.sender, "To": self.line(_TO), "Cc": self.line(_CC)}
        fields |= {"Date": self.date}
        head = "\n".join(f"{name}: {value}" for name, value in fields.items() if value)
        notes = f"Attached: {', '.join(attached)}" if attached else ""
        return "\n\n".join(part for part in (head, self._body(), notes) if part)

    @property
    def fault(self) -> str:
        """Why the body could not be read, as a sentence, or ""."""
        lost = is_damaged(self.binary(_RTF)) and not self._body()
        return "The body of this message is damaged: it could not be read." if lost else ""

    def attachments(self) -> Iterator[Member]:
        places = (name.removeprefix(self._folder) for name in self._file.names() if name.startswith(self._folder))
        for number, name in enumerate(sorted(filter(_ATTACHMENT.fullmatch, places)), 1):
            yield from self._attachment(f"{self._folder}{name}", number)

    def _attachment(self, place: str, number: int) -> Iterator[Member]:
        """Yield what is attached; of a message, also what is attached to that."""
        attachment = _Message(self._file, f"{place}/")
        title = (attachment.line(_LONG_NAME) or attachment.line(_NAME) or f"attachment {number}").replace("/", "_")
        inner = f"{place}/__substg1.0_{_CONTENT}000D"
        if inner in self._file.entries:
            message = _Message(self._file, f"{inner}/")
            within = tuple(message.attachments())
            yield Member(f"{title}.txt", message.text(tuple(member.name for member in within)).encode())
            yield from (replace(member, name=f"{title}/{member.name}") for member in within)
        else:
            data = attachment.binary(_CONTENT)
            yield Member(title, data, "" if data else "It is empty, or linked rather than attached.")

    def binary(self, tag: str) -> bytes:
        return self._file.stream(f"{self._folder}__substg1.0_{tag}{_BINARY}")

    def _string(self, tag: str) -> str:
        wide = self._file.stream(f"{self._folder}__substg1.0_{tag}{_TEXT}")
        if wide:
            return wide.decode("utf-16-le", "replace")
        narrow = self._file.stream(f"{self._folder}__substg1.0_{tag}{_OLD_TEXT}")
        return decode(narrow, self._charset(_CODEPAGE)).text if narrow else ""

    def _body(self) -> str:
        """The plain body, else the HTML one, else the one in compressed RTF."""
        if plain := tidy(self._string(_BODY)):
            return plain
        markup = self._string(_HTML) or decode_markup(self.binary(_HTML), self._charset(_WEB_CODEPAGE)).text
        return html_text(markup) or rtf_body(self.binary(_RTF))


FORMAT = Format(read, extract=extract)
