"""What one page holds of a claim: its marks, its words, and the quotations that carry them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.answers.language import language
from assistant.answers.marks.figures import Figure
from assistant.answers.marks.names import Name
from assistant.answers.marks.reading import Mark, read_marks
from assistant.answers.matching import ELSEWHERE, places, same_figure
from assistant.answers.pages import ReadPage
from assistant.answers.quotes import Quote, best_quote
from assistant.answers.words import content, words

_MOST_QUOTES = 3
_PRICE_DECIMALS = 2
_MARK_WEIGHT = 1.5


@dataclass(frozen=True)
class Finding:
    """What a page holds of a claim.

    Attributes:
        page: The page.
        marks: Every mark of the claim.
        held: The marks it holds, each with the indices of the sentences or rows that hold it (none: the title does).
        said: The claim's content stems.
        quotes: The runs of the page that carry the claim, the best one first.
    """

    page: ReadPage
    marks: tuple[Mark, ...]
    held: dict[Mark, frozenset[int]]
    said: frozenset[str]
    quotes: tuple[Quote, ...]

    @property
    def missing(self) -> list[Mark]:
        """The marks that the page lacks."""
        return [mark for mark in self.marks if mark not in self.held]

    @property
    def firm(self) -> bool:
        """Whether a figure, date or code of the claim stands in a sentence or row of the page."""
        return any(units for mark, units in self.held.items() if not isinstance(mark, Name))

    def quoted(self) -> frozenset[str]:
        """Return the claim's stems that its quotations, their table headings and the document's title hold."""
        indices = [index for quote in self.quotes for index in range(quote.first, quote.last + 1)]
        inside = [self.page.says(index, self.said) for index in indices]
        above = [self.page.heads(index, self.said) for index in indices]
        return frozenset().union(self.said & content(self.page.source.about), *inside, *above)


def look(sentence: str, page: ReadPage, question: str) -> Finding:
    """Return what a page holds of a claim; the question tells which of several equal places is meant."""
    marks = tuple(read_marks(sentence).all())
    said = content(sentence)
    context = said | content(question)
    held: dict[Mark, frozenset[int]] = {}
    for mark in marks:
        asked = _as_asked(mark, question)
        if offsets := places(mark, page) or ([] if asked is mark else places(asked, page)):
            found = frozenset(page.unit_at(offset) for offset in offsets if offset != ELSEWHERE) - page.orders
            units = (
                _in_context(_scaled(mark, found, page, question), page, context) if isinstance(mark, Figure) else found
            )
            if units or ELSEWHERE in offsets:
                held[mark] = units
    return Finding(page, marks, held, said, _quotes(page, said, context, held))


def _as_asked(mark: Mark, question: str) -> Mark:
    """Return an amount in the scale that the question tells, the zeros of its cents not taken for figures.

    `$382.00`, asked for in millions, may stand as 381,603 in a table in thousands.
    """
    if not isinstance(mark, Figure) or mark.scale is not None or mark.unit not in language().currencies.values():
        return mark
    scale = _told_scale(question)
    if scale is None:
        return mark
    cents = mark.decimals == _PRICE_DECIMALS
    kept = max(0, -int(mark.value.normalize().as_tuple().exponent)) if cents else mark.decimals
    return replace(mark, scale=scale, decimals=kept)


def _scaled(figure: Figure, units: frozenset[int], page: ReadPage, question: str) -> frozenset[int]:
    """Return the units left when an amount of money without a scale is not taken for one of thousands or millions.

    The question may tell the scale, and prices such as earnings per share stand in the same tables with two decimals.
    """
    if (
        figure.scale is not None
        or figure.unit not in language().currencies.values()
        or _told_scale(question) is not None
    ):
        return units
    rows = {
        page.unit_at(other.start)
        for other in page.marks.figures
        if same_figure(figure, other, page) and not _in_scale(page, other)
    }
    return units & rows


def _in_scale(page: ReadPage, figure: Figure) -> bool:
    return page.scale_of(figure) is not None and figure.decimals < _PRICE_DECIMALS


def _told_scale(question: str) -> int | None:
    """Return the power of ten in which the question wants its answer, None where it tells none."""
    return next((language().scales[word] for word in words(question) if word in language().scales), None)


def _in_context(units: frozenset[int], page: ReadPage, context: frozenset[str]) -> frozenset[int]:
    """Return the units that share a word with the claim or the question, or whose label or headings above do.

    A line above that has figures of its own is another row, not a label.
    """
    if not context:
        return units
    return frozenset(
        index
        for index in units
        if page.says(index, context)
        or page.heads(index, context)
        or (not page.figures_in(index - 1) and page.says(max(0, index - 1), context))
    )


def _quotes(
    page: ReadPage, said: frozenset[str], context: frozenset[str], held: dict[Mark, frozenset[int]]
) -> tuple[Quote, ...]:
    marks = [units for units in held.values() if units]
    best = best_quote(page, said, context - said, marks)
    if best is None:
        return ()
    quotes = [best]
    for units in marks:
        if len(quotes) < _MOST_QUOTES and not any(_within(quote, units) for quote in quotes):
            index = min(units, key=lambda index: abs(index - best.first))
            unit = page.units[index]
            quotes.append(Quote(index, index, unit.start, unit.end, best.score))
    return tuple(quotes)


def _within(quote: Quote, units: frozenset[int]) -> bool:
    return any(quote.first <= index <= quote.last for index in units)


def support(findings: list[Finding]) -> float:
    """Return the share 0..1 of a claim's words and marks that the quotations of several pages hold together."""
    said, marks = findings[0].said, findings[0].marks
    total = len(said) + _MARK_WEIGHT * len(marks)
    quoted = frozenset().union(*(finding.quoted() for finding in findings))
    held = {mark for finding in findings for mark in finding.held}
    return (len(quoted) + _MARK_WEIGHT * len(held)) / total if total else 0.0


def coverage(findings: list[Finding]) -> float:
    """Return the share 0..1 of a claim's content words that the pages hold anywhere."""
    said = findings[0].said
    known = frozenset().union(*(finding.page.known(said) for finding in findings))
    return len(known) / len(said) if said else 1.0
