"""What asking yields: claims, each with what the program found for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from assistant.jobs import Progress
from assistant.search.evidence import Evidence, Found


class ClaimStatus(StrEnum):
    """What the program's own check says of a claim."""

    SUPPORTED = "supported"
    COMPUTED = "computed"
    PARTLY = "partly"
    UNSUPPORTED = "unsupported"
    PROJECTION = "projection"
    DERIVED = "derived"


@dataclass(frozen=True)
class Citation:
    """Words on a page that a claim rests on.

    Attributes:
        document: SHA-256.
        page: From 1.
        quote: The page's own words, exactly as stored.
        start: Offset of the quotation in the page's text.
        end: One past its last offset.
        score: Similarity of claim and quotation, 0..1.
        label: The page's printed label.
        path: Path of the document.
    """

    document: str
    page: int
    quote: str
    start: int
    end: int
    score: float = 1.0
    label: str = ""
    path: str = ""


@dataclass(frozen=True)
class Claim:
    """One sentence of an answer.

    Attributes:
        text: The sentence, citation numbers removed.
        status: What the check says.
        citations: Where its words were found; empty unless the check holds at least partly.
        missing: Figures, dates, codes and names of the claim that are in none of its sources.
        note: For a computed claim the arithmetic, such as `1,577 ÷ 32,765 = 4.8 %`.
    """

    text: str
    status: ClaimStatus
    citations: tuple[Citation, ...] = ()
    missing: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Coverage:
    """How much of the library an answer rests on: documents and pages searched, pages nobody could read."""

    documents: int
    pages: int
    pages_unread: int


@dataclass(frozen=True)
class Limit:
    """A limit that a question sets by its own words, such as a year: its kind and what it was limited to."""

    kind: str
    value: str


@dataclass(frozen=True)
class Offer:
    """A sweep that would answer a question about everything.

    Attributes:
        documents: What it would read.
        pages: The same in pages.
        seconds: How long that takes.
        by_model: Whether a model reads the pages.
    """

    documents: int
    pages: int
    seconds: float
    by_model: bool = False


@dataclass(frozen=True)
class Side:
    """One of several things compared: its name, and what the pages say of it."""

    name: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Timings:
    """Seconds from the question to the evidence, to the first word and to the end; None where there was none."""

    evidence_s: float
    first_token_s: float | None
    total_s: float


@dataclass(frozen=True)
class Answer:
    """A whole answer.

    Attributes:
        question: As it was searched for.
        text: The answer as shown, citation numbers `[n]` referring to `citations` in order of first use.
        refused: Whether the documents do not answer the question.
        refusal: The sentence that says so and why; "" otherwise.
        claims: The answer sentence by sentence.
        extract: The best-supported sentences of the pages themselves, found without a model.
        evidence: What was found.
        coverage: What was searched.
        timings: How long it took.
        model: Name of the model that wrote, "" where none did.
        digest: SHA-256 of its weights, "" where none did.
        notices: Sentences for the user: what was dropped or cut, what model this is.
        understood: The question as it was made whole from the conversation, "" where it was whole.
        narrowed: The limits that the question itself set; each can be taken back.
        cut: Whether the model reached its greatest length, so that it may go on.
        thinking: The model's hidden reasoning: never a part of the answer.
        offer: The sweep that would answer the question better, None where it asks for no such thing.
        swept: Whether every page was read: each claim then is one statement found, its note the value.
        sides: Where things are compared, each of them with its own statements.
        marking: The highest of the documents used, as a banner line; "" where none is marked.
    """

    question: str
    text: str
    refused: bool
    claims: tuple[Claim, ...]
    extract: tuple[Claim, ...]
    evidence: tuple[Evidence, ...]
    coverage: Coverage
    timings: Timings
    model: str = ""
    refusal: str = ""
    digest: str = ""
    notices: tuple[str, ...] = ()
    understood: str = ""
    narrowed: tuple[Limit, ...] = ()
    cut: bool = False
    thinking: str = ""
    offer: Offer | None = None
    swept: bool = False
    sides: tuple[Side, ...] = ()
    marking: str = ""


@dataclass(frozen=True, kw_only=True)
class EvidenceReady(Progress):
    """The evidence, before the model starts, with the extractive answer where there is one."""

    found: Found
    extract: tuple[Claim, ...] = field(default=())


@dataclass(frozen=True, kw_only=True)
class PromptRead(Progress):
    """The model reads the pages: `done` of `total` tokens."""


@dataclass(frozen=True, kw_only=True)
class TextWritten(Progress):
    """The next piece of the answer as the model writes it, unchecked."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Thought(Progress):
    """The next piece of the model's hidden reasoning: shown apart, never as the answer."""

    text: str
