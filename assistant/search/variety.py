"""Fair shares: a question about several parties gets pages of each."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from assistant.search.fusion import Ranked


def interleaved(ranked: Ranked, parties: Sequence[frozenset[str]]) -> Ranked:
    """Return the pages with those of each party in turn, best first; unchanged for fewer than two parties.

    Args:
        ranked: Pages with their scores, best first.
        parties: The documents of each party that the question names.
    """
    if len(parties) < 2:
        return ranked
    shares = [[item for item in ranked if item[0][0] in party] for party in parties]
    turns = (item for turn in itertools.zip_longest(*shares) for item in turn if item is not None)
    return list(dict.fromkeys(itertools.chain(turns, ranked)))
