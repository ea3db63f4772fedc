"""A model behind the real protocol that says what a test wrote down for it, and remembers what it was asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from assistant.engine.protocols import Finished, Piece, Reading, Request, Written
from assistant.errors import WorldError
from assistant.jobs import CancelToken

_numbers = count(1)


class ScriptedModel:
    """Replies with each text in turn, the last one again and again.

    Args:
        replies: What it says, one text a request.
        context: Tokens it holds.
        speed: Tokens it reads in a second.
        starter: Whether it passes as the starter model.
        fails: Raised after the reply's first word.
        cut: Whether the reply ends at its greatest length.
    """

    name = "Scripted 1B"

    def __init__(
        self,
        *replies: str,
        context: int = 4096,
        speed: float = 10_000.0,
        starter: bool = False,
        fails: WorldError | None = None,
        cut: bool = False,
    ) -> None:
        self.digest = f"scripted {next(_numbers)}"
        self.replies = list(replies)
        self.context = context
        self.prompt_speed = speed
        self.starter = starter
        self.fails = fails
        self.cut = cut
        self.requests: list[Request] = []
        self.closed = 0

    def count(self, text: str) -> int:
        return len(text) // 4 + 1

    def chat(self, request: Request, cancel: CancelToken) -> Iterator[Piece]:
        self.requests.append(request)
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        total = sum(self.count(message.content) for message in request.messages)
        try:
            yield Reading(total, total)
            yield from self._said(reply, cancel)
            yield Finished("length" if self.cut else "stop", total, self.count(reply), 0.1, 0.1)
        finally:
            self.closed += 1

    def _said(self, reply: str, cancel: CancelToken) -> Iterator[Piece]:
        for word in _words(reply):
            cancel.check()
            yield Written(word)
            if self.fails is not None:
                raise self.fails

    @property
    def prompts(self) -> list[str]:
        """Everything that was sent, one text a request."""
        return ["\n".join(message.content for message in request.messages) for request in self.requests]


def _words(text: str) -> Sequence[str]:
    return [f"{word} " for word in text.split(" ")]
