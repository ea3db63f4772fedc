"""Measures such as a margin or a ratio: what people call them, and which lines they are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assistant.answers.language import fold
from assistant.places import resource_data


@dataclass(frozen=True)
class Formula:
    """A measure: its names, whether it is told in percent, and the ways of working it out."""

    names: tuple[str, ...]
    percent: bool
    ways: tuple[tuple[str, str], ...]


@cache
def formulas() -> tuple[Formula, ...]:
    """Return the measures known, read from `resources/checks/formulas.toml`."""
    return tuple(
        Formula(tuple(one["names"]), one["percent"], tuple((over, under) for over, under in one["ways"]))
        for one in resource_data("checks", "formulas.toml")["formula"]
    )


@cache
def lines() -> dict[str, list[str]]:
    """Return the labels of each line, in the order of preference."""
    found: dict[str, list[str]] = resource_data("checks", "formulas.toml")["lines"]
    return found


def named(text: str) -> list[Formula]:
    """Return the measures that a text names; of two names the one that holds the other counts."""
    spoken = f" {' '.join(fold(text).replace(' / ', '/').split())} "
    found = {name: formula for formula in formulas() for name in formula.names if _in(name, spoken)}
    longest = [name for name in found if not any(name != other and name in other for other in found)]
    return list(dict.fromkeys(formula for formula in formulas() if any(name in longest for name in formula.names)))


def _in(name: str, spoken: str) -> bool:
    return re.search(rf"(?<![\w]){re.escape(name)}(?![\w])", spoken) is not None


def names_in(text: str) -> frozenset[str]:
    """Return the words of the measures' names that a text holds."""
    return frozenset(word for formula in named(text) for name in formula.names for word in re.findall(r"\w+", name))
