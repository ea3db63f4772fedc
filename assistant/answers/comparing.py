"""Comparing things named in a question: each is looked for by itself, and the words of its pages stand side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from assistant.answers.extract import extract
from assistant.answers.found import pages_of
from assistant.answers.marks.codes import Code
from assistant.answers.marks.dates import Moment
from assistant.answers.marks.names import Name
from assistant.answers.marks.reading import read_marks
from assistant.answers.matching import places
from assistant.answers.model import Claim, Side
from assistant.answers.pages import read_page
from assistant.answers.prompts import answer_prompts
from assistant.answers.refusal import common_name
from assistant.answers.words import words
from assistant.library.library import Library
from assistant.search.finder import Finder

Party = Name | Code | Moment

_PAGES = 6
_CLAIMS = 2
_MOST_PARTIES = 4


def parties(question: str) -> list[Party]:
    """Return what a question compares: two or more names or codes, else times; [] where it compares none."""
    spoken = f" {' '.join(words(question))} "
    if not any(f" {cue} " in spoken for cue in answer_prompts().comparing):
        return []
    marks = read_marks(question)
    named: list[Party] = [*(name for name in marks.names if not common_name(name)), *marks.codes]
    timed: list[Party] = list(marks.moments)
    compared = next((group for group in (named, timed) if len(group) > 1), [])
    return sorted(compared, key=lambda party: party.start)[:_MOST_PARTIES]


def sides(library: Library, finder: Finder, question: str, documents: Collection[str] = ()) -> tuple[Side, ...]:
    """Return each thing that a question compares with the sentences of its own pages, () where it compares nothing.

    Args:
        library: What to look in.
        finder: Finds its pages.
        question: The question.
        documents: SHA-256 of the documents to look in; empty for all.
    """
    compared = parties(question)
    return tuple(
        Side(party.text, tuple(_claims(library, finder, _alone(question, party, compared), party, documents)))
        for party in compared
    )


def _alone(question: str, party: Party, compared: Sequence[Party]) -> str:
    """Return what is asked of one thing alone: the question without the others and the words that compare."""
    for other in sorted(compared, key=lambda other: -other.start):
        if other is not party:
            question = question[: other.start] + question[other.end :]
    kept = [word for word in question.split() if word.strip(",.?:;").casefold() not in answer_prompts().comparing_words]
    return " ".join(kept)


def _claims(
    library: Library, finder: Finder, question: str, party: Party, documents: Collection[str]
) -> Iterator[Claim]:
    found = finder.find(question, _PAGES, documents)
    own = [page for page in pages_of(library, found) if places(party, read_page(page))]
    return islice(iter(extract(question, own, library.embedder.shipped)), _CLAIMS) if own else iter(())
