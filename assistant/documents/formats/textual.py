"""Which kind of text a file is whose ending says something else, or nothing."""

from __future__ import annotations

import re

from assistant.documents.encoding import decode

_MAILBOX = re.compile(rb"(?:\xef\xbb\xbf)?\s*From [^\r\n]*\d:\d\d[^\r\n]*\r?\n>?[!-9;-~]+:")
_FIELD = re.compile(rb"^([A-Za-z-]+):", re.MULTILINE)
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_OF_MAIL = {b"from", b"to", b"subject", b"date", b"reply-to", b"cc"}
_OF_TRANSPORT = {b"message-id", b"received", b"return-path", b"mime-version", b"delivered-to"}
_SAVED_PAGE = re.compile(rb"(?:[^\r\n]+\r?\n)*?Content-Type:\s*multipart/related", re.IGNORECASE)
_WEB_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--[\s\S]{0,500}?-->\s*)?<(?:!doctype html|html|head|body|table|meta)\b", re.IGNORECASE
)
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\s")
_OFFICE = {"doc", "docx", "xls", "xlsx", "ppt", "pptx"}
_PAGES = {"html", *_OFFICE}
_SHEETS = {"xls", "xlsx"}


def mail_kind(start: bytes) -> str:
    """Return `mbox` or `eml` where a file begins as mail does, else ""."""
    if _MAILBOX.match(start):
        return "mbox"
    fields = {name.lower() for name in _FIELD.findall(_HEADER_END.split(start.lstrip(), maxsplit=1)[0])}
    return "eml" if len(fields & _OF_MAIL) > 1 and fields & _OF_TRANSPORT else ""


def web_page(start: bytes) -> bool:
    """Whether a file begins as a web page does."""
    return bool(_WEB_PAGE.match(start))


def saved_page(start: bytes, by_suffix: str) -> bool:
    """Whether a file with the ending of a web page or Office file is a web page with all that belongs to it."""
    return by_suffix in _PAGES and bool(_SAVED_PAGE.match(start))


def office_text_kind(start: bytes, by_suffix: str) -> str:
    """Return which kind of text was saved with the ending of an Office file, as many programs do; "" for none."""
    if by_suffix not in _OFFICE:
        return ""
    if web_page(start):
        return "html"
    if _XML.match(start):
        return "xml"
    return _plain_kind(start, by_suffix)


def _plain_kind(start: bytes, by_suffix: str) -> str:
    decoded = decode(start)
    odd = decoded.text.count("\ufffd") + sum(letter < " " and letter not in "\t\n\r\f" for letter in decoded.text)
    if odd > 1 or "\n" not in decoded.text:  # the last letter may be cut in two
        return ""
    return "csv" if by_suffix in _SHEETS else "text"
