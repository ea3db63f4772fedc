"""The prompt that words a section, as data, read from `resources/prompts/brief.toml`."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

from assistant.places import resource_data


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class WordingBudget(_Data):
    """How much one request may take: tokens of replies, letters of a sentence, rows in all."""

    reply_tokens_a_row: int
    least_reply_tokens: int
    template_tokens: int
    longest_sentence: int
    rows_a_request: int


class WordingPrompts(_Data):
    """The texts of the request, with `{…}` where the particulars go."""

    rules: str
    sentence: str
    question: str
    forecast: str
    again: str
    budget: WordingBudget
    notices: dict[str, str]


@cache
def wording_prompts() -> WordingPrompts:
    """Return the prompts for wording, reading them at the first call."""
    return WordingPrompts.model_validate(resource_data("prompts", "brief.toml"))
