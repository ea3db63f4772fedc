"""An answer without a model: the sentences of the pages themselves that come nearest to the question."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.answers.language import fold
from assistant.answers.marks.reading import Marks, read_marks
from assistant.answers.matching import ELSEWHERE, places
from assistant.answers.model import Claim, ClaimStatus
from assistant.answers.pages import PageText, ReadPage, read_page
from assistant.answers.quotes import citation
from assistant.answers.vectors import sentence_vectors
from assistant.answers.words import content
from assistant.library.embedder import Embedder
from assistant.places import resource


@dataclass(frozen=True)
class _Candidate:
    """A sentence of a page with what it shares with the question, 0..1 each."""

    page: ReadPage
    index: int
    words: float
    marks: float
    cue: float
    rank: float

    @property
    def text(self) -> str:
        return " ".join(self.page.units[self.index].text.split())


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads(resource("prompts", "extract.toml").read_text(encoding="utf-8"))


def extract(question: str, pages: Sequence[PageText], embedder: Embedder) -> tuple[Claim, ...]:
    """Return the sentences that answer a question best, each with its exact place, best first.

    Args:
        question: The question.
        pages: The pages found, best first.
        embedder: Compares the meaning of question and sentences.
    """
    candidates = _promising(question, pages)
    if not candidates:
        return ()
    scores = _scores(question, candidates, embedder)
    order = np.argsort(-scores, kind="stable")
    least = scores[order[0]] * _rules()["least_share"]
    chosen = [candidates[index] for index in order if scores[index] >= least]
    return tuple(_claim(candidate) for candidate in _distinct(chosen)[: _rules()["most"]])


def _promising(question: str, pages: Sequence[PageText]) -> list[_Candidate]:
    """Return the sentences that share most with the question, so that only few need be embedded."""
    asked, marks, cues = content(question), read_marks(question), _cues(question)
    found: list[_Candidate] = []
    for place, source in enumerate(pages):
        found += _of_page(read_page(source), 1 / (1 + place), asked, marks, cues)
    found.sort(key=lambda candidate: -_plain_score(candidate))
    return found[: _rules()["candidates"]]


def _of_page(
    page: ReadPage, rank: float, asked: frozenset[str], marks: Marks, cues: frozenset[str]
) -> list[_Candidate]:
    held = [{page.unit_at(offset) for offset in places(mark, page) if offset != ELSEWHERE} for mark in marks.all()]
    return [
        _Candidate(
            page=page,
            index=index,
            words=len(stems & asked) / max(1, len(asked)),
            marks=sum(index in units for units in held) / max(1, len(held)),
            cue=float(bool(cues & _kinds(page.units[index].text))) if cues else 0.0,
            rank=rank,
        )
        for index, stems in enumerate(page.stems)
        if len(stems) >= _rules()["shortest_words"] and len(page.units[index].text) <= _rules()["longest_letters"]
    ]


def _cues(question: str) -> frozenset[str]:
    lower = f" {fold(question)} "
    return frozenset(
        kind for kind, starts in _rules()["cues"].items() if any(f" {fold(start)} " in lower for start in starts)
    )


def _kinds(text: str) -> set[str]:
    marks = read_marks(text)
    held = {"figure": marks.figures, "date": marks.moments, "name": marks.names}
    return {kind for kind, found in held.items() if found}


def _plain_score(candidate: _Candidate) -> float:
    weights = _rules()["weights"]
    return float(sum(weights[name] * getattr(candidate, name) for name in ("words", "marks", "cue", "rank")))


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
