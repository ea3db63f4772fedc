"""One message of RFC 5322: subject, people, date, its body once, and what is attached."""

from __future__ import annotations

import codecs
import email
import email.policy
from collections.abc import Iterator
from email.message import Message
from email.utils import parsedate_to_datetime

from assistant.documents.clean import one_line, tidy
from assistant.documents.formats.mail.body import Body
from assistant.documents.formats.mail.headers import decoded_header
from assistant.documents.formats.mail.parts import INNER_MESSAGE, attached_name, inner_message, is_attached, payload
from assistant.documents.formats.mail.signed import signed_content
from assistant.documents.source import Member

_FIELDS = ("Subject", "From", "To", "Cc", "Bcc", "Date")
_MOST_PARTS = 2000
_PACKED = {"application/pkcs7-mime", "application/x-pkcs7-mime"}
_LOCKED = {*_PACKED, "multipart/encrypted"}
_LOCKED_TEXT = "-----BEGIN PGP MESSAGE-----"
_SEALED = "This message is encrypted or sealed: its body could not be read."


class Mail:
    """A parsed message.

    Args:
        data: Its bytes.
    """

    def __init__(self, data: bytes) -> None:
        self._message = _parsed(data)
        self._content = _unpacked(self._message)
        self._parts = [part for part, _ in zip(self._content.walk(), range(_MOST_PARTS), strict=False)]
        self._body = Body(self._content)

    @property
    def subject(self) -> str:
        """The subject, "" where there is none."""
        return self.header("Subject")

    @property
    def date(self) -> str:
        """The ISO date, "" where there is none that makes sense."""
        try:
            return parsedate_to_datetime(self.header("Date")).date().isoformat()
        except (ValueError, TypeError, IndexError):
            return ""

    def header(self, name: str) -> str:
        """Return a header field in plain words, whatever its encoding claims to be."""
        fields = self._message.raw_items()
        return one_line(decoded_header(next((value for key, value in fields if key.lower() == name.lower()), "")))

    def text(self) -> str:
        """Return the fields, the body once, and the names of what is attached."""
        fields = [f"{name}: {value}" for name in _FIELDS if (value := self.header(name))]
        attached = self.attached_names()
        notes = [f"Attached: {', '.join(attached)}"] if attached else []
        return "\n\n".join(part for part in ("\n".join(fields), self._body.text, *notes) if part)

    def attached_names(self) -> tuple[str, ...]:
        """Return the names of what is attached."""
        return tuple(name for name, _ in self._attached())

    def attachments(self) -> Iterator[Member]:
        """Yield what is attached, and messages inside this one."""
        for name, part in self._attached():
            inner = part.get_content_type() == INNER_MESSAGE
            yield Member(name, inner_message(part) if inner else payload(part))

    @property
    def fault(self) -> str:
        """Why the body could not be read, or which encoding it was guessed to have, as a sentence, or ""."""
        sealed = self._content.get_content_type() in _LOCKED or self._body.text.startswith(_LOCKED_TEXT)
        return _SEALED if sealed else self._body.remark

    def _attached(self) -> Iterator[tuple[str, Message]]:
        """Yield what is attached to this message, not to one inside it, each with its name."""
        inside: set[int] = set()
        number = 0
        for part in self._parts:
            if id(part) in inside or self._content.get_content_type() in _LOCKED:
                continue
            inner = part.get_content_type() == INNER_MESSAGE and part is not self._content
            if inner:
                inside.update(id(below) for below in part.walk() if below is not part)
            if inner or is_attached(part):
                number += 1
                yield _subject_as_name(part, number) if inner else attached_name(part, number), part


def _parsed(data: bytes) -> Message:
    """Parse a message; marks of an encoding in front of it would make all of it a body."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode()
    data = data.removeprefix(codecs.BOM_UTF8)
    return email.message_from_bytes(data, policy=email.policy.compat32)


def _unpacked(message: Message) -> Message:
    """Return what a message holds that was signed as one piece; any other one as it is."""
    content = signed_content(payload(message)) if message.get_content_type() in _PACKED else None
    return message if content is None else _parsed(content)


def _subject_as_name(part: Message, number: int) -> str:
    inner = _parsed(inner_message(part))
    subject = one_line(decoded_header(str(inner.get("Subject", ""))))
    return f"{tidy(subject).replace('/', '_')[:80] or f'message {number}'}.eml"
