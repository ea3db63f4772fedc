"""Telling the language of a text by its commonest short words, where the document does not say it."""

from __future__ import annotations

import re
from collections import Counter

from assistant.briefs.facts.rules import fact_rules

_LETTERS = 20_000
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """Return the language of a text as ISO 639-1, "" where its short words tell none."""
    counts = Counter(_WORD.findall(text[:_LETTERS].lower()))
    rules = fact_rules().languages
    shares = {code: sum(counts[word] for word in words) for code, words in rules.words().items()}
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] > rules.least_share * max(1, counts.total()) else ""
