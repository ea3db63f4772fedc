"""The numbers that Word puts in front of paragraphs by itself: `3.2`, `(a)`, `iv.`, bullets."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.documents.formats.counting import counted
from assistant.documents.formats.ooxml import Element, Package, W

_PLACE = re.compile(r"%(\d)")
_DEEPEST = 9
_BULLET = "•"


@dataclass(frozen=True)
class _Level:
    """How one level of a list counts: its format, the pattern of its label, where it starts."""

    form: str
    pattern: str
    start: int


class Numbering:
    """Counts the paragraphs of all lists of a document.

    Args:
        package: The document.
        main: Its main part.
    """

    def __init__(self, package: Package, main: str) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        for part in package.linked(main, "numbering")[:1]:
            self._read(package.xml(part))

    def label(self, list_number: str, level: int) -> str:
        """Count one more paragraph of a list and return what stands in front of it, "" where nothing does."""
        pattern = self._lists.get(list_number, "")
        levels = self._levels.get(pattern, {})
        if level not in levels:
            return ""
        counts = self._counts[pattern]
        for begun, start in self._starts.pop(list_number, {}).items():
            counts[begun] = start - 1
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return _label(levels, counts, level)

    def _read(self, root: Element) -> None:
        for pattern in root.iterfind(f"{W}abstractNum"):
            levels = (_level(element) for element in pattern.iterfind(f"{W}lvl"))
            self._levels[pattern.get(f"{W}abstractNumId", "")] = dict(levels)
        self._follow_styles(root)
        for one in root.iterfind(f"{W}num"):
            link = one.find(f"{W}abstractNumId")
            self._lists[one.get(f"{W}numId", "")] = link.get(f"{W}val", "") if link is not None else ""
            self._starts[one.get(f"{W}numId", "")] = dict(_starts(one))

    def _follow_styles(self, root: Element) -> None:
        """A pattern without levels may name a style of lists, whose pattern holds for it."""
        named = {
            style.get(f"{W}val", ""): pattern.get(f"{W}abstractNumId", "")
            for pattern in root.iterfind(f"{W}abstractNum")
            if (style := pattern.find(f"{W}styleLink")) is not None
        }
        for pattern in root.iterfind(f"{W}abstractNum"):
            style = pattern.find(f"{W}numStyleLink")
            if style is not None and (meant := named.get(style.get(f"{W}val", ""))):
                self._levels[pattern.get(f"{W}abstractNumId", "")] = self._levels[meant]


def _starts(one: Element) -> Iterator[tuple[int, int]]:
    """Yield the levels that a list counts anew, and from which number on."""
    for change in one.iterfind(f"{W}lvlOverride"):
        start = change.find(f"{W}startOverride")
        level, told = change.get(f"{W}ilvl", "0"), start.get(f"{W}val", "") if start is not None else ""
        if level.isdecimal() and told.isdecimal():
            yield int(level), int(told)


def _level(element: Element) -> tuple[int, _Level]:
    values = {tag: element.find(f"{W}{tag}") for tag in ("numFmt", "lvlText", "start")}
    form, pattern, start = (found.get(f"{W}val", "") if found is not None else "" for found in values.values())
    number = element.get(f"{W}ilvl", "0")
    level = _Level(form or "decimal", pattern, int(start) if start.isdecimal() else 1)
    return (int(number) if number.isdecimal() else 0), level


def _label(levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
    if levels[level].form == "bullet":
        return _BULLET

    def number(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        if place not in levels:
            return ""
        return counted(counts.get(place, levels[place].start), levels[place].form)

    return _PLACE.sub(number, levels[level].pattern).strip()
