"""Text as the word index sees it: compatible forms folded, marks dropped, scripts without spaces taken apart."""

from __future__ import annotations

import re
import unicodedata

_MARKS = "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670\u06d6-\u06ed"  # Hebrew, Arabic
_IGNORED = re.compile(f"[{_MARKS}\u00ad\u200b-\u200f\u2060\ufeff]")
_SOUTH_EAST_ASIAN = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_CHINESE_JAPANESE = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f"
_UNSPACED = re.compile(f"([{_SOUTH_EAST_ASIAN}{_CHINESE_JAPANESE}])")
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE"}
)


def searchable(text: str) -> str:
    """Fold a text, or a word of a question, to the form in which both are compared.

    NFKC makes `ﬁ` into `fi` and full-width forms plain; vowel marks of Hebrew and Arabic, soft hyphens and
    invisible characters vanish. Scripts that write no spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese) are
    taken apart into single characters, so that any run of them is found as a phrase at no cost to other text,
    where a trigram index would treble the index's size. Case and accents are folded by the index itself.
    """
    if text.isascii():
        return text
    folded = _IGNORED.sub("", unicodedata.normalize("NFKC", text)).translate(_UNDECOMPOSED)
    return _UNSPACED.sub(r" \1 ", folded)
