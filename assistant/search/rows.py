"""Rows of sheets: each is a record of its own, so words tell most where they stand in one row.

A page of a sheet holds dozens of entries. Words that stand in different ones make it look like an answer and are none.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.library.kinds import groups
from assistant.library.library import Library
from assistant.search import match
from assistant.search.fusion import PageKey, Signal
from assistant.search.question import Asked
from assistant.search.vocabulary import Phrase
from assistant.search.words import contains, stems

_LOOKED_AT = 60  # of the pages with most of the words
_RAREST = 1e-4  # share of passages below which a word is taken as no rarer
_COMMONEST = 0.95


@dataclass(frozen=True)
class Row:
    """A row of a sheet.

    Attributes:
        text: As it stands on the page.
        says: How much of the question, 0..1, each word by how rare it is.
    """

    text: str
    says: float


def rows(library: Library, asked: Asked, expanded: Signal) -> dict[PageKey, Row]:
    """Return for the pages of sheets the row that says most of a question.

    Args:
        library: Where the pages are.
        asked: The question, understood.
        expanded: The pages that hold its words, or the field's words for them.
    """
    sheets = {record.sha256 for record in library.documents() if record.kind in groups()["sheet"]}
    likely = sorted((page for page in expanded if page[0] in sheets), key=lambda page: -expanded[page])[:_LOOKED_AT]
    if not likely:
        return {}
    weight = {term: _weight(library, term) for term in asked.terms}
    return {page: _best_row(text, asked, weight) for page, text in library.page_texts(likely).items()}


def _weight(library: Library, term: str) -> float:
    """Return how much a word tells: the logarithm of how rare it is."""
    expression = match.phrase(term)
    share = library.share_with(expression) if expression else 1.0
    return math.log(1 / min(max(share, _RAREST), _COMMONEST))


def _best_row(text: str, asked: Asked, weight: Mapping[str, float]) -> Row:
    whole = sum(weight.values()) or 1.0
    found = (Row(row, _said(stems(row), asked.spellings, weight) / whole) for row in text.splitlines())
    return max(found, key=lambda row: row.says, default=Row("", 0.0))


def _said(row: Sequence[str], spellings: Mapping[str, Sequence[Phrase]], weight: Mapping[str, float]) -> float:
    """Return the weight of the words that a row says in one of their spellings."""
    present = set(row)
    return sum(weight[term] for term, said in spellings.items() if any(_holds(row, present, each) for each in said))


def _holds(row: Sequence[str], present: set[str], phrase: Phrase) -> bool:
    return present.issuperset(phrase) and contains(row, phrase)
