"""How often a question is refused: `python -m benchmarks.refusal [--floors]`.

The analysts' questions are asked of the filing that answers them, of the filings of other companies, of other years'
filings of the right company, and of the right filing without the pages that answer. The first should be answered, the
others refused; the last two are hard, because nearly everything the question says is there. `--floors` prints the
curve over both floors, from which `resources/prompts/refusal.toml` was fitted.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.answers.pages import PageText
from assistant.answers.refusal import Nearness, nearness, refusal_rules
from assistant.library.library import Library
from assistant.search.evidence import Found
from assistant.search.finder import Finder
from benchmarks.cached_library import cached_library
from benchmarks.questions import DATA, Question, read_questions

SIMILARITIES = (0.0, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
COVERAGES = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_PAGES = 10


@dataclass(frozen=True)
class Asked:
    """One question asked of one set of documents."""

    group: str
    question: Question
    near: Nearness


class Asking:
    """Asks the questions of parts of one library."""

    def __init__(self, library: Library, questions: Sequence[Question]) -> None:
        self._library = library
        self._finder = Finder(library)
        self._questions = questions
        self._hashes = {Path(record.path).name: record.sha256 for record in library.documents()}
        self._companies = {question.file: question.company for question in questions}

    def all(self) -> Iterator[Asked]:
        """Yield every question asked of every group of documents that exists for it."""
        for question in self._questions:
            if question.file not in self._hashes:
                continue
            own = self._hashes[question.file]
            gold = {page for _, page in question.gold}
            yield Asked("right filing", question, self._near(question, [own]))
            yield Asked("all filings", question, self._near(question, ()))
            yield Asked("gold pages removed", question, self._near(question, [own], gold))
            yield Asked("other companies", question, self._near(question, self._others(question)))
            if years := self._other_years(question):
                yield Asked("right company, wrong year", question, self._near(question, years))

    def _others(self, question: Question) -> list[str]:
        return [hash_ for file, hash_ in self._hashes.items() if self._companies.get(file) != question.company]

    def _other_years(self, question: Question) -> list[str]:
        same = [file for file, company in self._companies.items() if company == question.company]
        return [self._hashes[file] for file in same if file != question.file and file in self._hashes]

    def _near(self, question: Question, documents: Collection[str], without: Collection[int] = ()) -> Nearness:
        found = self._finder.find(question.text, _PAGES + len(without), documents)
        kept = tuple(item for item in found.evidence if item.page not in without)[:_PAGES]
        return nearness(question.text, replace(found, evidence=kept), self._pages(found, kept))

    def _pages(self, found: Found, kept: Sequence[object]) -> list[PageText]:
        return [
            PageText(
                item.document,
                item.page,
                self._library.page(item.document, item.page).text,
                item.label,
                item.path,
                item.title,
            )
            for item in found.evidence
            if item in kept
        ]


def show(asked: Sequence[Asked]) -> None:
    """Print how many of each group are answered at the shipped floors, and the questions that go wrong."""
    rules = refusal_rules()
    for group in dict.fromkeys(one.group for one in asked):
        part = [one for one in asked if one.group == group]
        answered = [one for one in part if one.near.answers(rules["floors"])]
        share = len(answered) / len(part)
        print(f"{group:26} {len(part):3} questions: answered {share:6.1%}, refused {1 - share:6.1%}")
        if group in {"right filing", "other companies"}:
            for one in part:
                if (one in answered) is not (group == "right filing"):
                    absent = [mark.text for mark in one.near.absent]
                    print(
                        f"    {one.near.similarity or 0:.2f} {one.near.coverage:.2f} {absent} {one.question.text[:110]}"
                    )


def show_floors(asked: Sequence[Asked]) -> None:
    """Print the answered share of the right filings and the refused share of other companies over both floors."""
    print("answered of right / refused of other companies; rows: coverage floor, columns: similarity floor")
    print("      " + "".join(f"{similarity:>14.2f}" for similarity in SIMILARITIES))
    for coverage in COVERAGES:
        cells = [_cell(asked, similarity, coverage) for similarity in SIMILARITIES]
        print(f"{coverage:5.2f} " + "".join(f"{cell:>14}" for cell in cells))


def _cell(asked: Sequence[Asked], similarity: float, coverage: float) -> str:
    right = [one.near.answers([(similarity, coverage)]) for one in asked if one.group == "right filing"]
    wrong = [not one.near.answers([(similarity, coverage)]) for one in asked if one.group == "other companies"]
    return f"{sum(right) / len(right):.0%} / {sum(wrong) / len(wrong):.0%}"


def main() -> None:
    """Ask the questions over the filings beside the project and print the rates."""
    folder = DATA / "financebench"
    with cached_library("financebench", sorted((folder / "pdfs").glob("*.pdf"))) as library:
        asked = list(Asking(library, read_questions(folder / "questions.jsonl")).all())
    show(asked)
    if "--floors" in sys.argv[1:]:
        show_floors(asked)


if __name__ == "__main__":
    main()
