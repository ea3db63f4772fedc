"""What stands in front of the entries of lists and of headings: bullets and numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from assistant.documents.formats.counting import counted
from assistant.documents.formats.odf.package import STYLE, TEXT
from assistant.documents.formats.ooxml import Element

_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_NUMBERED = {f"{TEXT}list-level-style-number", f"{TEXT}outline-level-style"}
OUTLINE = "outline"
"""Stands for the list that all headings belong to."""
_BULLET = "•"


class Lists:
    """Counts the entries of the lists of a document.

    Args:
        roots: Where list styles are told; the first of a name holds.
    """

    def __init__(self, roots: Iterable[Element]) -> None:
        self._levels: dict[str, dict[int, Element]] = {}
        for root in roots:
            for style in root.iter(f"{TEXT}list-style", f"{TEXT}outline-style"):
                name = OUTLINE if style.tag == f"{TEXT}outline-style" else style.get(f"{STYLE}name", "")
                self._levels.setdefault(name, {_number(level, "level", 1): level for level in style})
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)

    def begin(self, name: str, level: int, *, goes_on: bool) -> None:
        """Begin a list, which may go on counting where the last one of its style ended."""
        if not goes_on:
            counts = self._counts[name]
            for deeper in [other for other in counts if other >= level]:
                del counts[deeper]

    def label(self, name: str, level: int, start: str = "") -> str:
        """Count one more entry and return what stands in front of it, "" where nothing does."""
        style = self._levels.get(name, {}).get(level)
        if style is None or style.tag not in _NUMBERED:
            return "" if name == OUTLINE else _BULLET
        counts = self._counts[name]
        counts[level] = int(start) if start.isdecimal() else counts.get(level, _number(style, "start-value", 1) - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return self._shown(name, level, style)

    def _shown(self, name: str, level: int, style: Element) -> str:
        form = style.get(f"{STYLE}num-format", "")
        if not form:
            return ""
        first = level - min(_number(style, "display-levels", 1), level) + 1
        shown = (self._one(name, place) for place in range(first, level + 1))
        prefix, suffix = style.get(f"{STYLE}num-prefix", ""), style.get(f"{STYLE}num-suffix", "")
        return f"{prefix}{'.'.join(filter(None, shown))}{suffix}".strip()

    def _one(self, name: str, level: int) -> str:
        style = self._levels[name].get(level)
        form = style.get(f"{STYLE}num-format", "") if style is not None else ""
        count = self._counts[name].get(level, 1)
        return counted(count, _FORMS.get(form, "decimal")) if form else ""


def _number(element: Element, name: str, otherwise: int) -> int:
    told = element.get(f"{TEXT}{name}", "")
    return int(told) if told.isdecimal() else otherwise
