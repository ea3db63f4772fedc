"""How often the page that answers is among the first: `python -m benchmarks.retrieval [--own-only] [--misses]`.

The product's own search and a plain pipeline answer the same analysts' questions over the same company filings, each in
the one document that answers and over all of them together. The product is measured with its shipped weights, and with
weights fitted anew without the company asked about. `strict` also takes out of the vocabulary what no other company's
questions use, as if it had been written without knowing them.
"""

from __future__ import annotations

import argparse
import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from assistant.library.library import Library
from assistant.search.finder import Finder
from assistant.search.fusion import PageKey, Signal, fuse
from assistant.search.vocabulary import Concept, Vocabulary, vocabulary
from assistant.search.words import stems
from benchmarks.cached_library import cached_library
from benchmarks.fit_fusion import Case, cases, held_out_ranks
from benchmarks.measures import Ranks, hit, interval, rank, reciprocal
from benchmarks.plain_pipeline import Place, plain_pipeline
from benchmarks.questions import DATA, Question, read_questions

_SHOWN = 10
_RANKED = 50


@dataclass(frozen=True, eq=False)
class Row:
    """One pipeline in one scope.

    Attributes:
        name: What was measured.
        own: Whether only the document that answers was looked at.
        pages: Rank of the first gold page, a question each.
        documents: Rank of the first passage of the right document, None where it was not measured.
    """

    name: str
    own: bool
    pages: Ranks
    documents: Ranks | None = None


class Product:
    """The library of all filings as file names and pages."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.finder = Finder(library)
        self.hashes = {Path(record.path).name: record.sha256 for record in library.documents()}
        self._names = {sha256: name for name, sha256 in self.hashes.items()}

    def pages(self, question: str, file: str | None) -> list[Place]:
        """Return the pages of the evidence that the product shows; what stands further down counts as not found."""
        found = self.finder.find(question, _SHOWN, [self.hashes[file]] if file else ())
        return [(self._names[item.document], item.page) for item in found.evidence]

    def unnarrowed(self, name: str, question: str, file: str | None) -> list[Place]:
        """Return the ranking by one signal alone, with nothing read from the question."""
        return self._named(fuse({name: self._signals(question, file)[name]}, {name: 1.0}))

    def by_reciprocal_rank(self, question: str, file: str | None) -> list[Place]:
        """Return dense and words fused as is usually done, with the constant 60."""
        signals = self._signals(question, file)
        orders = {name: [page for page, _ in fuse({name: signals[name]}, {name: 1.0})] for name in ("dense", "words")}
        ranked = {
            name: {page: 1 / (60 + place) for place, page in enumerate(order, 1)} for name, order in orders.items()
        }
        return self._named(fuse(ranked, {"dense": 1.0, "words": 1.0}))

    @functools.cache  # noqa: B019 - lives as long as the run
    def _signals(self, question: str, file: str | None) -> Mapping[str, Signal]:
        return self.finder.signals(question, [self.hashes[file]] if file else (), narrow=False)

    def _named(self, ranked: Sequence[tuple[PageKey, float]]) -> list[Place]:
        return [(self._names[document], page) for (document, page), _ in ranked[:_RANKED]]


def measured(
    name: str, ranker: Callable[[str, str | None], list[Place]], questions: Sequence[Question], *, own: bool
) -> Row:
    """Ask every question."""
    found = [ranker(question.text, question.file if own else None) for question in questions]
    pages = [rank(places, question.gold) for places, question in zip(found, questions, strict=True)]
    right = [
        rank([file for file, _ in places], frozenset([question.file]))
        for places, question in zip(found, questions, strict=True)
    ]
    return Row(name, own, np.array(pages), np.array(right))


def without_own_concepts(field: Vocabulary, questions: Sequence[Question], company: str) -> Vocabulary:
    """Return the vocabulary without the concepts that only this company's questions use."""
    users: dict[Concept, set[str]] = {concept: set() for concept in field.concepts}
    for question in questions:
        for concept in field.asked(stems(question.text), field.fields(())):
            users[concept].add(question.company)
    return replace(field, concepts=tuple(concept for concept in field.concepts if users[concept] != {company}))


