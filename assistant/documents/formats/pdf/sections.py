"""Where the entries of a PDF's outline stand in the text of their pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from assistant.documents.values import Section


class Outline:
    """The outline of a document, by page.

    Args:
        entries: As the head tells them.
    """

    def __init__(self, entries: Sequence[Section]) -> None:
        self._by_page: dict[int, list[Section]] = defaultdict(list)
        for entry in entries:
            self._by_page[entry.page].append(entry)

    def on(self, number: int, text: str) -> tuple[Section, ...]:
        """Return the headings that begin on a page, each at its place in the text, else at the page's start."""
        found = [replace(entry, start=_place(entry.title, text)) for entry in self._by_page.get(number, ())]
        return tuple(sorted(found, key=lambda entry: entry.start))


def _place(title: str, text: str) -> int:
    words = r"\s+".join(re.escape(word) for word in title.split()[:20])
    match = re.search(words, text, re.IGNORECASE)
    return match.start() if match else 0
