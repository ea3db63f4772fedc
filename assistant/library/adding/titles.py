"""What a document is called."""

from __future__ import annotations

import re

from assistant.documents.model import Head
from assistant.library import paths

_LONGEST = 120
_MEANINGLESS = re.compile(
    r"(?i)^(untitled.*|document\d*|microsoft (word|powerpoint|excel) - .*|slide \d+|powerpoint presentation|"
    r"book\d*|presentation\d*|.*\.(docx?|pdf|indd|qxd|xlsx?|pptx?|html?|txt|tmp))$"
)


def title_of(head: Head, name: str) -> str:
    """Return a document's title: from its metadata where that says something, else its file's name."""
    said = " ".join(head.title.split())
    if said and not _MEANINGLESS.match(said):
        return said[:_LONGEST]
    stem = name.rpartition(".")[0] or name
    return paths.plain(stem)[:_LONGEST]
