"""What a slide of the old kind has beside its shapes: comments, and what stands at its top and bottom."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.documents.clean import one_line, tidy
from assistant.documents.formats.ppt_records import STRING, Record, inside, letters, records

_TAGS, _COMMENT = 0x138B, 0x2EE0
_AUTHOR, _TEXT = 0, 1
_RUNNING, _SWITCHES = 0x0FD9, 0x0FDA
_LABELS = {0: (0x04, "Footer"), 1: (0x10, "Header"), 2: (0x20, "Footer")}
"""By instance of a text: the switch that shows it, and how it is labelled; the first is a date that was typed."""


def comments(slide: bytes) -> Iterator[str]:
    """Yield the comments on a slide, labelled."""
    for tag in inside(slide, _TAGS):
        for part in records(tag.body):
            if part.kind == _COMMENT and (told := _comment(part)):
                yield told


def _comment(part: Record) -> str:
    texts = {text.instance: letters(text) for text in records(part.body) if text.kind == STRING}
    author, text = one_line(texts.get(_AUTHOR, "")), tidy(texts.get(_TEXT, ""))
    return f"Comment by {author}: {text}" if author and text else f"Comment: {text}" if text else ""


def running_titles(body: bytes) -> Iterator[str]:
    """Yield the headers and footers that a slide (or all of them) shows, labelled."""
    for part in records(body):
        if part.kind == _RUNNING:
            switches = next((one.body[2] for one in records(part.body) if one.kind == _SWITCHES and one.body[2:3]), 0)
            for text in records(part.body):
                switch, label = _LABELS.get(text.instance, (0, ""))
                if text.kind == STRING and switches & switch and (told := one_line(letters(text))):
                    yield f"{label}: {told}"
