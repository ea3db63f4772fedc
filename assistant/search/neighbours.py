"""The pages beside those found: an answer often begins on the page before, or ends on the one after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.search.evidence import RankedPage


def with_neighbours(pages: Sequence[RankedPage], lengths: Mapping[str, int], reach: int = 1) -> list[tuple[str, int]]:
    """Return the pages found, then those beside them, as (document, page), each once.

    Args:
        pages: Best first; the neighbours of the best come first too.
        lengths: Number of pages of each document.
        reach: How many pages to each side.
    """
    found = [(page.document, page.page) for page in pages]
    beside = [
        (page.document, number)
        for page in pages
        for step in range(1, reach + 1)
        for number in (page.page + step, page.page - step)
        if 1 <= number <= lengths.get(page.document, 0)
    ]
    return list(dict.fromkeys([*found, *beside]))
