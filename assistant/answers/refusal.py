"""When the documents do not answer a question: said before any model is asked."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from typing import Any

from assistant.answers.language import language
from assistant.answers.marks.codes import Code
from assistant.answers.marks.dates import Moment
from assistant.answers.marks.names import Name
from assistant.answers.marks.reading import Mark, read_marks
from assistant.answers.matching import places
from assistant.answers.pages import PageText, read_page
from assistant.answers.prompts import answer_prompts
from assistant.answers.words import content, words
from assistant.places import resource
from assistant.search.evidence import Found


@cache
def refusal_rules() -> dict[str, Any]:
    """Return the floors and sentences, read from `resources/prompts/refusal.toml`."""
    return tomllib.loads(resource("prompts", "refusal.toml").read_text(encoding="utf-8"))


def refusal(question: str, found: Found, pages: Sequence[PageText], documents: int) -> str:
    """Return the sentence that refuses a question, "" where the pages found may answer it.

    Args:
        question: The question.
        found: What the search found.
        pages: The pages it found, best first.
        documents: Number of documents searched.
    """
    said = refusal_rules()["sentences"]
    if not documents:
        return str(said["empty"])
    near = pages[: refusal_rules()["pages"]]
    if absent := absent_marks(question, near):
        return str(said["missing"]).format(names=", ".join(f"“{mark.text}”" for mark in absent))
    floors = refusal_rules()["similarity_floor"], refusal_rules()["coverage_floor"]
    if similarity(found) < floors[0] or word_coverage(question, near) < floors[1]:
        return str(said["nothing"])
    return ""


def similarity(found: Found) -> float:
    """Return the greatest cosine of question and passage; 0 where only words matched."""
    return max((item.similarity for item in found.evidence if item.similarity is not None), default=0.0)


def absent_marks(question: str, pages: Sequence[PageText]) -> list[Mark]:
    """Return the names, dates and codes of a question that no page near it holds, nor its title or file name."""
    marks = [
        mark for mark in read_marks(question).all() if isinstance(mark, Name | Moment | Code) and not _common(mark)
    ]
    return [mark for mark in marks if not any(places(mark, read_page(page)) for page in pages)]


def _common(mark: Mark) -> bool:
    """Whether a capitalised word is one that any question may hold: a currency, `Give`, `Assume`."""
    if not isinstance(mark, Name):
        return False
    plain = {*language().currencies, *refusal_rules()["question_words"]}
    return all(word in plain for word in mark.words)


def word_coverage(question: str, pages: Sequence[PageText]) -> float:
    """Return the share 0..1 of a question's content words that stand on the pages; 1 where it has none."""
    asked = content(" ".join(word for word in words(question) if word not in _asking()))
    held = frozenset().union(*(read_page(page).vocabulary for page in pages))
    return len(asked & held) / len(asked) if asked else 1.0


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
