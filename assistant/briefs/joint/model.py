"""What comparing documents yields: pairs of quotations, each with its page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.answers.model import Claim
from assistant.briefs.model import Summary


class Relation(StrEnum):
    """How two statements on one subject stand to each other."""

    AGREES = "agrees"
    FIGURE = "figure"
    DENIAL = "denial"


@dataclass(frozen=True)
class Pair:
    """Two statements on one subject, of two documents, word for word.

    Attributes:
        relation: `figure` where their figures of one unit differ, `denial` where one denies the other.
        first: Of the document that was named first.
        second: Of the other one.
        differs: What differs, such as `12.5 bar` and `14 bar`, or two opposites; empty else.
    """

    relation: Relation
    first: Claim
    second: Claim
    differs: tuple[str, str] | tuple[()] = ()


@dataclass(frozen=True)
class Alone:
    """What only one document says, of its key sentences: its SHA-256 and the statements."""

    document: str
    statements: tuple[Claim, ...]


@dataclass(frozen=True)
class Joint:
    """Several documents beside each other.

    Attributes:
        documents: SHA-256 of each, in the order asked for.
        agreements: The most telling first.
        contradictions: Likewise.
        alone: One for each document.
        seconds: Time it took.
        marking: The highest of the documents, as a banner line; "" where none is marked.
    """

    documents: tuple[str, ...]
    agreements: tuple[Pair, ...]
    contradictions: tuple[Pair, ...]
    alone: tuple[Alone, ...]
    seconds: float
    marking: str = ""


@dataclass(frozen=True)
class Together:
    """A summary of each document, and what they say beside each other."""

    summaries: tuple[Summary, ...]
    joint: Joint
