"""Which paragraph styles are headings, and of which level."""

from __future__ import annotations

import re

from assistant.documents.formats.ooxml import Element, Package, W

_HEADING_NAME = re.compile(r"heading (\d)")
_BODY_LEVEL = 9


class HeadingStyles:
    """The heading level of each paragraph style.

    Args:
        package: The document.
        main: Its main part.
    """

    def __init__(self, package: Package, main: str) -> None:
        self._styles: dict[str, Element] = {}
        for part in package.linked(main, "styles")[:1]:
            styles = package.xml(part).iter(f"{W}style")
            self._styles = {style.get(f"{W}styleId", ""): style for style in styles}

    def level(self, paragraph: Element) -> int:
        """Return the heading level of a paragraph from 1, or 0 for body text."""
        own = paragraph.find(f"{W}pPr/{W}outlineLvl")
        if own is not None:
            return _outline_level(own)
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return self._style_level(style.get(f"{W}val", "")) if style is not None else 0

    def _style_level(self, name: str) -> int:
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            if level := _declared_level(style):
                return level
            parent = style.find(f"{W}basedOn")
            name = parent.get(f"{W}val", "") if parent is not None else ""
        return 0


def _declared_level(style: Element) -> int:
    name = style.find(f"{W}name")
    called = name.get(f"{W}val", "").lower() if name is not None else ""
    if match := _HEADING_NAME.fullmatch(called):
        return int(match[1])
    if called == "title":
        return 1
    outline = style.find(f"{W}pPr/{W}outlineLvl")
    return _outline_level(outline) if outline is not None else 0


def _outline_level(element: Element) -> int:
    value = element.get(f"{W}val", "")
    return int(value) + 1 if value.isdecimal() and int(value) < _BODY_LEVEL else 0
