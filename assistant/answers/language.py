"""The words the claim checks know, read once from `resources/checks/language.toml`."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.places import resource_data


@dataclass(frozen=True)
class Language:
    """Word lists, lower case and without accents.

    Attributes:
        abbreviations: Words whose full stop never ends a sentence.
        weak_abbreviations: Words whose full stop ends one only before a common capitalised word.
        clause_openers: Words that begin a clause.
        stop: Words without content.
        negations: Words that deny.
        reporting: Words that tell how something is told, not what: a writer's own, beside any figure.
        pronouns: Words with which a sentence speaks of what the one before spoke of.
        common_endings: Endings that names seldom have.
        common_openers: First words of sentences that are no names.
        irregular: Form of a word to its base form.
        inflections: (ending of a plural or a past, what stands instead) in the order they are tried.
        endings: The same for what makes another word of one: `er`, `ly`, `ness`.
        currencies: Spelling to symbol.
        percent: Spellings of percent.
        number_words: Spelled-out numbers and their values.
        scales: Scale words and their powers of ten.
        money_scales: Scale words only after an amount of money.
        units: Spelling to symbol.
        months: Name to number.
        periods: Parts of a year (`Q1`, `H2`) and their spellings.
        equivalents: Name to all of its spellings.
        empty_names: Capitalised words that name nothing.
        sides: Beginning of a word to (number of a pair of opposites, which of the two sides).
        orders: Phrases that speak to the assistant instead of the reader.
        computing: Kind of arithmetic (`change`, `share`, `total`, `mean`) to the stems that announce it.
    """

    abbreviations: frozenset[str]
    weak_abbreviations: frozenset[str]
    clause_openers: tuple[str, ...]
    stop: frozenset[str]
    negations: frozenset[str]
    reporting: frozenset[str]
    pronouns: frozenset[str]
    common_endings: tuple[str, ...]
    common_openers: frozenset[str]
    irregular: dict[str, str]
    inflections: tuple[tuple[str, str], ...]
    endings: tuple[tuple[str, str], ...]
    currencies: dict[str, str]
    percent: tuple[str, ...]
    number_words: dict[str, int]
    scales: dict[str, int]
    money_scales: dict[str, int]
    units: dict[str, str]
    months: dict[str, int]
    periods: dict[str, tuple[str, ...]]
    equivalents: dict[str, tuple[str, ...]]
    empty_names: frozenset[str]
    sides: dict[str, tuple[int, int]]
    orders: tuple[str, ...]
    computing: dict[str, frozenset[str]]


def fold(text: str) -> str:
    """Return the text in lower case without accents: what spellings are compared by."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _inverted(groups: dict[str, list[str]]) -> dict[str, str]:
    return {spelling: symbol for symbol, spellings in groups.items() for spelling in spellings}


def _endings(pairs: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((ending, instead) for ending, instead in pairs)


def _sides(pairs: list[list[list[str]]]) -> dict[str, tuple[int, int]]:
    return {start: (pair, side) for pair, sides in enumerate(pairs) for side in (0, 1) for start in sides[side]}


@cache
def language() -> Language:
    """Return the word lists, reading them at the first call."""
    data: dict[str, Any] = resource_data("checks", "language.toml")
    sentences, words, figures, names = data["sentences"], data["words"], data["figures"], data["names"]
    return Language(
        abbreviations=frozenset(sentences["abbreviations"]),
        weak_abbreviations=frozenset(sentences["weak_abbreviations"]),
        clause_openers=tuple(sentences["clause_openers"]),
        stop=frozenset(words["stop"]),
        negations=frozenset(words["negations"]),
        reporting=frozenset(words["reporting"]),
        pronouns=frozenset(words["pronouns"]),
        common_endings=tuple(words["common_endings"]),
        common_openers=frozenset(words["common_openers"]),
        irregular=words["irregular"],
        inflections=_endings(words["inflections"]),
        endings=_endings(words["endings"]),
        currencies=_inverted(figures["currencies"]),
        percent=tuple(figures["percent"]),
        number_words=figures["number_words"],
        scales=figures["scales"]["always"],
        money_scales=figures["scales"]["with_currency"],
        units=_inverted(figures["units"]),
        months=data["dates"]["months"],
        periods={period: tuple(spellings) for period, spellings in data["dates"]["periods"].items()},
        equivalents={name: tuple(group) for group in names["equivalents"] for name in group},
        empty_names=frozenset(names["empty"]),
        sides=_sides(data["opposites"]["pairs"]),
        orders=tuple(data["orders"]["phrases"]),
        computing={kind: frozenset(stems) for kind, stems in data["computing"].items()},
    )
