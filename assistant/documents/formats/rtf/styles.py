"""The list of styles of an RTF document: which of them are headings."""

from __future__ import annotations

import re

_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_BODY_LEVEL = 9


class Styles:
    """Learns the styles as they are listed."""

    def __init__(self) -> None:
        self._levels: dict[int, int] = {}
        self._name = ""
        self._number = 0
        self._level = 0

    def level(self, number: int) -> int:
        """Return the heading level of a style from 1, 0 for body text."""
        return self._levels.get(number, 0)

    def set(self, word: str, number: int | None) -> None:
        """Take a word that describes the style which is being listed."""
        if word == "s":
            self._number = number or 0
        elif word == "outlinelevel":
            self._level = (number or 0) + 1 if (number or 0) < _BODY_LEVEL else 0

    def name(self, letters: str) -> None:
        """Take letters of its name."""
        self._name += letters

    def end(self) -> None:
        """Keep the style that was listed."""
        named = _HEADING.match(self._name.strip())
        self._levels[self._number] = int(named[1]) if named else self._level
        self._name, self._number, self._level = "", 0, 0
