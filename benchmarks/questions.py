"""The analysts' questions over company filings, with their gold pages counted from 1."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"

Place = tuple[str, int]
"""File name and page, from 1."""


@dataclass(frozen=True)
class Question:
    """One question.

    Attributes:
        text: As asked.
        file: Name of the filing that answers it.
        company: Whose filing it is.
        kind: How the question came about, as the data names it.
        gold: The pages that hold the evidence.
    """

    text: str
    file: str
    company: str
    kind: str
    gold: frozenset[Place]


def read_questions(path: Path) -> list[Question]:
    """Read a file of one JSON question a line; its pages count from 0."""
    return [_question(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _question(row: dict) -> Question:  # type: ignore[type-arg] # the data's own shape
    gold = frozenset((f"{item['document']}.pdf", item["page"] + 1) for item in row["evidence"])
    return Question(row["question"], f"{row['document']}.pdf", row["company"], row["type"], gold)
