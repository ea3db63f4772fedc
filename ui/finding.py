"""Where words stand in a document: every place of them, letter case and line breaks aside."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.library.records import PageRecord
from ui.spots import Spot

MOST = 1000
"""Places that are told at the most."""


def places_of(words: str, pages: Iterable[PageRecord]) -> list[Spot]:
    """Return where some words stand in these pages, in reading order."""
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())), re.IGNORECASE)
    found: list[Spot] = []
    if not words.strip():
        return found
    for page in pages:
        found += [Spot(page.document, page.number, *place.span()) for place in pattern.finditer(page.text)]
        if len(found) >= MOST:
            return found[:MOST]
    return found
