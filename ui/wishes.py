"""What can be wished for at a question that was asked: plain values that a turn sends to the controller."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answers.model import Answer


@dataclass(frozen=True)
class AskAgain:
    """The question once more."""

    question: str


@dataclass(frozen=True)
class TakeBack:
    """The question again without the limits of some kinds that it set by its own words."""

    question: str
    kinds: frozenset[str]


@dataclass(frozen=True)
class Sweep:
    """Every page read for the question: searched by words, or read by the model."""

    question: str
    by_model: bool = False


@dataclass(frozen=True)
class Estimate:
    """What reading every page for the question would take, by words or by the model."""

    question: str
    by_model: bool = False


@dataclass(frozen=True)
class ChooseLess:
    """A smaller part of the library chosen first, the question kept."""

    question: str


@dataclass(frozen=True)
class GoOn:
    """An answer that was cut, written on."""

    answer: Answer


@dataclass(frozen=True)
class KeepAsDocument:
    """A question that is too long, added as a document."""

    text: str


Wish = AskAgain | TakeBack | Sweep | Estimate | ChooseLess | GoOn | KeepAsDocument
