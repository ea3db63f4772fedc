"""How high the gold page stands: shares of hits with intervals, mean reciprocal rank."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

NEVER = np.inf
_DRAWS = 2000
_SEED = 20_260_101

Ranks = NDArray[np.float64]


def rank(found: Iterable[Hashable], gold: frozenset[Hashable]) -> float:
    """Return the place of the first gold item, from 1; infinity where there is none."""
    return next((float(place) for place, item in enumerate(found, 1) if item in gold), NEVER)


def hit(ranks: Ranks, depth: int) -> float:
    """Return the share of questions whose gold item is among the first `depth`."""
    return float((ranks <= depth).mean())


def reciprocal(ranks: Ranks) -> float:
    """Return the mean reciprocal rank."""
    return float((1 / ranks).mean())


def interval(ranks: Ranks, groups: Sequence[str], measure: Callable[[Ranks], float]) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of a measure, drawing whole groups (companies), whose questions are alike."""
    names = sorted(set(groups))
    members = [np.flatnonzero(np.asarray(groups) == name) for name in names]
    random = np.random.default_rng(_SEED)
    drawn = [
        measure(ranks[np.concatenate([members[index] for index in random.integers(0, len(names), len(names))])])
        for _ in range(_DRAWS)
    ]
    low, high = np.percentile(drawn, [2.5, 97.5])
    return float(low), float(high)
