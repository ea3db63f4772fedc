"""Words as questions and documents are compared by: folded, cut at anything that is neither letter nor digit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_WORD = re.compile(r"\w+", re.UNICODE)
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]")
_JOINED = re.compile(r"(?<=\w)&(?=\w)")


def fold(text: str) -> str:
    """Return the text without case and accents, curly quotes made straight; `PP&E` stays one word, as `ppande`."""
    plain = (
        text
        if text.isascii()
        else _MARKS.sub("", unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'")))
    )
    return _JOINED.sub("and", plain.casefold())


def words(text: str) -> list[str]:
    """Return the folded words of a text in order."""
    return _WORD.findall(fold(text).replace("'s ", " ").replace("'", ""))


def stem(word: str) -> str:
    """Return the singular of an English word as far as its ending tells: `liabilities` and `liability` are one."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def stems(text: str) -> list[str]:
    """Return the stems of a text's words in order."""
    return [stem(word) for word in words(text)]


def contains(haystack: Sequence[str], needle: Sequence[str]) -> bool:
    """Whether the words of `needle` stand together, in order, in `haystack`."""
    size = len(needle)
    first = needle[0] if needle else None
    return size > 0 and any(
        haystack[at] == first and list(haystack[at : at + size]) == list(needle)
        for at in range(len(haystack) - size + 1)
    )
