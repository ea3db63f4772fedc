"""Whether a text layer is text: layers of wrongly mapped fonts and of poor recognition are not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_ODD_TOKEN = re.compile(
    r"\w+[*^»«<>{}\[\]~|\\;:!?=£¥©®•■][^\s]*\w|[«»^~|\\{}■]+\w+|\w+[«»^~|\\{}■]+|[a-z]+[A-Z]{2,}[a-z]+"
)
_VOWELS = frozenset("aeiouyAEIOUYäöüéèáàíóúâêôåø")
_ENOUGH_LETTERS = 200


def unreadable(text: str) -> bool:
    """Whether most characters stand for nothing: unmapped fonts, or letters shifted to other letters."""
    solid = [letter for letter in text if not letter.isspace()]
    if not solid:
        return True
    foreign = sum(unicodedata.category(letter) in {"Co", "Cn", "Cs", "Cc"} or letter == "\ufffd" for letter in solid)
    signs = sum(unicodedata.category(letter)[0] in "SP" for letter in solid)
    return foreign > 0.2 * len(solid) or (len(solid) > 50 and signs > 0.6 * len(solid)) or _shifted(solid)


def poorly_recognised(words: Sequence[str]) -> bool:
    """Whether an earlier recognition left more than one word in thirty with signs inside that no word has."""
    odd = sum(bool(_ODD_TOKEN.search(word)) for word in words)
    return len(words) >= 20 and odd > len(words) / 30


def _shifted(solid: Sequence[str]) -> bool:
    """A font with a wrong map shifts the alphabet: then almost no vowels are left."""
    letters = [letter for letter in solid if letter.isalpha() and letter.isascii()]
    vowels = sum(letter in _VOWELS for letter in letters)
    return len(letters) >= max(_ENOUGH_LETTERS, 0.6 * len(solid)) and vowels < 0.12 * len(letters)
