"""What writing yields: key sentences and summaries whose every sentence points at pages."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answers.model import Claim
from assistant.jobs import Progress


@dataclass(frozen=True)
class KeySentence:
    """A sentence of the document itself, chosen without a model.

    Attributes:
        text: The sentence as it stands on the page.
        page: From 1.
        start: Offset in the page's text.
        end: One past its last offset.
        score: Higher is more central to the document.
    """

    text: str
    page: int
    start: int
    end: int
    score: float


@dataclass(frozen=True)
class Summary:
    """A whole document in short.

    Attributes:
        document: SHA-256.
        key_sentences: In the order of the document.
        sentences: Written by the model and checked by the program, with their places; empty where no model wrote.
        seconds: Time it took.
        model: Name of the model, "" where none wrote.
        digest: SHA-256 of its weights, "" where none wrote.
        settings: What it was set to, such as `length: paragraph`.
        notices: Sentences for the user.
        marking: That of the document, as a banner line; "" for none.
    """

    document: str
    key_sentences: tuple[KeySentence, ...]
    sentences: tuple[Claim, ...]
    seconds: float
    model: str = ""
    digest: str = ""
    settings: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    marking: str = ""


@dataclass(frozen=True, kw_only=True)
class KeySentencesReady(Progress):
    """The key sentences, before the model has started."""

    key_sentences: tuple[KeySentence, ...]


@dataclass(frozen=True, kw_only=True)
class PartWritten(Progress):
    """One section has been summarised: what it says so far."""

    sentences: tuple[Claim, ...]
