"""What is wrong with a template, as a person would say it."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import ValidationError
from pydantic_core import ErrorDetails

_SAID = {
    "missing": "is missing",
    "string_too_short": "must not be empty",
    "too_short": "must have at least one entry",
    "extra_forbidden": "is not known here",
    "enum": "must be one of {allowed}",
    "string_type": "must be a text",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "bool_type": "must be true or false",
    "tuple_type": "must be a list",
    "greater_than_equal": "is too small",
    "less_than_equal": "is too large",
}
"""What a person is told for each kind of fault; another kind speaks for itself."""


def faults(error: ValidationError) -> str:
    """Return what is wrong in words, one fault after the other."""
    return "; ".join(_fault(one) for one in error.errors())


def _fault(one: ErrorDetails) -> str:
    """Return a fault as a person would say it: `section 2, column 1, name must not be empty`."""
    if one["type"] == "value_error":
        return one["msg"].removeprefix("Value error, ")
    steps = list(one["loc"])
    parts = [_step(steps, place) for place in range(len(steps))]
    where = ", ".join(part for part in parts if part)
    said = _SAID.get(one["type"], one["msg"])
    allowed = one.get("ctx", {}).get("expected", "")
    return " ".join(part for part in (where, said.format(allowed=allowed)) if part)


def _step(steps: Sequence[int | str], place: int) -> str:
    """Return a step on the way to a fault: a list with its number is one of its things, counted from 1."""
    step, following = steps[place], steps[place + 1] if place + 1 < len(steps) else ""
    if isinstance(step, int):
        return ""
    return f"{step.removesuffix('s')} {following + 1}" if isinstance(following, int) else f"“{step}”"
