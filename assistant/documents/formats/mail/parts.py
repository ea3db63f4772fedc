"""What the parts of a message are: its body, what is attached to it, or mere wrapping."""

from __future__ import annotations

import base64
import re
from email.message import Message

from assistant.documents.clean import one_line
from assistant.documents.formats.mail.headers import decoded_header, told
from assistant.documents.kinds import KIND_OF_SUFFIX

INNER_MESSAGE = "message/rfc822"
_SIGNATURES = {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"}
WRAPPING = {*_SIGNATURES, "application/pgp-encrypted"}
"""Kinds of parts that say nothing to a reader."""
_PACKED = {"application/ms-tnef", "application/vnd.ms-tnef"}
_DOCUMENTS = {"text/calendar": "ics", "text/vcard": "vcf", "text/x-vcard": "vcf", "text/csv": "csv"}
"""Kinds of text that are documents of their own although they may have no name."""
_NAMING = {"content-type", "content-disposition"}
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


def is_attached(part: Message) -> bool:
    """Whether a part is a document of its own: by its name, by what it says, or because no body is of its kind."""
    kind = part.get_content_type()
    if part.is_multipart() or kind in WRAPPING or part.get_content_maintype() == "multipart":
        return False
    named = part.get_content_disposition() == "attachment" or part.get_filename() is not None
    return named or kind in _DOCUMENTS or part.get_content_maintype() not in {"text", "message"}


def attached_name(part: Message, number: int) -> str:
    """Return what an attachment is called, by its place (from 1) where it has no name."""
    named = Message()
    for key, value in part.raw_items():
        if key.lower() in _NAMING:
            named[key] = told(str(value), None)  # in letters, whatever bytes its name is written in
    if name := one_line(decoded_header(named.get_filename() or "")):
        packed = part.get_content_type() in _PACKED or name.lower() == "winmail.dat"
        return name.replace("/", "_") + (".tnef" if packed else "")
    return f"attachment {number}{_suffix(part)}"


def inner_message(part: Message) -> bytes:
    """Return the message inside a part, also where that is packed although it must not be."""
    inner = part.get_payload(0) if part.is_multipart() else part
    data = inner.as_bytes() if isinstance(inner, Message) else b""
    return _from_base64(data) if _transfer(part) == "base64" else data


def payload(part: Message) -> bytes:
    """Return the bytes of a part; of packed ones that are cut off or damaged, what can be unpacked."""
    if _transfer(part) == "base64":
        return _from_base64(str(part.get_payload()).encode("ascii", "replace"))
    unpacked = part.get_payload(decode=True)
    return unpacked if isinstance(unpacked, bytes) else b""


def charset(part: Message) -> str:
    """Return the charset that a part says it has, "" for none."""
    return one_line(str(part.get_param("charset") or "")).lower()


def hard_lines(part: Message, text: str) -> str:
    """Return the text of a part with its soft line ends undone (RFC 3676)."""
    if str(part.get_param("format") or "").lower() != "flowed":
        return text
    gap = "" if str(part.get_param("delsp") or "").lower() == "yes" else " "
    return _joined(text.replace("\r\n", "\n").split("\n"), gap)


def _joined(lines: list[str], gap: str) -> str:
    """Join each line that ends in a space to the next, where both are quoted as deep; `-- ` begins a signature."""
    joined: list[str] = []
    going_on = -1
    for line in lines:
        depth = len(line) - len(line.lstrip(">"))
        said = line[depth:].removeprefix(" ")
        soft = said.endswith(" ") and said != "-- "
        said = said[:-1] + gap if soft else said
        if depth == going_on:
            joined[-1] += said
        else:
            joined.append(f"{'>' * depth} {said}" if depth else said)
        going_on = depth if soft else -1
    return "\n".join(joined)


def _suffix(part: Message) -> str:
    """Return the ending that a part without a name should have, where its kind tells one that can be read."""
    suffix = _DOCUMENTS.get(part.get_content_type(), part.get_content_subtype())
    return f".{suffix}" if f".{suffix}" in KIND_OF_SUFFIX else ""


def _transfer(part: Message) -> str:
    return one_line(str(part.get("Content-Transfer-Encoding") or "")).lower()


def _from_base64(data: bytes) -> bytes:
    """Unpack as much as there is; lines with gaps, such as a list's footer, are none of it."""
    lines = (line for line in data.splitlines() if b" " not in line.strip())
    letters = _NOT_BASE64.sub(b"", b"".join(lines))
    letters = letters[:-1] if len(letters) % 4 == 1 else letters
    return base64.b64decode(letters + b"=" * (-len(letters) % 4))
