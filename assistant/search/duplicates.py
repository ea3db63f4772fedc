"""Folding passages that say the same: the best one is shown, with where else it stands."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import replace

from assistant.search.evidence import Evidence
from assistant.search.words import words

_SHINGLE = 4  # words
_SAME = 0.9  # Jaccard similarity from which on two passages say the same

Shingles = frozenset[tuple[str, ...]]


def folded(evidence: Iterable[Evidence], limit: int) -> list[Evidence]:
    """Return the first `limit` different passages, each with the pages of its near-duplicates among those before.

    Args:
        evidence: Best first; taken only as far as needed.
        limit: Most passages to return.
    """
    kept: list[Evidence] = []
    seen: list[Shingles] = []
    for item in itertools.takewhile(lambda _: len(kept) < limit, evidence):
        shingles = _shingles(item.text)
        twin = next((place for place, other in enumerate(seen) if _alike(shingles, other)), None)
        if twin is None:
            kept.append(item)
            seen.append(shingles)
        else:
            kept[twin] = replace(kept[twin], also_on=(*kept[twin].also_on, (item.document, item.page)))
    return kept


def _shingles(text: str) -> Shingles:
    parts = words(text)
    size = min(_SHINGLE, len(parts))
    return frozenset(tuple(parts[start : start + size]) for start in range(len(parts) - size + 1 if parts else 0))


def _alike(one: Shingles, other: Shingles) -> bool:
    return bool(one) and len(one & other) >= _SAME * len(one | other)
