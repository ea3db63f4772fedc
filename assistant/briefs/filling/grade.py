"""How hard a text is to read: the Flesch-Kincaid grade (Kincaid et al. 1975), in years of schooling."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöûü]+", re.IGNORECASE)


def reading_grade(sentences: Sequence[str]) -> float | None:
    """Return the grade of some sentences, None where they hold no words."""
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    if not words:
        return None
    syllables = sum(map(_syllables, words))
    return round(0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59, 1)


def _syllables(word: str) -> int:
    count = len(_VOWELS.findall(word))
    silent = word.lower().endswith("e") and not word.lower().endswith(("le", "ee")) and count > 1
    return max(1, count - silent)
