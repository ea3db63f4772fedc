"""Whether a text layer is text: layers of wrongly mapped fonts and of poor recognition are not."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

_ODD_TOKEN = re.compile(
    r"\w+[*^»«<>{}\[\]~|\\;:!?=£¥©®•■][^\s]*\w|[«»^~|\\{}■]+\w+|\w+[«»^~|\\{}■]+|[a-z]+[A-Z]{2,}[a-z]+"
)
_VOWELS = frozenset("aeiouyAEIOUYäöüéèáàíóúâêôåø")
_ENOUGH_LETTERS = 200
_NO_TEXT = {"Co", "Cn", "Cs", "Cc"}


def unreadable(text: str) -> bool:
    """Whether most characters stand for nothing: unmapped fonts, or letters shifted to other letters."""
    counts = Counter(text)
    for space in " \n\t":
        del counts[space]
    total = counts.total()
    if not total:
        return True
    kinds = {letter: unicodedata.category(letter) for letter in counts}
    foreign = sum(counts[letter] for letter, kind in kinds.items() if kind in _NO_TEXT or letter == "\ufffd")
    signs = sum(counts[letter] for letter, kind in kinds.items() if kind[0] in "SP")
    return foreign > 0.2 * total or (total > 50 and signs > 0.6 * total) or _shifted(counts, total)


def poorly_recognised(words: Sequence[str]) -> bool:
    """Whether an earlier recognition left more than one word in thirty with signs inside that no word has."""
    odd = sum(bool(_ODD_TOKEN.search(word)) for word in words)
    return len(words) >= 20 and odd > len(words) / 30


def _shifted(counts: Counter[str], total: int) -> bool:
    """A font with a wrong map shifts the alphabet: then almost no vowels are left."""
    letters = sum(count for letter, count in counts.items() if letter.isalpha() and letter.isascii())
    vowels = sum(counts[vowel] for vowel in _VOWELS)
    return letters >= max(_ENOUGH_LETTERS, 0.6 * total) and vowels < 0.12 * letters
