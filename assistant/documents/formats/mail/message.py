"""One message of RFC 5322: subject, people, date, its body once, and what is attached."""

from __future__ import annotations

import email
import email.errors
import email.policy
from collections.abc import Iterator
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime

from assistant.documents.blocks import block_text
from assistant.documents.clean import one_line, tidy
from assistant.documents.encoding import Decoded, decode
from assistant.documents.source import Member

_FIELDS = ("Subject", "From", "To", "Cc", "Bcc", "Date")
_MOST_PARTS = 2000
_FULLER = 3
"""An HTML body so many times longer than the plain one is the real body; the plain one says to open the other."""
_SEALED = {"application/pkcs7-mime", "application/x-pkcs7-mime"}


class Mail:
    """A parsed message.

    Args:
        data: Its bytes.
    """

    def __init__(self, data: bytes) -> None:
        self._message = email.message_from_bytes(data, policy=email.policy.compat32)
        self._parts = [part for part, _ in zip(self._message.walk(), range(_MOST_PARTS), strict=False)]

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
        return one_line(_decoded_header(next((value for key, value in fields if key.lower() == name.lower()), "")))

    def text(self) -> str:
        """Return the fields, the body once, and the names of what is attached."""
        fields = [f"{name}: {value}" for name in _FIELDS if (value := self.header(name))]
        attached = [member.name for member in self.attachments()]
        notes = [f"Attached: {', '.join(attached)}"] if attached else []
        return "\n\n".join(part for part in ("\n".join(fields), self._body(), *notes) if part)

    def attachments(self) -> Iterator[Member]:
        """Yield what is attached, and messages inside this one."""
        number = 0
        for part in self._outer_parts():
            if part.get_content_type() == "message/rfc822":
                number += 1
                yield _inner_message(part, number)
            elif _is_attached(part):
                number += 1
                name = one_line(_decoded_header(part.get_filename() or "")).replace("/", "_")
                yield Member(name or f"attachment {number}", _payload(part))

    @property
    def fault(self) -> str:
        """Why the body could not be read, or which encoding it was guessed to have, as a sentence, or ""."""
        if self._message.get_content_type() in _SEALED:
            return "This message is encrypted or sealed: its body could not be read."
        bodies = (*self._decoded("text/plain"), *self._decoded("text/html"))
        return next((body.remark for body in bodies if body.remark), "")

    def _outer_parts(self) -> Iterator[Message]:
        """Yield the parts that belong to this message, not to one inside it."""
        inner: set[int] = set()
        for part in self._parts:
            if id(part) in inner:
                continue
            if part.get_content_type() == "message/rfc822" and part is not self._message:
                inner.update(id(below) for below in part.walk() if below is not part)
            yield part

    def _body(self) -> str:
        plain = self._texts("text/plain")
        formatted = html_text("\n".join(self._texts("text/html", tidied=False)))
        told = "\n\n".join(plain)
        return formatted if len(formatted) > _FULLER * len(told) else told

    def _texts(self, kind: str, *, tidied: bool = True) -> list[str]:
        texts = [body.text for body in self._decoded(kind)]
        return [text for text in map(tidy, texts) if text] if tidied else texts

    def _decoded(self, kind: str) -> Iterator[Decoded]:
        for part in self._outer_parts():
            if part.get_content_type() == kind and not _is_attached(part):
                yield decode(_payload(part), _charset(part))


def html_text(markup: str) -> str:
    """Return what a reader sees of an HTML body."""
    if not markup.strip():
        return ""
    # Most messages have no HTML that would need its parser.
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415

    from assistant.documents.formats.html import blocks_of  # noqa: PLC0415

    return tidy("\n\n".join(block_text(block) for block in blocks_of(LexborHTMLParser(markup))))


def _is_attached(part: Message) -> bool:
    if part.is_multipart():
        return False
    return part.get_content_disposition() == "attachment" or part.get_filename() is not None


def _inner_message(part: Message, number: int) -> Member:
    inner = part.get_payload(0) if part.is_multipart() else part
    subject = one_line(_decoded_header(str(inner.get("Subject", "")))) if isinstance(inner, Message) else ""
    name = subject.replace("/", "_")[:80] or f"message {number}"
    return Member(f"{name}.eml", inner.as_bytes() if isinstance(inner, Message) else b"")


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _charset(part: Message) -> str:
    """The declared charset, if anybody knows it; else the bytes must tell."""
    return one_line(str(part.get_param("charset") or "")).lower()


def _decoded_header(raw: str) -> str:
    try:
        pieces = decode_header(raw)
    except (ValueError, email.errors.HeaderParseError):
        return _told(raw, None)
    return "".join(_told(piece, charset) for piece, charset in pieces)


def _told(piece: str | bytes, charset: str | None) -> str:
    data = piece.encode("utf-8", "surrogateescape") if isinstance(piece, str) else piece
    return decode(data, charset or "").text
