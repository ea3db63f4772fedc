"""FTS5 expressions from words that users typed: everything is quoted, so that no word can be read as an operator."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.library.store.words import searchable

_WORD = re.compile(r"[^\W_]+")


def phrase(text: str, *, prefix: bool = False) -> str:
    """Return the expression for the words of a text standing together, or "" where it has none."""
    inner = " ".join(_WORD.findall(searchable(text)))
    return f'"{inner}"{"*" if prefix else ""}' if inner else ""


def any_of(texts: Iterable[str]) -> str:
    """Return the expression that any of the texts satisfies, each as a phrase, or "" where none has a word."""
    return " OR ".join(dict.fromkeys(filter(None, (phrase(text) for text in texts))))
