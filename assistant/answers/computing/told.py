"""What a claim tells of its arithmetic: its words, its figures and the kinds of sum that it announces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.answers.clauses import telling
from assistant.answers.computing.measures import Formula, named
from assistant.answers.direction import direction
from assistant.answers.marks.figures import Figure
from assistant.answers.marks.reading import read_marks
from assistant.answers.words import announces, content

_SHORT = 3


@dataclass(frozen=True)
class Told:
    """A claim whose figure is worked out.

    Attributes:
        figures: Its figures.
        directions: For each of them whether it is told as a rise (1), a fall (-1) or neither (0).
        said: Its content stems.
        asked: Those of the question.
        kinds: The kinds of arithmetic announced: `change`, `share`, `total`, `mean`.
        measures: The measures named, by the claim or, where it names none, by its question.
    """

    figures: tuple[Figure, ...]
    directions: Mapping[Figure, int]
    said: frozenset[str]
    asked: frozenset[str]
    kinds: frozenset[str]
    measures: tuple[Formula, ...]


def told(sentence: str, question: str) -> Told:
    """Return what a claim tells; a short answer such as `2.8%` takes its arithmetic from the question."""
    short = len(telling(content(sentence))) <= _SHORT
    figures = read_marks(sentence).figures
    return Told(
        figures=figures,
        directions={figure: direction(sentence, figure) for figure in figures},
        said=content(sentence),
        asked=content(question),
        kinds=announces(sentence) | (announces(question) if short else frozenset()),
        measures=tuple(named(sentence) or named(question)),
    )
