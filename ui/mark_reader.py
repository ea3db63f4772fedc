"""Reads markings by one scheme, for the window."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.guard.markings.joining import covers, highest
from assistant.guard.markings.marking import banner, parse, portion
from assistant.guard.markings.scheme import Scheme


class MarkReader:
    """Answers at once: it touches no file.

    Attributes:
        scheme: By which it reads.
    """

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme

    @property
    def levels(self) -> list[str]:
        """The names of the levels, from the lowest."""
        return [level.name for level in self.scheme.levels]

    def together(self, markings: Iterable[str]) -> str:
        """Return the marking of what is made of several marked things, as a banner line; "" for none."""
        return banner(self.scheme, highest(self.scheme, (parse(self.scheme, text) for text in markings)))

    def colours(self, marking: str) -> tuple[str, str]:
        """Return ground and ink of a marking as `#rrggbb`; what has no known level looks like the highest."""
        read = parse(self.scheme, marking)
        level = self.scheme.level(read.level) if read.level and not read.unread else self.scheme.levels[-1]
        return level.colour, level.ink

    def short(self, marking: str) -> str:
        """Return a marking as in front of a part, without brackets: `S//NF`."""
        return portion(self.scheme, parse(self.scheme, marking)).removeprefix("(").removesuffix(")")

    def rank(self, marking: str) -> int:
        """Return the place of a marking's level, from 0, -1 for none; what is not known stands above all levels."""
        read = parse(self.scheme, marking)
        return len(self.scheme.levels) if read.unread else self.scheme.rank(read.level)

    def lowers(self, before: str, after: str) -> bool:
        """Whether going from one marking to another makes it less strict in any way."""
        return not covers(self.scheme, parse(self.scheme, after), parse(self.scheme, before))
