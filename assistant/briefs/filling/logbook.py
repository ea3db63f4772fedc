"""Entries of logbooks that tell of a similar problem, and what fixed it, counted."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from assistant.answers.language import fold
from assistant.answers.model import Claim
from assistant.answers.vectors import sentence_vectors
from assistant.answers.words import content
from assistant.briefs.filled import Item
from assistant.briefs.filling.checked import derived, printed
from assistant.briefs.filling.rows import Row, table_rows
from assistant.briefs.filling.sources import Source, Span
from assistant.briefs.template import Section
from assistant.library.embedder import Embedder
from assistant.search.vocabulary import vocabulary
from assistant.search.words import stems

_EMBEDDED = 256
_MEANING = 2.0
_MOST_FIXES = 3
_SHORT_FIX = 160
_FIELD = "maintenance"

_Matter = list[frozenset[str]]
"""Spellings of one thing, each as the stems that must all be there."""


@dataclass
class Problem:
    """One problem with all entries that tell of it in the same words.

    Attributes:
        span: Its first entry's words.
        fixes: What was done, entry by entry.
        entries: Number of entries.
    """

    span: Span
    fixes: list[Span] = field(default_factory=list)
    entries: int = 0


def normalised(problem: str) -> str:
    """Return a problem's words without case, figures and signs: what twins share."""
    return " ".join(re.findall(r"[^\W\d_]+", fold(problem)))


def similar(section: Section, sources: Sequence[Source], symptom: str, embedder: Embedder) -> list[Item]:
    """Return the problems most like a symptom: words, entries, what fixed them with counts, place.

    Args:
        section: Its first column names the problem, its third what was done; `keep` and `most` limit it.
        sources: The logbooks: documents with tables that have both columns.
        symptom: What is wrong, as typed.
        embedder: Compares meanings.
    """
    known = problems(section, [row for source in sources for row in table_rows(source, section)])
    ranked = rank(list(known.values()), symptom, embedder)
    if not ranked:
        return []
    least = section.keep * ranked[0][0]
    return [_item(problem) for score, problem in ranked[: section.most] if score >= least and score > 0]


def problems(section: Section, rows: Iterable[Row]) -> dict[str, Problem]:
    """Return the problems of entries by their normalised words."""
    told, done = section.columns[0].name, section.columns[2].name
    known: dict[str, Problem] = {}
    for row in rows:
        if told in row.cells:
            problem = known.setdefault(normalised(row.cells[told].text), Problem(row.cells[told]))
            problem.entries += 1
            problem.fixes += [row.cells[done]] if done in row.cells else []
    known.pop("", None)
    return known


def rank(known: Sequence[Problem], symptom: str, embedder: Embedder) -> list[tuple[float, Problem]]:
    """Return problems with their likeness to a symptom, best first: rare shared words, then meaning."""
    by_words = _by_words([content(problem.span.text) for problem in known], _sought(symptom))
    order = sorted(range(len(known)), key=lambda index: -by_words[index])[:_EMBEDDED]
    if not order:
        return []
    vectors = sentence_vectors(embedder, [known[index].span.text for index in order])
    meaning = np.asarray(vectors @ embedder.query(symptom), np.float32)
    scored = [(by_words[index] + _MEANING * float(meaning[place]), index) for place, index in enumerate(order)]
    return [(score, known[index]) for score, index in sorted(scored, key=lambda pair: (-pair[0], pair[1]))]


def _sought(symptom: str) -> list[_Matter]:
    """Return the matters a symptom speaks of: the logbook's words for each, beside its own."""
    left = set(content(symptom))
    matters: list[_Matter] = []
    for concept in vocabulary().asked(stems(symptom), {_FIELD}):
        own = left & {word for ask in concept.asks for word in content(" ".join(ask))}
        if own:
            told = [spelling for phrase in concept.expands if (spelling := content(phrase))]
            matters.append([frozenset({word}) for word in own] + told)
            left -= own
    return matters + [[frozenset({word})] for word in left]


def _by_words(told: Sequence[frozenset[str]], sought: Sequence[_Matter]) -> list[float]:
    """Return for each entry the share of the symptom's matters it speaks of, rare ones counting more."""
    scores = [0.0] * len(told)
    total = 0.0
    for matter in sought:
        holding = [index for index, words in enumerate(told) if any(spelling <= words for spelling in matter)]
        weight = math.log(1 + len(told) / (1 + len(holding)))
        total += weight
        for index in holding:
            scores[index] += weight
    return [score / (total or 1.0) for score in scores]


def _item(problem: Problem) -> Item:
    times = f"{problem.entries} {'entry' if problem.entries == 1 else 'entries'}"
    return Item((printed(problem.span), derived(times), _fixed(problem.fixes)))


def _fixed(fixes: Sequence[Span]) -> Claim:
    """Return what was done most often, each with its count and place."""
    if not fixes:
        return derived("not found")
    counts = Counter(normalised(fix.text) for fix in fixes)
    first = {normalised(fix.text): fix for fix in reversed(fixes)}
    told = [(first[key], count) for key, count in counts.most_common(_MOST_FIXES)]
    text = "; ".join(f"{fix.text[:_SHORT_FIX]} ({count}×)" for fix, count in told)
    citations = tuple(cited for fix, _ in told for cited in printed(fix).citations)
    return Claim(text, printed(told[0][0]).status, citations)
