"""The body of a message: each part that a reader sees, once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message

from assistant.documents.blocks import block_text
from assistant.documents.clean import tidy
from assistant.documents.encoding import decode, decode_markup
from assistant.documents.formats.mail.parts import INNER_MESSAGE, WRAPPING, charset, hard_lines, is_attached, payload

_FULLER = 3
"""An HTML body so many times longer than the plain one is the real body; the plain one says to open the other."""
_MARKED = {"text/enriched", "text/richtext"}
_MARK = re.compile(r"<[^<>\n]{0,100}>")
_NOTICE = "message/delivery-status"
_DEEPEST = 50


class Body:
    """What a message says.

    Args:
        message: As parsed.

    Attributes:
        text: All of it, tidied.
        remark: Which encoding it was guessed to have, as a sentence, or "".
    """

    def __init__(self, message: Message) -> None:
        self.remark = ""
        self.text = "\n\n".join(self._told(message, 0))

    def _told(self, part: Message, depth: int) -> Iterator[str]:
        """Yield what a part says, what stands side by side in turn, of alternatives the one that is fullest."""
        kind = part.get_content_type()
        if (kind == INNER_MESSAGE and depth) or kind in WRAPPING or is_attached(part):
            return
        if depth > _DEEPEST or not part.is_multipart():
            yield from filter(None, (self._text(leaf) for leaf in part.walk() if not leaf.is_multipart()))
            return
        if kind == _NOTICE:
            yield from filter(None, (tidy(str(notice)) for notice in _inside(part)))
            return
        told = ["\n\n".join(self._told(inner, depth + 1)) for inner in _inside(part)]
        yield from [_fullest(told)] if kind == "multipart/alternative" else _once(told)

    def _text(self, part: Message) -> str:
        kind = part.get_content_type()
        if is_attached(part) or kind in WRAPPING:
            return ""
        decode_as = decode_markup if kind == "text/html" else decode
        decoded = decode_as(payload(part), charset(part))
        self.remark = self.remark or decoded.remark
        if kind == "text/html":
            return html_text(decoded.text)
        return tidy(_MARK.sub("", decoded.text) if kind in _MARKED else hard_lines(part, decoded.text))


def _inside(part: Message) -> list[Message]:
    inner = part.get_payload()
    return [one for one in inner if isinstance(one, Message)] if isinstance(inner, list) else []


def _once(told: list[str]) -> list[str]:
    """Return what was told, but nothing that another part says too: some programs put both bodies side by side."""
    said = {" ".join(text.split()): text for text in reversed(told)}
    return [text for flat, text in reversed(said.items()) if not any(flat != other and flat in other for other in said)]


def _fullest(told: list[str]) -> str:
    """Return the first of several tellings of the same, which is the plainest, unless it is a mere stub of another."""
    said = [text for text in told if text]
    longest = max(said, key=len, default="")
    return longest if said and len(longest) > _FULLER * len(said[0]) else next(iter(said), "")


def html_text(markup: str) -> str:
    """Return what a reader sees of an HTML body."""
    if not markup.strip():
        return ""
    # Most messages have no HTML that would need its parser.
    from assistant.documents.formats.html import blocks_of, parsed  # noqa: PLC0415

    return tidy("\n\n".join(block_text(block) for block in blocks_of(parsed(markup))))
