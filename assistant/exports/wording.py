"""The sentences of every export, read from `resources/exports/wording.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from assistant.places import resource_data


@dataclass(frozen=True)
class Wording:
    """Sentences with `{…}` where the particulars go; `statuses` by status, "" where nothing need be said."""

    made: str
    with_model: str
    with_model_name: str
    without_model: str
    settings: str
    checked: str
    needs_review: str
    reviewed: str
    sources: str
    question: str
    key_sentences: str
    summary: str
    source: str
    source_page: str
    lacks: str
    about: str
    made_of: str
    symptom: str
    facts: dict[str, str]
    joint: dict[str, str]
    statuses: dict[str, str]


@cache
def wording() -> Wording:
    """Return the sentences, reading them at the first call."""
    return Wording(**resource_data("exports", "wording.toml"))
