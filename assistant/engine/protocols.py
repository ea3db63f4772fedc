"""What the rest of the core sees of a language model: one question in, a stream of pieces out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Literal, Protocol

from assistant.jobs import CancelToken


class Urgency(IntEnum):
    """The order of the one engine queue: lower goes first; a summary yields between two parts, an index between two."""

    QUESTION = 0
    SUMMARY = 1
    INDEX = 2


@dataclass(frozen=True)
class Message:
    """One turn of a conversation as the model sees it."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True)
class Request:
    """What is asked of a model.

    Attributes:
        messages: Stable parts first (rules, evidence), the question last, so that the engine's prefix cache helps.
        max_tokens: Room for the reply.
        cuts: Ascending offsets into the last message where its reading may pause, so that a stop works at once
            and progress can be shown; the engine feeds the prompt in these growing prefixes.
        schema: JSON schema that the reply must satisfy, or None for free text.
        urgency: Its place in the queue.
        conversation: Requests of one conversation are kept together for the prefix cache; "" for none.
    """

    messages: tuple[Message, ...]
    max_tokens: int
    cuts: tuple[int, ...] = ()
    schema: Mapping[str, Any] | None = None
    urgency: Urgency = Urgency.QUESTION
    conversation: str = ""


@dataclass(frozen=True)
class Waiting:
    """Other requests are being answered first."""

    ahead: int


@dataclass(frozen=True)
class Reading:
    """The model reads the prompt: tokens read so far, of the estimated total."""

    tokens: int
    total: int


@dataclass(frozen=True)
class Thinking:
    """Hidden reasoning: shown apart, never as the answer."""

    text: str


@dataclass(frozen=True)
class Written:
    """The next piece of the reply."""

    text: str


@dataclass(frozen=True)
class Finished:
    """The end of a reply.

    Attributes:
        reason: `stop`, or `length` where the reply was cut at `max_tokens`.
        prompt_tokens: What the engine counted, cached prefix included.
        reply_tokens: Tokens written.
        prompt_seconds: Time the engine took to read what was not cached.
        reply_seconds: Time it took to write.
        prompt_cut: Whether the engine read fewer tokens than were sent.
    """

    reason: str
    prompt_tokens: int
    reply_tokens: int
    prompt_seconds: float
    reply_seconds: float
    prompt_cut: bool = False


Piece = Waiting | Reading | Thinking | Written | Finished


class ChatModel(Protocol):
    """A language model ready to be asked."""

    @property
    def name(self) -> str:
        """The name the user knows it by."""

    @property
    def digest(self) -> str:
        """SHA-256 of its weights, for exports and the audit log."""

    @property
    def starter(self) -> bool:
        """Whether it is the weak model for trying out, after whose answers nothing may be judged."""

    @property
    def context(self) -> int:
        """Tokens it can hold: prompt and reply together, as sent in `num_ctx`."""

    @property
    def prompt_speed(self) -> float:
        """Measured prompt tokens read per second on this machine (a careful guess before the first question)."""

    def count(self, text: str) -> int:
        """Estimate the tokens of a text, corrected by what the engine counted before; never far too low."""

    def chat(self, request: Request, cancel: CancelToken) -> Iterator[Piece]:
        """Ask, yielding pieces; the last is `Finished`. Closing the iterator stops the engine at once.

        Raises:
            WorldError: `engine-gone`, `model-missing`, `out-of-memory`, `prompt-too-long`, …
            Cancelled: When `cancel` was set.
        """
