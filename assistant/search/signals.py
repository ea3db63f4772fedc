"""The ways of looking for pages: by meaning, by the question's words, by the field's words, by kind of page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from assistant.errors import WorldError
from assistant.library.library import Library
from assistant.search import match
from assistant.search.acronyms import acronyms, learned
from assistant.search.fusion import PageKey, Signal, by_page, scaled
from assistant.search.meaning import Meaning
from assistant.search.page_kinds import likeness
from assistant.search.question import Asked
from assistant.search.rows import rows
from assistant.search.scripts import any_form_of
from assistant.search.vocabulary import PageKind

_DEPTH = 400  # passages that count of each way of looking
_REACH = 2000  # passages fetched of each part of a sum, so that the best sums are complete
_COMMON = 0.3  # share of all passages from which on a word tells too little to be looked for beside rarer ones
_EXPLAINING = 20  # passages read for explanations of acronyms
_WORDY, _HEADED = 40, 30  # pages looked at for their kind, by the field's words and by headings

Scored = Sequence[tuple[int, float]]
"""Passage ids with scores, best first."""


@dataclass(frozen=True)
class Looked:
    """What all ways of looking found.

    Attributes:
        signals: By name, each scaled to 0..1 over the pages it found.
        passages: The passages found on each page, best first, with their own score.
        similarity: Cosine of question and passage as the shipped model has it, for those found by meaning.
        rows: The row of each page of a sheet that says most of the question.
    """

    signals: Mapping[str, Signal]
    passages: Mapping[PageKey, Scored]
    similarity: Mapping[int, float]
    rows: Mapping[PageKey, str]


def look(
    library: Library,
    asked: Asked,
    meaning: Meaning,
    documents: Collection[str] | None,
    exact: Signal,
) -> Looked:
    """Look in every way for the pages that answer a question.

    Args:
        library: Where to look.
        asked: The question, understood.
        meaning: The question, embedded.
        documents: Look in these only; None for all.
        exact: The pages that hold what must be found exactly.
    """
    terms = _telling(library, asked.terms)
    with ThreadPoolExecutor(3) as beside:  # meaning, headings and the field's words are looked for while words are
        near = beside.submit(_nearest, library, meaning, documents)
        headed = beside.submit(_headed, library, asked.page_kinds, documents)
        phrased = beside.submit(_lexical, library, _others(asked.expansions, terms), documents)
        words = _lexical(library, terms, documents)
        learnt = _lexical(library, _learned(library, asked, words, documents, terms), documents)
        expanded = _summed([words, phrased.result(), learnt])
        found = {"dense": near.result(), "words": words[:_DEPTH], "expanded": expanded}
        pages = library.located({passage for scored in found.values() for passage, _ in scored})
        signals: dict[str, Signal] = {name: _paged(scored, pages) for name, scored in found.items()}
        signals["kind"] = scaled(_kinds(library, asked.page_kinds, signals["expanded"], headed.result()))
    best_rows = rows(library, asked, signals["expanded"])
    signals["rows"] = {page: row.says for page, row in best_rows.items()}
    signals["exact"] = exact
    passages = _best_passages(pages, [found["dense"], expanded])
    return Looked(signals, passages, dict(found["dense"]), {page: row.text for page, row in best_rows.items()})


def _telling(library: Library, terms: Sequence[str]) -> list[str]:
    """Return the words without those that stand on so many pages that they tell nothing, unless all do."""
    expressions = {term: match.phrase(term) for term in terms}
    rare = [term for term, said in expressions.items() if said and library.share_with(said) < _COMMON]
    return rare or list(terms)


def _others(phrases: Iterable[str], terms: Iterable[str]) -> list[str]:
    """Return the phrases that are not looked for as words already."""
    known = {match.phrase(term) for term in terms}
    return [phrase for phrase in phrases if match.phrase(phrase) not in known]


def _summed(parts: Sequence[Scored]) -> Scored:
    """Return the best passages by the sum of their scores: BM25 of several words is the sum over each."""
    total: dict[int, float] = defaultdict(float)
    for scored in parts:
        for passage, score in scored:
            total[passage] += score
    return sorted(total.items(), key=lambda item: (-item[1], item[0]))[:_DEPTH]


def _nearest(library: Library, meaning: Meaning, documents: Collection[str] | None) -> list[tuple[int, float]]:
    if meaning.vector is None:
        return []
    try:
        found = library.nearest(meaning.vector, _DEPTH, documents)
        return [(passage, meaning.comparable(cosine)) for passage, cosine in found]
    except WorldError as error:
        if error.code != "embedder-differs":
            raise
        return []  # the library took another embedder since the question was embedded


def _paged(scored: Scored, pages: Mapping[int, PageKey]) -> Signal:
    """Return a signal over pages; a passage removed since it was found is left out."""
    return scaled(by_page((pages[passage], score) for passage, score in scored if passage in pages))


def _lexical(
    library: Library, phrases: Sequence[str], documents: Collection[str] | None, limit: int = _REACH
) -> Scored:
    expression = any_form_of(phrases)
    return library.lexical(expression, limit, documents) if expression else []


def _learned(
    library: Library, asked: Asked, found: Scored, documents: Collection[str] | None, terms: Sequence[str]
) -> list[str]:
    """Return what the passages found, and those that hold an acronym of the question, explain of its words."""
    explaining = {passage for passage, _ in found[:_EXPLAINING]}
    for acronym in acronyms(asked.text):
        explaining.update(passage for passage, _ in _lexical(library, [acronym], documents, _EXPLAINING))
    phrases = learned(asked.text, (passage.text for passage in library.passages(sorted(explaining))))
    return _others(phrases, [*terms, *asked.expansions])


def _headed(library: Library, kinds: Sequence[PageKind], documents: Collection[str] | None) -> list[PageKey]:
    """Return the pages that say what pages of these kinds are headed, best first."""
    found = _lexical(library, [heading for kind in kinds for heading in kind.headings], documents, _DEPTH)
    pages = library.located([passage for passage, _ in found])
    return list(dict.fromkeys(pages[passage] for passage, _ in found if passage in pages))


def _kinds(
    library: Library, kinds: Sequence[PageKind], expanded: Signal, headed: Sequence[PageKey]
) -> dict[PageKey, float]:
    """Return how much each likely page is of one of the kinds asked for.

    Likely are the pages that hold most of the field's words, and those that are headed like one of the kinds: looking
    for all that stands on such pages would touch most of a large library.
    """
    if not kinds:
        return {}
    wordy = sorted(expanded, key=lambda page: -expanded[page])[:_WORDY]
    texts = library.page_texts({*wordy, *headed[:_HEADED]})
    return {page: max(likeness(text, kind) for kind in kinds) for page, text in texts.items()}


def _best_passages(pages: Mapping[int, PageKey], found: Sequence[Scored]) -> Mapping[PageKey, Scored]:
    """Return each page's passages, best first, by the sum of their scaled scores."""
    total: dict[int, float] = defaultdict(float)
    for scored in found:
        greatest = max((score for _, score in scored), default=1.0)
        for passage, score in scored:
            total[passage] += score / greatest
    best: dict[PageKey, list[tuple[int, float]]] = defaultdict(list)
    for passage, score in sorted(total.items(), key=lambda item: (-item[1], item[0])):
        if passage in pages:
            best[pages[passage]].append((passage, score))
    return dict(best)
