"""The marking that an answer carries: the highest of the documents that it rests on, with the caveats of all."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from assistant.answers.model import Answer
from assistant.library.library import Library


def documents_used(answer: Answer) -> set[str]:
    """Return the documents, by SHA-256, that an answer rests on: those found for it, which a model reads, or cited."""
    found = {item.document for item in answer.evidence}
    found |= {document for item in answer.evidence for document, _ in item.also_on}
    claims = (*answer.claims, *answer.extract, *(claim for side in answer.sides for claim in side.claims))
    return found | {cited.document for claim in claims for cited in claim.citations}


def marked(library: Library, answer: Answer, documents: Collection[str] = (), earlier: Iterable[str] = ()) -> Answer:
    """Return an answer with its marking, which is never lower than the one it has.

    Args:
        library: What it was answered from, with the markings that documents have now.
        answer: It has a marking already where it was kept.
        documents: Those that were read for it besides the ones it names, by SHA-256.
        earlier: Markings of earlier answers that the model was given.
    """
    used = documents_used(answer).union(documents)
    return replace(answer, marking=library.markings.of(used, answer.marking, *earlier))
