"""The prompts for summaries and their budget as data, read from `resources/prompts/summary.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.engine.protocols import ChatModel
from assistant.places import resource_data


@dataclass(frozen=True)
class SummaryBudget:
    """How much one request of a summary may take.

    Attributes:
        part_statements: Sentences asked of each part.
        reply_tokens: Room for a reply.
        starter_reply_tokens: The same for the starter model.
        part_tokens: Tokens of one part at the most.
        part_seconds: Seconds that reading one part may take.
        least_part_tokens: What a part gets however slow the model reads.
        template_tokens: What the chat template adds.
        section_share: From this share of its tokens on a part ends where a section ends.
        reading_to_writing: How many times faster tokens are read than written.
        longest_quote: Letters of a page's words beside a note.
    """

    part_statements: int
    reply_tokens: int
    starter_reply_tokens: int
    part_tokens: int
    part_seconds: float
    least_part_tokens: int
    template_tokens: int
    section_share: float
    reading_to_writing: float
    longest_quote: int

    def reply_room(self, model: ChatModel) -> int:
        """Return the tokens that a reply of this model may have."""
        return self.starter_reply_tokens if model.starter else self.reply_tokens


@dataclass(frozen=True)
class SummaryPrompts:
    """The texts of a summary's requests, with `{…}` where the particulars go, and the sentences a length has."""

    part_rules: str
    part_question: str
    merge_rules: str
    note: str
    merge_question: str
    focus_question: str
    focus: dict[str, float]
    lengths: dict[str, int]
    budget: SummaryBudget
    notices: dict[str, str]


@cache
def summary_prompts() -> SummaryPrompts:
    """Return the prompts for summaries, reading them at the first call."""
    data: dict[str, Any] = resource_data("prompts", "summary.toml")
    return SummaryPrompts(
        part_rules=data["part_rules"].strip(),
        part_question=data["part_question"],
        merge_rules=data["merge_rules"].strip(),
        note=data["note"],
        merge_question=data["merge_question"],
        focus_question=data["focus_question"],
        focus=data["focus"],
        lengths=data["lengths"],
        budget=SummaryBudget(**data["budget"]),
        notices=data["notices"],
    )
