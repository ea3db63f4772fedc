"""Fit the weights of the search's signals: `python -m benchmarks.fit_fusion [--data DIR] [--write]`.

The pages found for a question get a probability by the softmax of their weighted signals; the weights make the gold
pages of all questions most probable, held near equal ones so that few questions cannot pull them far. Prints the
weights with the figures they reach on companies they were not fitted on; `--write` stores them with the product.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import tomli_w
from numpy.typing import NDArray

from assistant import places
from assistant.search.finder import Finder
from assistant.search.fusion import Signal, weights
from benchmarks.cached_library import cached_library
from benchmarks.measures import NEVER, Ranks, hit, reciprocal
from benchmarks.questions import DATA, Question, read_questions

FITTED = ("dense", "words", "expanded", "kind")
_SHARPNESS = 8.0
_PULL = 0.1  # towards equal weights
_STEP = 0.3
_ROUNDS = 400

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Case:
    """One question in one scope.

    Attributes:
        question: What was asked.
        own: Whether only the document that answers it was looked at.
        features: (pages, signals) of the pages found.
        gold: (pages,) whether each is a gold page.
    """

    question: Question
    own: bool
    features: Array
    gold: NDArray[np.bool_]

    def rank(self, weight: Array) -> float:
        """Return the place of the best gold page under these weights."""
        if not self.gold.any():
            return NEVER
        scores = self.features @ weight
        return float((scores > scores[self.gold].max()).sum() + 1)


def cases(finder: Finder, questions: Sequence[Question], hashes: dict[str, str]) -> list[Case]:
    """Look for every question in its own document and in all of them.

    Args:
        finder: Over the library of all filings.
        questions: What to ask.
        hashes: SHA-256 of each filing by its file name.
    """
    found = []
    for question in questions:
        gold = {(hashes[file], page) for file, page in question.gold}
        for own in (True, False):
            signals = finder.signals(question.text, [hashes[question.file]] if own else ())
            found.append(_case(question, own=own, signals=[signals[name] for name in FITTED], gold=gold))
    return found


def _case(question: Question, *, own: bool, signals: Sequence[Signal], gold: set[tuple[str, int]]) -> Case:
    pages = sorted({page for signal in signals for page in signal})
    features = np.array([[signal.get(page, 0.0) for signal in signals] for page in pages]).reshape(
        len(pages), len(signals)
    )
    return Case(question, own, features, np.array([page in gold for page in pages], bool))


def fit(chosen: Sequence[Case]) -> Array:
    """Return the weights, by gradient ascent, the greatest of them 1."""
    usable = [case for case in chosen if case.gold.any()]
    weight = np.ones(len(FITTED))
    for _ in range(_ROUNDS):
        slope = np.mean([_slope(case, weight) for case in usable], axis=0)
        weight = np.maximum(weight + _STEP * (slope - _PULL * (weight - 1)), 0)
    return np.asarray(weight / weight.max())


def _slope(case: Case, weight: Array) -> Array:
    """Return the gradient of the log-probability of the gold pages, divided by the sharpness."""
    scores = _SHARPNESS * (case.features @ weight)
    likely = np.exp(scores - scores.max())
    likely /= likely.sum()
    gold = likely * case.gold
    return np.asarray(case.features.T @ (gold / gold.sum() - likely))


def held_out_ranks(found: Sequence[Case], *, own: bool) -> Ranks:
    """Return the rank of each question under weights fitted on the other companies' questions."""
    companies = {case.question.company for case in found}
    weight = {name: fit([case for case in found if case.question.company != name]) for name in sorted(companies)}
    return np.array([case.rank(weight[case.question.company]) for case in found if case.own == own])


def _store(weight: Array, figures: str) -> None:
    path = places.resource("search", "weights.toml")
    fitted = {name: round(float(value), 2) for name, value in zip(FITTED, weight, strict=True)}
    stored = {"weights": dict(weights()) | fitted}
    head = (
        "# How much each signal counts when pages are ranked, each scaled to 0..1 over the pages it found.\n"
        f"# {', '.join(FITTED)}: fitted by benchmarks/fit_fusion.py on analysts' questions over company filings.\n"
        f"# Without the company asked about in the fit: {figures}.\n"
        "# rows (words that stand in one row of a sheet): set by hand as high as meaning; from 0.5 on little changes.\n"
        "# exact (quoted phrases, identifiers, dates, amounts): set by hand above all others together.\n\n"
    )
    path.write_text(head + tomli_w.dumps(stored), encoding="utf-8")


def main() -> None:
    """Fit, print and, when asked to, store."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA / "financebench")
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    files = sorted((chosen.data / "pdfs").glob("*.pdf"))
    with cached_library("financebench", files) as library:
        hashes = {Path(record.path).name: record.sha256 for record in library.documents()}
        found = cases(Finder(library), read_questions(chosen.data / "questions.jsonl"), hashes)
    weight = fit(found)
    parts = []
    for own in (True, False):
        ranks = held_out_ranks(found, own=own)
        parts.append(f"{'own document' if own else 'all together'} @5 {hit(ranks, 5):.2f}, MRR {reciprocal(ranks):.2f}")
    print(dict(zip(FITTED, weight.round(3).tolist(), strict=True)))
    print("; ".join(parts))
    if chosen.write:
        _store(weight, "; ".join(parts))


if __name__ == "__main__":
    main()
