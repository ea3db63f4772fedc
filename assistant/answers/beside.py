"""Whether the words of a claim stand beside its figures, or in one passage, and not merely somewhere on the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.answers.clauses import Clause, readings
from assistant.answers.finding import Finding
from assistant.answers.language import language
from assistant.answers.marks.names import Name
from assistant.answers.marks.reading import Mark
from assistant.answers.pages import ReadPage
from assistant.answers.quotes import best_quote
from assistant.answers.words import content, words

WORDS_PER_STRANGER = 5
"""One word in so many may be the writer's own."""


@dataclass(frozen=True)
class Given:
    """What is known beside the pages: for a figure that was worked out the rows of its operands, and words it explains.

    Attributes:
        places: For each figure worked out, the pages and rows of the figures it follows from.
        free: Stems that the arithmetic accounts for, such as the name of a ratio.
    """

    places: Mapping[Mark, Sequence[tuple[ReadPage, int]]] = field(default_factory=dict)
    free: frozenset[str] = frozenset()


NOTHING_GIVEN = Given()


def strangers(sentence: str, findings: Sequence[Finding], given: Given = NOTHING_GIVEN) -> list[str]:
    """Return the words of a claim's clauses that neither stand beside their figures nor in one passage of a page.

    Empty where each clause has its words together but for one in five: then the figure is said of what the page says
    it of. A figure is right and the sentence around it invented where it is not.
    """
    found = [
        [word for clause in clauses for word in _strange(clause, findings, given)] for clauses in readings(sentence)
    ]
    return min(found, key=len)


def _strange(clause: Clause, findings: Sequence[Finding], given: Given) -> list[str]:
    wanted = clause.stems - _named(clause, findings) - given.free
    left = wanted - frozenset().union(*_accounts(clause, wanted, findings, given))
    if len(left) <= len(clause.stems) // WORDS_PER_STRANGER:
        return []
    return [word.strip(".,;:!?()") for word in clause.text.split() if content(word) & left]


def _named(clause: Clause, findings: Sequence[Finding]) -> frozenset[str]:
    """Return the stems of the names that the pages hold: they are looked for by themselves."""
    held = {mark: finding.page for finding in findings for mark in finding.held if isinstance(mark, Name)}
    return clause.stems & content(" ".join(name.text for name, page in held.items() if _is_name(name, page)))


def _is_name(name: Name, page: ReadPage) -> bool:
    """Whether a word with a capital is a name on the page too, and not the first word of its sentences only."""
    if len(name.words) > 1 or name.start:
        return True
    begins = {unit.start for unit in page.units}
    return any(name.words[0] in other.words and other.start not in begins for other in page.marks.names)


def _accounts(
    clause: Clause, wanted: frozenset[str], findings: Sequence[Finding], given: Given
) -> Iterator[frozenset[str]]:
    """Yield the stems that stand beside each figure of a clause, or in the best passage where it has none."""
    anchored = False
    for mark in clause.marks:
        for place in given.places.get(mark, ()):
            anchored = True
            yield beside(*place, wanted)
        at = [beside(finding.page, index, wanted) for finding in findings for index in finding.held.get(mark, ())]
        if at:
            anchored = True
            yield max(at, key=len)
    if not anchored:
        yield max((_in_passage(finding.page, wanted) for finding in findings), key=len, default=frozenset())


def _in_passage(page: ReadPage, wanted: frozenset[str]) -> frozenset[str]:
    quote = best_quote(page, wanted, frozenset(), ())
    if quote is None:
        return frozenset()
    run = range(quote.first, quote.last + 1)
    return frozenset().union(*(beside(page, index, wanted) for index in run))


def beside(page: ReadPage, index: int, wanted: frozenset[str]) -> frozenset[str]:
    """Return those of the stems that a sentence or row, its headings, its title or what it points at hold."""
    found = page.says(index, wanted) | page.heads(index, wanted) | page.titles(wanted)
    found |= page.says(page.heading(index), wanted)
    if index and (not page.figures_in(index - 1) or _leans(page.units[index].text)):
        found |= page.says(index - 1, wanted)
    return found


def _leans(text: str) -> bool:
    """Whether a sentence speaks of what the sentence before spoke of."""
    return not language().pronouns.isdisjoint(words(text)[:4])
