"""A marking scheme: levels in order, caveats, and the rule of release, as its TOML file says them."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3 (AA): of letters on their ground, for text of usual size."""
_COLOUR = r"^#[0-9a-f]{6}$"


class Kind(StrEnum):
    """What a caveat limits: a compartment who may hold a document at all, a dissemination who may be given it."""

    COMPARTMENT = "compartment"
    DISSEMINATION = "dissemination"


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1)
    short: str = ""
    spellings: tuple[str, ...] = ()

    @property
    def all_spellings(self) -> tuple[str, ...]:
        """Every way to write it: its name, its short form, and others."""
        return tuple(filter(None, (self.name, self.short, *self.spellings)))


class Level(_Entry):
    """One level.

    Attributes:
        name: As it stands in a banner.
        short: As it stands in a portion mark, "" where that is its name.
        spellings: Other ways to write it.
        open: Whether it limits no release, so that it takes none away from what it is put together with.
        colour: Ground of its banner, `#rrggbb`.
        ink: Letters of its banner; its contrast to the ground is at least 4.5.
    """

    open: bool = False
    colour: str = Field(pattern=_COLOUR)
    ink: str = Field(pattern=_COLOUR)

    @model_validator(mode="after")
    def _readable(self) -> Self:
        if contrast(self.colour, self.ink) < LEAST_CONTRAST:
            raise ValueError(f"the letters of “{self.name}” cannot be told from their ground well enough")
        return self


class Caveat(_Entry):
    """One caveat.

    Attributes:
        name: As it stands in a banner.
        short: As it stands in a portion mark, "" where that is its name.
        spellings: Other ways to write it.
        kind: What it limits.
        extends: Whether words may follow it behind a hyphen or a blank, which belong to it, as in `SI-G`.
    """

    kind: Kind = Kind.DISSEMINATION
    extends: bool = False


class Release(_Entry):
    """The caveat that names to whom a document may be released: a permission, which only shrinks.

    Attributes:
        name: As it stands in a banner, before the names of countries or groups.
        spellings: Other ways to write it.
        home: Who may have everything, "" for nobody; stands first in each list.
        otherwise: The caveat that stands where nobody but home is left.
        groups: What short names of several countries stand for.
    """

    home: str = ""
    otherwise: str = Field(min_length=1)
    groups: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class Scheme(BaseModel):
    """A marking scheme.

    Attributes:
        name: By which the settings choose it.
        title: For people.
        levels: From the lowest.
        caveats: In the order of a banner.
        release: The rule of release, None where there is none.
        anywhere: Whether its levels are unmistakable, so that they may stand in a line with other words.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    name: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str = Field(min_length=1)
    levels: tuple[Level, ...] = Field(min_length=1)
    caveats: tuple[Caveat, ...] = ()
    release: Release | None = None
    anywhere: bool = False

    @field_validator("levels", "caveats")
    @classmethod
    def _no_separator(cls, entries: tuple[_Entry, ...]) -> tuple[_Entry, ...]:
        for spelling in (spelling for entry in entries for spelling in entry.all_spellings):
            if "/" in spelling or "," in spelling:
                raise ValueError(f"“{spelling}” holds a slash or a comma, which part caveats")
        return entries

    @model_validator(mode="after")
    def _unmistakable(self) -> Self:
        spellings = [folded(spelling) for entry in self._entries() for spelling in set(entry.all_spellings)]
        twice = next((spelling for spelling in spellings if spellings.count(spelling) > 1), "")
        if twice:
            raise ValueError(f"“{twice}” means two things")
        if self.release and folded(self.release.otherwise) not in self._caveats_by_spelling:
            raise ValueError(f"“{self.release.otherwise}” is no caveat of the scheme")
        return self

    def rank(self, level: str) -> int:
        """Return the place of a level in their order, from 0; -1 for "", which is none."""
        return self._ranks[level]

    def level(self, name: str) -> Level:
        """Return a level by its name."""
        return self.levels[self._ranks[name]]

    def level_named(self, text: str) -> Level | None:
        """Return the level that a text means, None for another text."""
        return self._levels_by_spelling.get(folded(text))

    def caveat_named(self, text: str) -> tuple[str, Caveat] | None:
        """Return the caveat that a text means, with the text as a banner spells it; None for another text."""
        given = folded(text)
        if given in self._caveats_by_spelling:
            found = self._caveats_by_spelling[given]
            return found.name, found
        for spelling, found in self._caveats_by_spelling.items():
            if found.extends and given.startswith((f"{spelling}-", f"{spelling} ")):
                return f"{found.name}{given[len(spelling) :]}", found
        return None

    def place(self, caveat: str) -> tuple[int, str]:
        """Return what a banner sorts a caveat by, which is spelled as `caveat_named` does."""
        found = self.caveat_named(caveat)
        return (self.caveats.index(found[1]) if found else len(self.caveats), caveat)

    def kind(self, caveat: str) -> Kind:
        """Return what a caveat limits, which is spelled as `caveat_named` does; an unknown one may limit all."""
        found = self.caveat_named(caveat)
        return found[1].kind if found else Kind.COMPARTMENT

    def _entries(self) -> Iterator[_Entry]:
        yield from self.levels
        yield from self.caveats
        if self.release:
            yield self.release

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {"": -1} | {level.name: rank for rank, level in enumerate(self.levels)}

    @cached_property
    def _levels_by_spelling(self) -> dict[str, Level]:
        return {folded(spelling): level for level in self.levels for spelling in level.all_spellings}

    @cached_property
    def _caveats_by_spelling(self) -> dict[str, Caveat]:
        return {folded(spelling): caveat for caveat in self.caveats for spelling in caveat.all_spellings}


def folded(text: str) -> str:
    """Return a text in capitals, its words parted by single blanks: letter case tells no markings apart."""
    return " ".join(text.upper().replace(":", ": ").split())


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours `#rrggbb`, 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
