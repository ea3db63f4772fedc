"""What finding yields: ranked passages, and the pages they stand on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Evidence:
    """One passage found for a question.

    Attributes:
        passage: Passage id in the library.
        document: SHA-256 of its document.
        path: Path of the document.
        title: Title of the document.
        page: From 1.
        label: The page's printed label.
        start: Offset of `text` in the page's text.
        end: One past its last offset.
        text: The passage.
        score: Higher is better; comparable within one search only.
        similarity: Cosine of question and passage, -1..1, as the shipped embedding model would have it; None where only
            words matched.
        also_on: Near-duplicates that were folded into it, as (document, page).
    """

    passage: int
    document: str
    path: str
    title: str
    page: int
    label: str
    start: int
    end: int
    text: str
    score: float
    similarity: float | None = None
    also_on: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class RankedPage:
    """One page with the score of all its passages taken together."""

    document: str
    page: int
    score: float


@dataclass(frozen=True)
class Narrowing:
    """A limit read from the question, shown as a chip that can be removed.

    Attributes:
        kind: `company`, `document`, `kind`, `day`, `year`, `quarter`, `phrase` or `identifier`.
        value: What it is limited to, in the user's words.
        documents: The documents it leaves.
    """

    kind: str
    value: str
    documents: frozenset[str]


@dataclass(frozen=True)
class Found:
    """The result of one search, best first.

    Attributes:
        question: What was searched for.
        evidence: Passages, best first, at most as many as asked for, one entry a page by default.
        pages: Pages, best first.
        narrowed: What the question itself limited the search to.
        seconds: Time from question to this result.
        vectors_pending: Documents whose vectors are still coming, found by words only.
        by_words_only: Why nothing was looked for by meaning, as sentences; "" where it was.
    """

    question: str
    evidence: tuple[Evidence, ...]
    pages: tuple[RankedPage, ...]
    narrowed: tuple[Narrowing, ...] = ()
    seconds: float = 0.0
    vectors_pending: int = 0
    by_words_only: str = ""
