"""The prompts and their budget as data, read from `resources/prompts/answer.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.places import resource_data


@dataclass(frozen=True)
class Budget:
    """How many tokens the parts of a prompt may take.

    Attributes:
        reply_tokens: Room for the reply.
        starter_reply_tokens: The same for the starter model.
        reply_share: The most of the context that the reply may take, 0..1.
        template_tokens: What the chat template adds.
        quick_seconds: Seconds until the first word in quick mode.
        quick_share: The part of them that reading the prompt may take, 0..1.
        least_evidence_tokens: What the evidence gets however slow the model reads.
        most_pages: The most pages shown to the model.
    """

    reply_tokens: int
    starter_reply_tokens: int
    reply_share: float
    template_tokens: int
    quick_seconds: float
    quick_share: float
    least_evidence_tokens: int
    most_pages: int


@dataclass(frozen=True)
class AnswerPrompts:
    """The texts of a question to the model, with `{…}` where the particulars go."""

    rules: str
    page: str
    turn: str
    question: str
    echoes: tuple[str, ...]
    go_on: str
    comparing: tuple[str, ...]
    comparing_words: frozenset[str]
    not_found: tuple[str, ...]
    not_found_longest: int
    fences: tuple[str, ...]
    budget: Budget
    notices: dict[str, str]


@cache
def answer_prompts() -> AnswerPrompts:
    """Return the prompts for answers, reading them at the first call."""
    data: dict[str, Any] = resource_data("prompts", "answer.toml")
    return AnswerPrompts(
        rules=data["rules"].strip(),
        page=data["page"],
        turn=data["turn"],
        question=data["question"],
        echoes=tuple(data["echoes"]),
        go_on=data["go_on"],
        comparing=tuple(data["comparing"]),
        comparing_words=frozenset(data["comparing_words"]),
        not_found=tuple(data["not_found"]),
        not_found_longest=data["not_found_longest"],
        fences=tuple(data["fences"]),
        budget=Budget(**data["budget"]),
        notices=data["notices"],
    )
