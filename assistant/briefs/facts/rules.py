"""The words by which names are told apart, read from `resources/prompts/facts.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from pydantic import BaseModel, ConfigDict

from assistant.places import resource_data


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FigureWeights(_Data):
    """What counts for a figure."""

    in_key_sentence: float
    money_or_share: float
    unit: float
    again: float
    early: float


class Labels(_Data):
    """What stands before a colon on a first page: of the author, of the date."""

    author: tuple[str, ...]
    date: tuple[str, ...]


class Organisations(_Data):
    """Last words, first words, and abbreviations of organisations."""

    endings: frozenset[str]
    heads: frozenset[str]
    known: frozenset[str]


class People(_Data):
    """Titles before names, labels of lines that name people, verbs behind names, first names."""

    titles: frozenset[str]
    labels: tuple[str, ...]
    verbs: frozenset[str]
    given: frozenset[str]


class Places(_Data):
    """Words before places, last and first words of their names, and names that everyone knows."""

    before: tuple[str, ...]
    endings: frozenset[str]
    starts: frozenset[str]
    known: frozenset[str]


class FactRules(_Data):
    """All of them; `most` of each kind are told."""

    most: int
    least_place_share: float
    never: frozenset[str]
    figures: FigureWeights
    labels: Labels
    organisations: Organisations
    people: People
    places: Places


@cache
def fact_rules() -> FactRules:
    """Return the rules, reading them at the first call."""
    return FactRules.model_validate(resource_data("prompts", "facts.toml"))


@cache
def ends_in(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of some phrases as the last words of a text."""
    spelled = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{spelled})\.?\s+(?:the\s+)?\Z", re.IGNORECASE)


@cache
def labelled(labels: Iterable[str]) -> re.Pattern[str]:
    """Return what finds a line that one of some labels begins; its first group is the rest of the line."""
    spelled = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    return re.compile(rf"^[ \t]*(?:{spelled})[ \t]*(?::|\|)[ \t]*(\S[^\n|]*)", re.IGNORECASE | re.MULTILINE)
