"""An answer without a model: the sentences of the pages themselves that come nearest to the question."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.answers.language import fold
from assistant.answers.marks.names import Name
from assistant.answers.marks.reading import Mark, read_marks
from assistant.answers.matching import ELSEWHERE, places
from assistant.answers.model import Claim, ClaimStatus
from assistant.answers.pages import PageText, ReadPage, read_page
from assistant.answers.quotes import citation
from assistant.answers.refusal import refusal_rules
from assistant.answers.sentences import split
from assistant.answers.vectors import sentence_vectors
from assistant.answers.words import content, words
from assistant.library.embedder import Embedder
from assistant.places import resource_data


@dataclass(frozen=True)
class _Asked:
    """What a question is about: the weight of each of its stems, its marks, and the kinds of mark it asks for."""

    weights: dict[str, float]
    marks: tuple[Mark, ...]
    cues: frozenset[str]

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(self.weights)

    def share(self, stems: frozenset[str]) -> float:
        """Return the weight of some stems among all."""
        total = sum(self.weights.values())
        return sum(self.weights[stem] for stem in stems) / total if total else 0.0


@dataclass(frozen=True)
class _Candidate:
    """A sentence or row of a page with what speaks for it, 0..1 each."""

    page: ReadPage
    index: int
    words: float
    heads: float
    marks: float
    cue: float
    rank: float
    heading: float

    @property
    def text(self) -> str:
        return " ".join(self.page.units[self.index].text.split())


@cache
def _rules() -> dict[str, Any]:
    return resource_data("prompts", "extract.toml")


def extract(question: str, pages: Sequence[PageText], embedder: Embedder) -> tuple[Claim, ...]:
    """Return the sentences that answer a question best, each with its exact place, best first.

    Args:
        question: The question.
        pages: The pages found, best first.
        embedder: Compares the meaning of question and sentences.
    """
    core = _core(question)
    candidates = _promising(core, pages)
    if not candidates:
        return ()
    scores = _scores(core, candidates, embedder)
    order = np.argsort(-scores, kind="stable")
    least = scores[order[0]] * _rules()["least_share"]
    chosen = [candidates[index] for index in order if scores[index] >= least]
    return tuple(_claim(candidate) for candidate in _distinct(chosen)[: _rules()["most"]])


def _core(question: str) -> str:
    """Return what of a text is asked: its sentences with a question mark, without what is told around them."""
    asked = [sentence.text for sentence in split(question) if sentence.text.endswith("?")]
    return " ".join(asked) or question


def _promising(question: str, pages: Sequence[PageText]) -> list[_Candidate]:
    """Return the sentences that share most with the question, so that only few need be embedded."""
    read = [read_page(source) for source in pages]
    asked = _asked(question, read)
    found = [one for place, page in enumerate(read) for one in _of_page(page, 1 / (1 + place), asked)]
    found.sort(key=lambda candidate: -_plain_score(candidate))
    return found[: _rules()["candidates"]]


def _asked(question: str, pages: Sequence[ReadPage]) -> _Asked:
    """Weigh the question's words by how rare they are on the pages; what the titles say is on every page."""
    titles = frozenset().union(*(content(page.source.about) for page in pages))
    stems = (
        content(" ".join(word for word in words(question) if word not in refusal_rules()["question_words"])) - titles
    )
    units = sum(len(page.units) for page in pages)
    counts = {stem: sum(stem in unit for page in pages for unit in page.stems) for stem in stems}
    weights = {stem: math.log(1 + units / (1 + count)) for stem, count in counts.items()}
    marks = [mark for mark in read_marks(question).all() if not _titled(mark, pages)]
    return _Asked(weights, tuple(marks), _cues(question))


def _titled(mark: Mark, pages: Sequence[ReadPage]) -> bool:
    return isinstance(mark, Name) and any(ELSEWHERE in places(mark, page) or page.titled(mark.words) for page in pages)


def _of_page(page: ReadPage, rank: float, asked: _Asked) -> list[_Candidate]:
    held = [{page.unit_at(offset) for offset in places(mark, page) if offset != ELSEWHERE} for mark in asked.marks]
    return [
        _candidate(page, index, rank, asked, held)
        for index, stems in enumerate(page.stems)
        if stems and index not in page.orders and tells(page.units[index].text)
    ]


def tells(text: str) -> bool:
    """Whether a sentence or row may say something: a numbered heading or a line of contents only names it."""
    return len(text) <= _rules()["longest_letters"] and not re.fullmatch(_rules()["numbered_heading"], text)


def _candidate(page: ReadPage, index: int, rank: float, asked: _Asked, held: Sequence[set[int]]) -> _Candidate:
    said = page.says(index, asked.stems)
    plain = page.units[index].text[-1] not in ".!?。" and index not in page.kinds["figure"]
    return _Candidate(
        page=page,
        index=index,
        words=asked.share(said),
        heads=asked.share(page.heads(index, asked.stems) - said) if said else 0.0,
        marks=sum(index in units for units in held) / max(1, len(held)),
        cue=float(any(index in page.kinds[kind] for kind in asked.cues)),
        rank=rank,
        heading=float(plain),
    )


def _cues(question: str) -> frozenset[str]:
    lower = f" {fold(question)} "
    return frozenset(
        kind for kind, starts in _rules()["cues"].items() if any(f" {fold(start)} " in lower for start in starts)
    )


def _plain_score(candidate: _Candidate) -> float:
    weights = _rules()["weights"]
    return float(sum(weights[name] * getattr(candidate, name) for name in weights if name != "similarity"))


def _scores(question: str, candidates: Sequence[_Candidate], embedder: Embedder) -> NDArray[np.float64]:
    vectors = sentence_vectors(embedder, [candidate.text for candidate in candidates])
    similarity = vectors @ embedder.query(question)
    plain = np.array([_plain_score(candidate) for candidate in candidates])
    return np.asarray(plain + _rules()["weights"]["similarity"] * similarity, dtype=np.float64)


def _distinct(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    return list({candidate.text: candidate for candidate in reversed(candidates)}.values())[::-1]


def _claim(candidate: _Candidate) -> Claim:
    unit = candidate.page.units[candidate.index]
    cited = citation(candidate.page.source, unit.start, unit.end, 1.0)
    return Claim(candidate.text, ClaimStatus.SUPPORTED, (cited,))
