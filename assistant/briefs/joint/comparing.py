"""Comparing documents sentence by sentence; the program does it, no model is asked."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

import numpy as np

from assistant.answers.vectors import sentence_vectors
from assistant.briefs.filling.sources import Source, Span, read_source
from assistant.briefs.joint.model import Alone, Joint, Pair, Relation
from assistant.briefs.joint.relating import relate
from assistant.briefs.joint.rules import joint_rules
from assistant.briefs.joint.statements import Index, Likeness, Statement, statements
from assistant.briefs.key_sentences import key_sentences
from assistant.errors import UsageError, WorldError
from assistant.jobs import CancelToken, Job, Progress
from assistant.library.embedder import Vectors
from assistant.library.library import Library
from assistant.search.meaning import meant

_Scored = list[tuple[float, Pair]]


def compare(library: Library, documents: Sequence[str], cancel: CancelToken) -> Job[Joint]:
    """Compare documents: what they agree on, where they contradict, and what only one of them says.

    Args:
        library: Holds the documents.
        documents: SHA-256, a unique prefix, or a path of each; at least two.
        cancel: Stops it before the next document.

    Yields:
        `Progress` for each pair of documents.

    Raises:
        UsageError: `unknown-document`, `too-few-documents`.
        Cancelled: When `cancel` was set.
    """
    started = time.perf_counter()
    sources = [read_source(library, document) for document in documents]
    if len({source.record.sha256 for source in sources}) < _FEWEST:
        raise UsageError("too-few-documents", "Comparing needs at least two different documents.")
    told = [statements(source) for source in sources]
    likeness = Likeness([one for of_one in told for one in of_one])
    indices = [Index(of_one, likeness) for of_one in told]
    pairs: _Scored = []
    couples = list(combinations(range(len(sources)), 2))
    for number, (one, other) in enumerate(couples, 1):
        cancel.check()
        pairs += _related(told[one], indices[other])
        yield Progress(subject=sources[other].record.title, done=number, total=len(couples), unit="pairs")
    alone = [
        _alone(library, source, told[place], _others(indices, place), sources) for place, source in enumerate(sources)
    ]
    return Joint(
        documents=tuple(source.record.sha256 for source in sources),
        agreements=_best(pair for pair in pairs if pair[1].relation is Relation.AGREES),
        contradictions=_best(pair for pair in pairs if pair[1].relation is not Relation.AGREES),
        alone=tuple(alone),
        seconds=time.perf_counter() - started,
        marking=library.markings.of([source.record.sha256 for source in sources]),
    )


_FEWEST = 2


def _related(told: Sequence[Statement], index: Index) -> Iterator[tuple[float, Pair]]:
    """Yield for each sentence the most alike one that stands in a relation to it."""
    for statement in told:
        for likeness, other in index.near(statement, joint_rules().same_subject_with_mark):
            if pair := relate(statement, other, likeness):
                yield likeness * len(statement.stems & other.stems), pair
                break


def _best(pairs: Iterator[tuple[float, Pair]]) -> tuple[Pair, ...]:
    """Return the most telling pairs, no sentence in two of them."""
    chosen: list[Pair] = []
    used: set[tuple[str, int, int]] = set()
    for _, pair in sorted(pairs, key=lambda scored: -scored[0]):
        places = {
            (cited.document, cited.page, cited.start) for one in (pair.first, pair.second) for cited in one.citations
        }
        if not places & used and len(chosen) < joint_rules().most_pairs:
            chosen.append(pair)
            used |= places
    return tuple(chosen)


def _others(indices: Sequence[Index], place: int) -> list[Index]:
    return [index for number, index in enumerate(indices) if number != place]


def _alone(
    library: Library, source: Source, told: Sequence[Statement], others: Sequence[Index], sources: Sequence[Source]
) -> Alone:
    """Return what a document says to which nothing in the others comes near, by words or by meaning."""
    hashes = {other.record.sha256 for other in sources} - {source.record.sha256}
    fresh = [
        one
        for one in _telling(library, source, told)
        if not any(index.near(one, joint_rules().alone) for index in others)
    ]
    far = _far(library, fresh, hashes)[: joint_rules().most_alone]
    return Alone(source.record.sha256, tuple(one.quoted for one in far))


def _telling(library: Library, source: Source, told: Sequence[Statement]) -> list[Statement]:
    """Return the sentences of a short document, the key sentences of a longer one."""
    if len(told) <= joint_rules().short:
        return sorted(told, key=lambda one: (one.span.page.page, one.span.start))
    pages = {page.page: page for page in source.pages}
    keys = key_sentences(library, source.record.sha256, joint_rules().key_sentences)
    return [Statement(Span(pages[key.page], key.start, key.end)) for key in keys]


def _far(library: Library, told: Sequence[Statement], others: Collection[str]) -> list[Statement]:
    """Return what no passage of the others comes near in meaning; all, where the engine that embeds is gone."""
    if not told:
        return []
    try:
        vectors = np.asarray(sentence_vectors(library.embedder, [one.text for one in told]), np.float32)
    except WorldError:
        if not library.embedder.weights:
            raise
        return list(told)
    nearest = [_nearest(library, vector, others) for vector in vectors]
    return [one for one, score in zip(told, nearest, strict=True) if score < joint_rules().alone_meaning]


def _nearest(library: Library, vector: Vectors, others: Collection[str]) -> float:
    found, meaning = library.nearest(vector, 1, others), meant(library, vector)
    return max((meaning.comparable(score) for _, score in found), default=0.0)
