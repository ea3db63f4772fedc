"""A place in a document, as a citation, a passage or a search result points at it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.answers.model import Answer, Citation, Claim
from assistant.briefs.model import KeySentence
from assistant.search.evidence import Evidence


@dataclass(frozen=True)
class Spot:
    """Where to look.

    Attributes:
        document: SHA-256.
        page: From 1.
        start: First offset to highlight in the page's text.
        end: One past the last; equal to `start` where nothing is highlighted.
    """

    document: str
    page: int
    start: int = 0
    end: int = 0


def of_citation(citation: Citation) -> Spot:
    """Return the place that a claim rests on."""
    return Spot(citation.document, citation.page, citation.start, citation.end)


def of_claims(claims: Iterable[Claim]) -> list[Spot]:
    """Return the places that claims rest on, each once, in their order."""
    return list(dict.fromkeys(of_citation(each) for claim in claims for each in claim.citations))


def documents_of(answer: Answer) -> frozenset[str]:
    """Return the documents, by SHA-256, that an answer is made of: those found for it and those it cites."""
    cited = {citation.document for claim in (*answer.claims, *answer.extract) for citation in claim.citations}
    return frozenset({each.document for each in answer.evidence} | cited)


def of_evidence(evidence: Evidence) -> Spot:
    """Return the place of a passage that was found."""
    return Spot(evidence.document, evidence.page, evidence.start, evidence.end)


def of_key_sentence(document: str, sentence: KeySentence) -> Spot:
    """Return the place of a key sentence of a document."""
    return Spot(document, sentence.page, sentence.start, sentence.end)
