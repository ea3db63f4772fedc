"""What a paragraph owes to its style: being a heading, and being counted in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.documents.formats.docx.forms import is_on
from assistant.documents.formats.ooxml import Element, Package, W

_HEADING_NAME = re.compile(r"heading (\d)")
_BODY_LEVEL = 9


class ParagraphStyles:
    """The styles of a document.

    Attributes:
        hidden: Names of the styles whose text is not shown.

    Args:
        package: The document.
        main: Its main part.
    """

    def __init__(self, package: Package, main: str) -> None:
        self._styles: dict[str, Element] = {}
        for part in package.linked(main, "styles")[:1]:
            styles = package.xml(part).iter(f"{W}style")
            self._styles = {style.get(f"{W}styleId", ""): style for style in styles}
        self.hidden = frozenset(name for name in self._styles if self._hides(name))

    def level(self, paragraph: Element) -> int:
        """Return the heading level of a paragraph from 1, or 0 for body text."""
        own = paragraph.find(f"{W}pPr/{W}outlineLvl")
        if own is not None:
            return _outline_level(own)
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return self._style_level(style.get(f"{W}val", "")) if style is not None else 0

    def list_of(self, paragraph: Element) -> tuple[str, int] | None:
        """Return the list that a paragraph is counted in and its level from 0, or None."""
        own = paragraph.find(f"{W}pPr")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        chain = self._chain(style.get(f"{W}val", "")) if style is not None else iter(())
        for properties in (own, *(one.find(f"{W}pPr") for one in chain)):
            marks = properties.find(f"{W}numPr") if properties is not None else None
            number = _value(marks, "numId")
            if number:
                level = _value(marks, "ilvl") or "0"
                return (number, int(level) if level.isdecimal() else 0) if number != "0" else None
        return None

    def hides(self, paragraph: Element) -> bool:
        """Whether the style of a paragraph hides its text."""
        return _value(paragraph.find(f"{W}pPr"), "pStyle") in self.hidden

    def _hides(self, name: str) -> bool:
        marks = (style.find(f"{W}rPr/{W}vanish") for style in self._chain(name))
        mark = next((mark for mark in marks if mark is not None), None)
        return mark is not None and is_on(mark)

    def _style_level(self, name: str) -> int:
        return next((level for style in self._chain(name) if (level := _declared_level(style))), 0)

    def _chain(self, name: str) -> Iterator[Element]:
        """Yield a style and those that it is based on."""
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            name = _value(self._styles[name], "basedOn")


def _value(element: Element | None, tag: str) -> str:
    found = element.find(f"{W}{tag}") if element is not None else None
    return found.get(f"{W}val", "") if found is not None else ""


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