def strict_cases(product: Product, questions: Sequence[Question]) -> list[Case]:
    """Look for each company's questions with the vocabulary that the other companies' questions leave."""
    found = []
    for company in sorted({question.company for question in questions}):
        field = without_own_concepts(vocabulary(), questions, company)
        asked = [question for question in questions if question.company == company]
        found.extend(cases(Finder(product.library, field), asked, product.hashes))
    order = {question: place for place, question in enumerate(questions)}
    return sorted(found, key=lambda case: order[case.question])


def show(rows: Sequence[Row], questions: Sequence[Question]) -> None:
    """Print one line a row."""
    companies = [question.company for question in questions]
    print(f"{'':44} {'@1':>5} {'@5':>5} {'95 % interval':>14} {'@10':>5} {'MRR':>5} {'doc@5':>6}")
    for row in rows:
        low, high = interval(row.pages, companies, partial(hit, depth=5))
        first, fifth, tenth = (f"{hit(row.pages, depth):5.2f}" for depth in (1, 5, 10))
        right = f"{hit(row.documents, 5):6.2f}" if row.documents is not None and not row.own else ""
        print(
            f"{label(row)} {first} {fifth} {f'{low:.2f}–{high:.2f}':>14} {tenth} {reciprocal(row.pages):5.2f} {right}"
        )


def label(row: Row) -> str:
    """Return the row's scope and name, 44 characters wide."""
    return f"{'own document' if row.own else 'all together':12} {row.name:31}"


def show_kinds(rows: Sequence[Row], questions: Sequence[Question]) -> None:
    """Print page-hit@1 and @5 by kind of question."""
    kinds = np.array([question.kind for question in questions])
    for row in rows:
        chosen = {kind: row.pages[kinds == kind] for kind in sorted(set(kinds.tolist()))}
        shares = [f"{kind} ({len(ranks)}) {hit(ranks, 1):.2f}/{hit(ranks, 5):.2f}" for kind, ranks in chosen.items()]
        print(f"{label(row)} {', '.join(shares)}")


def show_misses(row: Row, questions: Sequence[Question]) -> None:
    """Print the questions whose gold page is not among the first five."""
    print(f"\nmisses, {'own document' if row.own else 'all together'}, {row.name}:")
    for question, place in zip(questions, row.pages, strict=True):
        if place > 5:
            pages = ", ".join(str(page) for _, page in sorted(question.gold))
            print(f"  {place:4.0f}  {question.file} page {pages}: {question.text[:110]}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA / "financebench")
    parser.add_argument("--limit", type=int, help="ask only the first so many questions")
    parser.add_argument("--own-only", action="store_true", help="leave out the search over all documents together")
    parser.add_argument("--fresh", action="store_true", help="read and index the filings anew")
    parser.add_argument("--no-plain", action="store_true", help="leave out the plain pipeline")
    parser.add_argument("--misses", action="store_true", help="list the questions that were missed")
    run(parser.parse_args())


def run(chosen: argparse.Namespace) -> None:
    """Measure and print as the options say."""
    questions = read_questions(chosen.data / "questions.jsonl")[: chosen.limit]
    files = sorted((chosen.data / "pdfs").glob("*.pdf"))
    scopes = (True,) if chosen.own_only else (True, False)
    rankers: list[tuple[str, Callable[[str, str | None], list[Place]]]] = []
    if not chosen.no_plain:
        rankers.append(("plain pipeline", plain_pipeline("financebench", files).pages))
    with cached_library("financebench", files, fresh=chosen.fresh) as library:
        product = Product(library)
        rankers.append(("product's passages, dense", partial(product.unnarrowed, "dense")))
        rankers.append(("product's passages, BM25", partial(product.unnarrowed, "words")))
        rankers.append(("dense + BM25, reciprocal rank", product.by_reciprocal_rank))
        rankers.append(("product's search", product.pages))
        rows = [measured(name, ranker, questions, own=own) for name, ranker in rankers for own in scopes]
        found, strict = cases(product.finder, questions, product.hashes), strict_cases(product, questions)
    rows += [Row("leave one company out", own, held_out_ranks(found, own=own)) for own in scopes]
    rows += [Row("leave one company out, strict", own, held_out_ranks(strict, own=own)) for own in scopes]
    print(f"\n{len(questions)} questions, {len(files)} filings\n")
    show(rows, questions)
    print("\nby kind of question, @1/@5:")
    show_kinds([row for row in rows if row.name in {"plain pipeline", "product's search"}], questions)
    if chosen.misses:
        for row in rows:
            if row.name == "product's search":
                show_misses(row, questions)


if __name__ == "__main__":
    main()
