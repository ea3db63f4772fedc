"""Key sentences: what a document says itself, chosen by centrality, place and cue words, without a model."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.answers.language import fold
from assistant.answers.sentences import split
from assistant.answers.vectors import sentence_vectors
from assistant.answers.words import words
from assistant.briefs.model import KeySentence
from assistant.library.embedder import Vectors
from assistant.library.library import Library
from assistant.library.records import PassageRecord
from assistant.places import resource_data

_CONTENTS_LINE = re.compile(r".*?(?:\.{3,}|…|\s{2,}|\t)\s*(?:\d{1,4}|[ivxlc]{1,6})\s*")
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True)
class _Candidate:
    """A sentence with its prior: what speaks for it whatever it means."""

    text: str
    page: int
    start: int
    end: int
    prior: float


@cache
def _rules() -> dict[str, Any]:
    return resource_data("prompts", "key_sentences.toml")


def key_sentences(
    library: Library, document: str, count: int | None = None, pages: Collection[int] = ()
) -> tuple[KeySentence, ...]:
    """Return the sentences that say most of a document, in its order; see `ranked_sentences`."""
    ranked = ranked_sentences(library, document, count or _rules()["count"], pages)
    return in_order(ranked, len(ranked))


def in_order(ranked: Sequence[KeySentence], count: int | None = None) -> tuple[KeySentence, ...]:
    """Return the best of ranked sentences, as many as are usual where no count is given, in the document's order."""
    best = ranked[: count or _rules()["count"]]
    return tuple(sorted(best, key=lambda one: (one.page, one.start)))


def ranked_sentences(
    library: Library, document: str, count: int, pages: Collection[int] = ()
) -> tuple[KeySentence, ...]:
    """Return the sentences that say most of a document, the most telling first, each unlike those before it.

    The vectors stored with the passages choose the passages; only the sentences of these few are embedded, so that
    300 pages take less than two seconds.

    Args:
        library: The library that holds the document.
        document: SHA-256, a unique prefix, or a path.
        count: How many to return at the most.
        pages: Choose from these pages only; empty for all.
    """
    passages = [passage for passage in library.passages_of(document) if _prose(passage)]
    passages = [passage for passage in passages if not pages or passage.page in pages]
    if not passages:
        return ()
    vectors = library.vectors([passage.id for passage in passages])
    centre = _normalised(vectors.sum(axis=0))
    candidates = _candidates(passages, vectors, centre)
    if not candidates:
        return ()
    sentences = sentence_vectors(library.embedder.shipped, _texts(candidates))
    if library.embedder.shipped is not library.embedder:  # the centre of the passages is another model's
        centre = _normalised(sentences.sum(axis=0))
    return _chosen(candidates, sentences, centre, count)


def _prose(passage: PassageRecord) -> bool:
    return not passage.boilerplate and not _contents(passage.text)


def _contents(text: str) -> bool:
    lines = [line for line in text.split("\n") if line.strip()]
    listed = sum(_CONTENTS_LINE.fullmatch(line) is not None for line in lines)
    return len(lines) > 3 and listed >= _rules()["boilerplate"]["contents_share"] * len(lines)


def _normalised(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    length = float(np.linalg.norm(vector))
    return np.asarray(vector / length if length else vector, np.float32)


def _texts(candidates: Sequence[_Candidate]) -> list[str]:
    return [" ".join(candidate.text.split()) for candidate in candidates]


def _candidates(passages: Sequence[PassageRecord], vectors: Vectors, centre: NDArray[np.float32]) -> list[_Candidate]:
    central = vectors @ centre + _rules()["weights"]["early"] * _earliness(len(passages))
    order = _diverse(central, vectors, _rules()["passages"])
    return [candidate for index in order for candidate in _best_of(passages[index], _earliness(len(passages))[index])]


def _earliness(count: int) -> NDArray[np.float32]:
    """Return 1 for the first passage, falling to 0 over the first tenth of the document."""
    tenth = max(1.0, count / 10)
    return np.asarray(np.clip(1 - np.arange(count) / tenth, 0, 1), np.float32)


def _diverse(scores: NDArray[np.float32], vectors: Vectors, count: int) -> list[int]:
    """Return indices by maximal marginal relevance (Carbonell and Goldstein 1998), best first."""
    diversity = _rules()["diversity"]
    likeness = np.zeros(len(scores), np.float32)
    left, chosen = np.ones(len(scores), bool), list[int]()
    while left.any() and len(chosen) < count:
        worth = np.where(left, (1 - diversity) * scores - diversity * likeness, -np.inf)
        best = int(np.argmax(worth))
        chosen.append(best)
        left[best] = False
        likeness = np.maximum(likeness, vectors @ vectors[best])
    return chosen


def _best_of(passage: PassageRecord, early: float) -> list[_Candidate]:
    found = [
        _Candidate(sentence.text, passage.page, passage.start + sentence.start, passage.start + sentence.end, prior)
        for index, sentence in enumerate(split(passage.text))
        if (prior := _prior(sentence.text, early, first=index == 0)) is not None
    ]
    return sorted(found, key=lambda candidate: -candidate.prior)[: _rules()["sentences_a_passage"]]


def _prior(text: str, early: float, *, first: bool) -> float | None:
    rules, weights = _rules(), _rules()["weights"]
    spoken = words(text)
    if not rules["fewest_words"] <= len(spoken) <= rules["most_words"] or len(text) > rules["most_letters"]:
        return None
    lower = f" {' '.join(fold(text).split())} "
    cue = any(f" {phrase} " in lower for phrase in rules["cues"]["phrases"])
    return float(
        weights["early"] * early
        + weights["first_in_passage"] * first
        + weights["cue"] * cue
        + weights["formal"] * is_formal(text)
        + weights["short"] * (len(spoken) < rules["short_words"])
        + weights["figure"] * bool(_FIGURE.search(text))
        + weights["no_full_stop"] * (text.rstrip("\"'”’)")[-1:] not in {".", "!", "?", "。"})
    )


def is_formal(text: str) -> bool:
    """Whether a sentence is one of those of forms, covers and legal matter."""
    lower = f" {' '.join(fold(text).split())} "
    return any(phrase in lower for phrase in _rules()["formal"]["phrases"])


def _chosen(
    candidates: Sequence[_Candidate], vectors: Vectors, centre: NDArray[np.float32], count: int
) -> tuple[KeySentence, ...]:
    priors = np.array([candidate.prior for candidate in candidates], np.float32)
    scores = _rules()["weights"]["central"] * (vectors @ centre) + priors
    order = _diverse(scores, vectors, count)
    chosen = [(candidates[index], float(scores[index])) for index in order]
    return tuple(KeySentence(one.text, one.page, one.start, one.end, score) for one, score in chosen)
