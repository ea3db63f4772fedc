"""No loss elsewhere: `python -m benchmarks.other_fields`.

Entries of the same fault in an aircraft logbook, and the turns of meetings that answer questions about them, found by
the product's own search beside its passages ranked by meaning alone, by BM25 alone and by both as usually fused.
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.library.library import Library
from assistant.search.finder import Finder
from assistant.search.fusion import PageKey, fuse
from benchmarks.cached_library import CACHE, cached_library
from benchmarks.measures import hit, rank, reciprocal
from benchmarks.questions import DATA

_FAULTS = Path(__file__).with_name("logbook.toml")
_SHOWN = 10
_RECIPROCAL_RANK = 60

Ranker = Callable[[str, Sequence[str]], list[PageKey]]


@dataclass(frozen=True)
class Turns:
    """A question about one meeting: its text file, and the turns that answer it."""

    question: str
    file: Path
    turns: Sequence[str]


def rankers(finder: Finder) -> Mapping[str, Ranker]:
    """Return the ways of ranking pages, by name."""
    return {
        "dense": lambda question, documents: _alone(finder, "dense", question, documents),
        "BM25": lambda question, documents: _alone(finder, "words", question, documents),
        "dense + BM25, reciprocal rank": lambda question, documents: _both(finder, question, documents),
        "product's search": lambda question, documents: [
            (item.document, item.page) for item in finder.find(question, _SHOWN, documents).evidence
        ],
    }


def _alone(finder: Finder, name: str, question: str, documents: Sequence[str]) -> list[PageKey]:
    signals = finder.signals(question, documents, narrow=False)
    return [page for page, _ in fuse({name: signals[name]}, {name: 1.0})][:_SHOWN]


def _both(finder: Finder, question: str, documents: Sequence[str]) -> list[PageKey]:
    signals = finder.signals(question, documents, narrow=False)
    ranked = {
        name: {
            page: 1 / (_RECIPROCAL_RANK + place)
            for place, (page, _) in enumerate(fuse({name: signals[name]}, {name: 1.0}))
        }
        for name in ("dense", "words")
    }
    return [page for page, _ in fuse(ranked, {"dense": 1.0, "words": 1.0})][:_SHOWN]


def logbook(data: Path) -> None:
    """Print how many of the first pages hold an entry of the fault asked for."""
    faults = tomllib.loads(_FAULTS.read_text(encoding="utf-8"))["faults"]
    with cached_library("logbook", [data / "maintenance" / "logbook.csv"]) as library:
        texts = {
            (page.document, page.number): page.text
            for record in library.documents()
            for page in library.pages(record.sha256)
        }
        print(
            f"\nlogbook: {len(faults)} faults, {len(texts)} pages; share of the first pages with an entry of the fault"
        )
        print(f"{'':31} {'of 1':>5} {'of 5':>5} {'of 10':>5}")
        for name, ranker in rankers(Finder(library)).items():
            right = [
                [bool(re.search(fault["entries"], texts[page])) for page in ranker(fault["asked"], [])]
                for fault in faults
            ]
            shares = (np.mean([sum(found[:depth]) / depth for found in right]) for depth in (1, 5, 10))
            print(f"{name:31} {' '.join(f'{share:5.2f}' for share in shares)}")


def meetings(data: Path) -> None:
    """Print how high the first page with an answering turn stands within its meeting."""
    questions = list(_questions(data / "qmsum"))
    files = sorted({question.file for question in questions})
    with cached_library("meetings", files) as library:
        gold = [_gold(library, question) for question in questions]
        print(f"\nmeetings: {len(questions)} questions, {len(files)} meetings; first page with an answering turn")
        print(f"{'':31} {'@1':>5} {'@3':>5} {'@5':>5} {'MRR':>5}")
        for name, ranker in rankers(Finder(library)).items():
            ranks = np.array(
                [
                    rank(ranker(question.question, [library.document(str(question.file)).sha256]), right)
                    for question, right in zip(questions, gold, strict=True)
                ]
            )
            print(f"{name:31} {hit(ranks, 1):5.2f} {hit(ranks, 3):5.2f} {hit(ranks, 5):5.2f} {reciprocal(ranks):5.2f}")


def _questions(folder: Path) -> Iterator[Turns]:
    """Write each meeting as a text file, a paragraph a turn, and yield its questions."""
    target = CACHE / "meetings-text"
    target.mkdir(parents=True, exist_ok=True)
    for source in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(source.read_text(encoding="utf-8").splitlines()):
            meeting = json.loads(line)
            turns = [
                f"{turn['speaker']}: {' '.join(turn['content'].split())}" for turn in meeting["meeting_transcripts"]
            ]
            file = target / f"{source.stem}-{number:02}.txt"
            file.write_text("\n\n".join(turns), encoding="utf-8")
            for asked in meeting["specific_query_list"]:
                spans = [range(int(first), int(last) + 1) for first, last in asked["relevant_text_span"]]
                yield Turns(asked["query"], file, [turns[place] for span in spans for place in span])


def _gold(library: Library, question: Turns) -> frozenset[PageKey]:
    """Return the pages that hold one of the turns which answer; very short turns stand on every page."""
    record = library.document(str(question.file))
    long = [turn for turn in question.turns if len(turn) > 40]
    return frozenset(
        (record.sha256, page.number)
        for page in library.pages(record.sha256)
        if any(turn[:200] in page.text for turn in long)
    )


def main() -> None:
    """Measure both and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    chosen = parser.parse_args()
    logbook(chosen.data)
    meetings(chosen.data)


if __name__ == "__main__":
    main()
