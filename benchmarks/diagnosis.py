"""Similar entries of a logbook: `python -m benchmarks.diagnosis`.

Each fault of `logbook.toml` is asked for as a mechanic would, and by two of its entries in the logbook's own words; the
written rule of the fault says which entries tell of it. Entries with the words of the query itself are taken out
first, because half of the logbook has twins. Printed: precision among the first five, beside BM25 alone.
"""

from __future__ import annotations

import csv
import math
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answers.pages import PageText
from assistant.briefs.filling.logbook import Problem, normalised, rank
from assistant.briefs.filling.sources import Span
from assistant.library.embedder import MiniLM
from assistant.places import shipped_models
from benchmarks.questions import DATA

_FAULTS = Path(__file__).with_name("logbook.toml")
_FIRST = 5
_OWN_QUERIES = 2
_WORD = re.compile(r"\w+")
_SATURATION, _LENGTH = 1.2, 0.75


@dataclass(frozen=True)
class Query:
    """What is wrong, and the rule for entries that tell of the same."""

    text: str
    rule: re.Pattern[str]
    own: bool


def entries() -> list[Problem]:
    """Return the problems of the logbook, twins together."""
    with (DATA / "maintenance" / "logbook.csv").open(encoding="utf-8-sig", newline="") as file:
        texts = {normalised(row["PROBLEM"]): row["PROBLEM"] for row in csv.DictReader(file)}
    texts.pop("", None)
    return [Problem(Span(PageText("logbook", 1, text), 0, len(text))) for text in texts.values()]


def queries(known: Sequence[Problem]) -> Iterator[Query]:
    """Yield each fault as asked, then as the logbook's own entries tell it."""
    for fault in tomllib.loads(_FAULTS.read_text(encoding="utf-8"))["faults"]:
        rule = re.compile(fault["entries"])
        yield Query(fault["asked"], rule, own=False)
        telling = [problem.span.text for problem in known if rule.search(problem.span.text.upper())]
        step = max(1, len(telling) // _OWN_QUERIES)
        yield from (Query(text, rule, own=True) for text in telling[::step][:_OWN_QUERIES])


def bm25(known: Sequence[Problem]) -> Callable[[str], list[Problem]]:
    """Return a plain ranking by words (Robertson and Walker 1994)."""
    counted = [Counter(_WORD.findall(problem.span.text.lower())) for problem in known]
    holding = Counter(word for words in counted for word in words)
    mean = sum(words.total() for words in counted) / len(counted)

    def score(words: Mapping[str, int], length: int, asked: Sequence[str]) -> float:
        norm = _SATURATION * (1 - _LENGTH + _LENGTH * length / mean)
        weights = {word: math.log(1 + (len(known) - holding[word] + 0.5) / (holding[word] + 0.5)) for word in asked}
        return sum(weights[word] * words[word] * (_SATURATION + 1) / (words[word] + norm) for word in asked)

    def ranked(text: str) -> list[Problem]:
        asked = _WORD.findall(text.lower())
        scores = [score(words, words.total(), asked) for words in counted]
        return [known[index] for index in sorted(range(len(known)), key=lambda index: -scores[index])]

    return ranked


def precision(query: Query, ranked: Sequence[Problem]) -> float:
    """Return the share of the first five that tell of the same fault, the query's twins taken out."""
    others = [problem for problem in ranked if normalised(problem.span.text) != normalised(query.text)][:_FIRST]
    return sum(query.rule.search(problem.span.text.upper()) is not None for problem in others) / _FIRST


def main() -> None:
    """Print the figures."""
    known = entries()
    embedder = MiniLM(shipped_models() / "embedder")
    by_words = bm25(known)
    asked = list(queries(known))
    for name, chosen in (
        ("asked by a mechanic", [query for query in asked if not query.own]),
        ("in the logbook's own words", [query for query in asked if query.own]),
    ):
        ours = [precision(query, [problem for _, problem in rank(known, query.text, embedder)]) for query in chosen]
        plain = [precision(query, by_words(query.text)) for query in chosen]
        print(f"{name}: {len(chosen)} queries, precision@5 {_mean(ours):.3f}, BM25 alone {_mean(plain):.3f}")


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


if __name__ == "__main__":
    main()
