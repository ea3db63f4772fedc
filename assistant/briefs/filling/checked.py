"""Cells with their checks: the words of a page as they stand, or a model's wording held against the page."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers.checks import check_claim
from assistant.answers.model import Claim, ClaimStatus
from assistant.answers.pages import PageText
from assistant.answers.quotes import citation
from assistant.briefs.filled import NOT_FOUND
from assistant.briefs.filling.sources import Span
from assistant.briefs.template import CellKind

_BY_KIND = {
    CellKind.CLAIM: ClaimStatus.SUPPORTED,
    CellKind.PROJECTION: ClaimStatus.PROJECTION,
    CellKind.DERIVED: ClaimStatus.DERIVED,
}


def printed(span: Span, kind: CellKind = CellKind.CLAIM) -> Claim:
    """Return the words of a page, word for word, with their place."""
    cited = citation(span.page, span.start, span.end, 1.0)
    return Claim(span.text, _BY_KIND[kind], (cited,))


def nowhere() -> Claim:
    """Return the cell of which the documents say nothing."""
    return Claim(NOT_FOUND, ClaimStatus.DERIVED)


def derived(text: str) -> Claim:
    """Return a cell that the program made of the whole."""
    return Claim(text, ClaimStatus.DERIVED)


def worded(text: str, kind: CellKind, pages: Sequence[PageText], about: str) -> Claim:
    """Return what a model wrote, checked where it is a claim.

    Args:
        text: The model's words.
        kind: What the cell says; only a claim is checked.
        pages: The pages it may rest on.
        about: The sentence it words: a short cell takes its subject from it.
    """
    claim = check_claim(text, pages, about)
    if kind is CellKind.CLAIM:
        return claim
    return Claim(text, _BY_KIND[kind], claim.citations)
