"""Putting the signals together: each is scaled to 0..1 over the pages it found, weighted, and added up."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from assistant import places

PageKey = tuple[str, int]
"""Document and page number."""

Signal = Mapping[PageKey, float]
"""What one way of looking says of each page it found; higher is better."""

Ranked = Sequence[tuple[PageKey, float]]
"""Pages with their scores, best first."""


@functools.cache
def weights() -> Mapping[str, float]:
    """Return the weight of each signal (`resources/search/weights.toml` tells how they were fitted)."""
    stored = places.resource_data("search", "weights.toml")
    return {name: float(weight) for name, weight in stored["weights"].items()}


def by_page(scores: Iterable[tuple[PageKey, float]]) -> dict[PageKey, float]:
    """Return for each page the score of its best passage."""
    best: dict[PageKey, float] = {}
    for page, score in scores:
        best[page] = max(score, best.get(page, score))
    return best


def scaled(signal: Signal) -> dict[PageKey, float]:
    """Return a signal divided by its greatest value."""
    greatest = max(signal.values(), default=0.0)
    return {page: score / greatest for page, score in signal.items()} if greatest > 0 else {}


def fuse(signals: Mapping[str, Signal], weight: Mapping[str, float]) -> list[tuple[PageKey, float]]:
    """Return the pages by the weighted sum of their signals, best first; equals by document and page."""
    total: dict[PageKey, float] = defaultdict(float)
    for name, signal in signals.items():
        for page, score in signal.items():
            total[page] += weight[name] * score
    return sorted(total.items(), key=lambda item: (-item[1], item[0]))
