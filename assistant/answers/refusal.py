"""When the documents do not answer a question: said before any model is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from assistant.answers.language import fold, language
from assistant.answers.marks.codes import Code
from assistant.answers.marks.dates import Moment
from assistant.answers.marks.names import Name
from assistant.answers.marks.reading import Mark, read_marks
from assistant.answers.matching import places
from assistant.answers.pages import PageText, ReadPage, read_page
from assistant.answers.prompts import answer_prompts
from assistant.answers.words import content, words
from assistant.places import resource_data
from assistant.search.evidence import Found

_ACRONYM = re.compile(r"\b(?=\w*[A-Z][\w&]*[A-Z])[A-Z][\w&]*")


@cache
def refusal_rules() -> dict[str, Any]:
    """Return the floors and sentences, read from `resources/prompts/refusal.toml`."""
    return resource_data("prompts", "refusal.toml")


@dataclass(frozen=True)
class Nearness:
    """How near the pages found come to a question.

    Attributes:
        similarity: The greatest cosine of question and passage, None where only words were searched.
        coverage: Share 0..1 of its content words on the best pages that hold its names; 1 where it has none.
        absent: Its names, dates and codes that no such page holds, nor its title or file name.
        later: The newest year of the documents found, where the question asks for what came after it; else None.
    """

    similarity: float | None
    coverage: float
    absent: tuple[Mark, ...]
    later: int | None = None

    def answers(self, floors: Sequence[tuple[float, float]]) -> bool:
        """Whether a question may be answered from such pages: one pair of floors (similarity, coverage) must hold."""
        if self.absent or self.later is not None:
            return False
        if self.similarity is None:
            return self.coverage >= float(refusal_rules()["words_only_floor"])
        return any(self.similarity >= one and self.coverage >= other for one, other in floors)


def nearness(question: str, found: Found, pages: Sequence[PageText]) -> Nearness:
    """Measure how near the pages found, best first, come to a question."""
    near = pages[: refusal_rules()["pages"]]
    similar = [item.similarity for item in found.evidence if item.similarity is not None]
    coverage = _coverage(question, _named(question, near)) if near else 0.0
    return Nearness(max(similar, default=None), coverage, tuple(_absent(question, near)), _outrun(question, near))


def refusal(question: str, found: Found, pages: Sequence[PageText], documents: int) -> str:
    """Return the sentence that refuses a question, "" where the pages found may answer it.

    Args:
        question: The question.
        found: What the search found.
        pages: The pages it found, best first.
        documents: Number of documents searched.
    """
    rules = refusal_rules()
    if not documents:
        return str(rules["sentences"]["empty"])
    near = nearness(question, found, pages)
    if near.answers(rules["floors"]):
        return ""
    names = ", ".join(f"“{mark.text}”" for mark in near.absent)
    if near.later is not None and not names:
        return str(rules["sentences"]["later"]).format(year=near.later)
    return str(rules["sentences"]["missing"]).format(names=names) if names else str(rules["sentences"]["nothing"])


def _absent(question: str, pages: Sequence[PageText]) -> list[Mark]:
    marks = [mark for mark in read_marks(question).all() if isinstance(mark, Name | Moment | Code)]
    return [mark for mark in marks if not any(_holds(read_page(page), mark) for page in pages)]


def _outrun(question: str, pages: Sequence[PageText]) -> int | None:
    """Return the newest year of the pages' documents where a question asks for results of later years only.

    The names and titles of all of them must tell their year; a question about an outlook may look ahead of them.
    """
    asked = [moment.year for moment in read_marks(question).moments if moment.year is not None]
    told = [[moment.year for moment in read_page(page).about.moments if moment.year is not None] for page in pages]
    if not asked or not all(told) or not told or set(words(question)) & set(refusal_rules()["outlook_words"]):
        return None
    newest = max(year for years in told for year in years)
    return newest if min(asked) > newest else None


def _named(question: str, pages: Sequence[PageText]) -> Sequence[PageText]:
    """Return the pages that hold every name of the question, or all where there are none such."""
    names = read_marks(question).names
    return [page for page in pages if all(_holds(read_page(page), name) for name in names)] or pages


def _holds(page: ReadPage, mark: Mark) -> bool:
    """Whether a page has a mark; the words of a name side by side, of one with acronyms the acronyms alone."""
    if not isinstance(mark, Name):
        return bool(places(mark, page))
    if common_name(mark):
        return True
    acronyms = tuple(fold(word) for word in _ACRONYM.findall(mark.text))
    if acronyms:
        return bool(places(replace(mark, words=acronyms), page))
    return bool(places(mark, page)) and page.phrase(mark.words)


def common_name(name: Name) -> bool:
    """Whether a question may hold a capitalised run of words without naming anything by it."""
    return all(map(_common, name.words))


def _common(word: str) -> bool:
    """Whether any question may hold a word, capitalised or not: a currency, `Give`, `Highest`."""
    return word in language().common_openers or word in language().currencies or word in _asking()


def _coverage(question: str, pages: Sequence[PageText]) -> float:
    asked = content(" ".join(word for word in words(question) if word not in _asking()))
    held = frozenset().union(*(read_page(page).known(asked) for page in pages))
    return len(held) / len(asked) if asked else 1.0


@cache
def _asking() -> frozenset[str]:
    return frozenset(refusal_rules()["question_words"])


def says_not_found(reply: str) -> bool:
    """Whether a model's reply says that the pages hold no answer."""
    prompts = answer_prompts()
    if len(reply) > prompts.not_found_longest:
        return False
    spoken = " ".join(reply.casefold().split())
    return any(phrase in spoken for phrase in prompts.not_found)
