"""Finding what a document repeats on its pages: running heads, footers, notices."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.documents.model import Page

_EDGE = 3  # lines at the top and at the bottom of a page that may be running ones
_FEWEST_PAGES = 4
_SHARE = 0.3
_LONGEST = 200
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b")
_LINE = re.compile(r"[^\n]+")

Line = tuple[str, int, int]
"""What a line says with its numbers masked, and its first and one-past-last offset."""


def with_boilerplate(pages: Sequence[Page]) -> list[Page]:
    """Return the pages with their running heads and footers marked, beside what their reader marked.

    A line counts as repeated when it stands among the first or last three lines of at least four pages and of
    three pages in ten, numbers aside.
    """
    edges = [list(_edge_lines(page)) for page in pages]
    seen = Counter(said for lines in edges for said in {said for said, _, _ in lines})
    least = max(_FEWEST_PAGES, _SHARE * len(pages))
    return [
        _marked(page, [line for line in lines if seen[line[0]] >= least])
        for page, lines in zip(pages, edges, strict=True)
    ]


def _edge_lines(page: Page) -> Iterator[Line]:
    lines = [match for match in _LINE.finditer(page.text) if match.group().strip()]
    for match in lines if len(lines) <= 2 * _EDGE else [*lines[:_EDGE], *lines[-_EDGE:]]:
        if len(match.group()) <= _LONGEST:
            yield _NUMBER.sub("#", match.group().strip().casefold()), match.start(), match.end()


def _marked(page: Page, lines: Sequence[Line]) -> Page:
    found = {(start, end) for _, start, end in lines}
    return replace(page, boilerplate=tuple(sorted({*page.boilerplate, *found}))) if found else page
