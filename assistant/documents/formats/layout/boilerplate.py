"""Finds what repeats at the top and bottom of pages: running headers, footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from assistant.documents.model import Page

_AHEAD = 3
_BEHIND = 6
_EDGE_LINES = 3
_LONGEST = 160
_SEEN_OFTEN = 3
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")
_LINE = re.compile(r"[^\n]+")

_Key = tuple[str, str]


@dataclass(frozen=True)
class _Edges:
    """A page, and its outermost lines by what they say with the numbers masked."""

    page: Page
    spans: dict[_Key, tuple[int, int]]


def marked(pages: Iterable[Page]) -> Iterator[Page]:
    """Yield the pages with their boilerplate marked, three pages late: a line counts if its neighbours have it too."""
    behind: deque[_Edges] = deque(maxlen=_BEHIND)
    waiting: deque[_Edges] = deque()
    for page in pages:
        waiting.append(_edges(page))
        if len(waiting) > _AHEAD:
            yield _judged(waiting[0], [*behind, *waiting])
            behind.append(waiting.popleft())
    while waiting:
        yield _judged(waiting[0], [*behind, *waiting])
        behind.append(waiting.popleft())


def _edges(page: Page) -> _Edges:
    lines = list(_LINE.finditer(page.text))
    spans = {("bottom", masked(line[0])): line.span() for line in lines[-_EDGE_LINES:]}
    spans.update({("top", masked(line[0])): line.span() for line in lines[:_EDGE_LINES]})
    return _Edges(page, {key: span for key, span in spans.items() if len(key[1]) <= _LONGEST})


def masked(line: str) -> str:
    """Return a line as it is told from others wherever it repeats: without its numbers, in small letters."""
    return _DIGITS.sub("#", line.casefold()).strip()


def _judged(edges: _Edges, around: list[_Edges]) -> Page:
    counts = Counter(key for other in around for key in other.spans)
    found = {span for key, span in edges.spans.items() if counts[key] >= _SEEN_OFTEN}
    if not found:
        return edges.page
    starts = {start for start, _ in found}
    sections = tuple(section for section in edges.page.sections if section.start not in starts)
    return replace(edges.page, boilerplate=tuple(sorted(found)), sections=sections)
