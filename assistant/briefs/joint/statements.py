"""The sentences of documents, by the rare words that lead from one to another."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.answers.marks.reading import Marks, read_marks
from assistant.answers.model import Claim
from assistant.answers.words import content
from assistant.briefs.filling.checked import printed
from assistant.briefs.filling.sources import Source, Span
from assistant.briefs.joint.rules import joint_rules
from assistant.briefs.key_sentences import is_formal


@dataclass(frozen=True)
class Statement:
    """A sentence of a document where it stands."""

    span: Span

    @cached_property
    def text(self) -> str:
        """Its words with single spaces."""
        return self.span.text

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its words with content."""
        return content(self.text)

    @cached_property
    def marks(self) -> Marks:
        """Its figures, dates, codes and names."""
        return read_marks(self.text)

    @property
    def quoted(self) -> Claim:
        """The sentence as a claim that cites itself."""
        return printed(self.span)


def statements(source: Source) -> list[Statement]:
    """Return the sentences of a document that say something; rows of tables are left out, each once."""
    rules = joint_rules()
    found = {unit.text: Statement(unit.span) for unit in reversed(source.units) if not unit.row}
    return [one for one in found.values() if rules.fewest_words <= len(one.stems) and _short(one)]


def _short(statement: Statement) -> bool:
    return len(statement.text.split()) <= joint_rules().most_words and not is_formal(statement.text)


class Likeness:
    """How alike sentences are: Dice's coefficient over stems, each weighted by its inverse document frequency."""

    def __init__(self, all_statements: Sequence[Statement]) -> None:
        counts = Counter(stem for statement in all_statements for stem in statement.stems)
        self._total = max(1, len(all_statements))
        self._weights = {stem: math.log(1 + self._total / count) for stem, count in counts.items()}
        self._counts = counts

    def of(self, one: Statement, other: Statement) -> float:
        """Return the likeness of two sentences, 0..1."""
        shared = self._sum(one.stems & other.stems)
        whole = self._sum(one.stems) + self._sum(other.stems)
        return 2 * shared / whole if whole else 0.0

    def leading(self, statement: Statement) -> Iterator[str]:
        """Yield the stems of a sentence that few others hold."""
        return (stem for stem in statement.stems if self._counts[stem] <= joint_rules().common)

    def _sum(self, stems: frozenset[str]) -> float:
        return sum(self._weights.get(stem, 0.0) for stem in stems)


class Index:
    """The sentences of one document by their rare words."""

    def __init__(self, told: Sequence[Statement], likeness: Likeness) -> None:
        self._likeness = likeness
        self._holding: dict[str, list[Statement]] = {}
        for statement in told:
            for stem in likeness.leading(statement):
                self._holding.setdefault(stem, []).append(statement)

    def near(self, statement: Statement, least: float) -> list[tuple[float, Statement]]:
        """Return the sentences that are at least so alike, most alike first."""
        shared = Counter(
            place for stem in self._likeness.leading(statement) for place in map(id, self._holding.get(stem, ()))
        )
        by_place = {id(one): one for stem in self._likeness.leading(statement) for one in self._holding.get(stem, ())}
        enough = [by_place[place] for place, count in shared.items() if count > 1]
        scored = [(self._likeness.of(statement, one), one) for one in enough]
        return sorted((pair for pair in scored if pair[0] >= least), key=lambda pair: -pair[0])
