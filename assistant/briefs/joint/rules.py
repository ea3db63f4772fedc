"""When two sentences speak of one subject, read from `resources/prompts/joint.toml`."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

from assistant.places import resource_data


class JointRules(BaseModel):
    """Thresholds of likeness (0..1) and counts of words; the file says what each is for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    same_subject: float
    same_subject_with_mark: float
    opposite: float
    denied: float
    alone: float
    alone_meaning: float
    fewest_words: int
    most_words: int
    common: int
    most_pairs: int
    most_alone: int
    short: int
    key_sentences: int
    numbering: tuple[str, ...]


@cache
def joint_rules() -> JointRules:
    """Return the rules, reading them at the first call."""
    return JointRules.model_validate(resource_data("prompts", "joint.toml"))
