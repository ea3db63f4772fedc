"""What Outlook packs for other Outlooks (`winmail.dat`): a message's rich body and its attachments (MS-OXTNEF)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.documents.clean import one_line, tidy
from assistant.documents.encoding import decode
from assistant.documents.formats.mail.body import html_text
from assistant.documents.formats.mail.pages import message_page
from assistant.documents.formats.mail.properties import properties_of
from assistant.documents.formats.mail.rtf_body import rtf_body
from assistant.documents.model import Head
from assistant.documents.source import Format, Member, Reading, Source

_START, _CUT_OFF = 6, "This message is cut off: its end is missing."
_SUBJECT, _BODY, _PROPERTIES = 0x00018004, 0x0002800C, 0x00069003
_ATTACHMENT_BEGINS, _TITLE, _CONTENT, _ATTACHMENT_PROPERTIES = 0x00069002, 0x00018010, 0x0006800F, 0x00069005
_PLAIN, _RTF, _HTML, _LONG_NAME, _OBJECT = 0x1000, 0x1009, 0x1013, 0x3707, 0x3701
_WIDE, _INNER = 0x1F, 0x0D
_INNER_START = 16
"""In front of a message inside stands the number of its interface."""


@dataclass
class _Attachment:
    """What is attached, in the making."""

    title: str = ""
    data: bytes = b""
    suffix: str = ""


@dataclass
class _Packed:
    """What was packed."""

    subject: str = ""
    plain: str = ""
    rich: str = ""
    attachments: list[_Attachment] = field(default_factory=list)
    whole: bool = True

    def names(self) -> tuple[str, ...]:
        titles = (
            f"{one.title or f'attachment {number}'}{one.suffix}" for number, one in enumerate(self.attachments, 1)
        )
        return tuple(title.replace("/", "_") for title in titles)


def read(source: Source) -> Reading:
    """Yield the head and the one message."""
    packed = _unpacked(source.data())
    names = packed.names()
    notes = f"Attached: {', '.join(names)}" if names else ""
    parts = (f"Subject: {packed.subject}" if packed.subject else "", packed.plain or packed.rich, notes)
    yield Head("tnef", 1, packed.subject, attachments=names)
    yield message_page(1, packed.subject, "\n\n".join(filter(None, parts)), "" if packed.whole else _CUT_OFF)


def extract(source: Source) -> Iterator[Member]:
    """Yield what is attached."""
    packed = _unpacked(source.data())
    for name, attachment in zip(packed.names(), packed.attachments, strict=True):
        yield Member(name, attachment.data)


def _unpacked(data: bytes) -> _Packed:
    packed = _Packed()
    place = _START
    while place + 9 <= len(data):
        attribute, size = struct.unpack_from("<II", data, place + 1)
        value = data[place + 9 : place + 9 + size]
        packed.whole = packed.whole and len(value) == size
        _take(packed, attribute, value)
        place += 11 + size
    return packed


def _take(packed: _Packed, attribute: int, value: bytes) -> None:
    """Put one attribute where it belongs; those of an attachment follow its beginning."""
    if attribute == _SUBJECT:
        packed.subject = one_line(_text(value))
    elif attribute == _BODY:
        packed.plain = tidy(_text(value))
    elif attribute == _PROPERTIES:
        _take_bodies(packed, dict(properties_of(value)))
    elif attribute == _ATTACHMENT_BEGINS:
        packed.attachments.append(_Attachment())
    elif packed.attachments:
        _take_attached(packed.attachments[-1], attribute, value)


def _take_bodies(packed: _Packed, properties: dict[int, tuple[int, bytes]]) -> None:
    kind, plain = properties.get(_PLAIN, (0, b""))
    packed.plain = packed.plain or tidy(_text(plain, wide=kind == _WIDE))
    markup = _text(properties.get(_HTML, (0, b""))[1])
    packed.rich = html_text(markup) or rtf_body(properties.get(_RTF, (0, b""))[1])


def _take_attached(attachment: _Attachment, attribute: int, value: bytes) -> None:
    if attribute == _TITLE:
        attachment.title = attachment.title or one_line(_text(value))
    elif attribute == _CONTENT:
        attachment.data = value
    elif attribute == _ATTACHMENT_PROPERTIES:
        properties = dict(properties_of(value))
        kind, name = properties.get(_LONG_NAME, (0, b""))
        attachment.title = one_line(_text(name, wide=kind == _WIDE)) or attachment.title
        kind, inner = properties.get(_OBJECT, (0, b""))
        if kind == _INNER and not attachment.data:
            attachment.data, attachment.suffix = inner[_INNER_START:], ".tnef"


def _text(data: bytes, *, wide: bool = False) -> str:
    text = data.decode("utf-16-le", "replace") if wide else decode(data.rstrip(b"\0")).text
    return text.rstrip("\0")


FORMAT = Format(read, extract=extract)
