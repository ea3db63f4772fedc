"""Reading a model's reply piece by piece; a failing engine ends it, what was written is kept."""

from __future__ import annotations

import re
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from assistant.answers.model import PromptRead, TextWritten, Thought
from assistant.answers.prompts import answer_prompts
from assistant.engine.protocols import ChatModel, Finished, Piece, Reading, Request, Thinking, Written
from assistant.errors import WorldError
from assistant.jobs import CancelToken, Progress

_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)


@dataclass
class Reply:
    """What a model wrote.

    Attributes:
        written: Every piece of text, as it came.
        thinking: Its hidden reasoning.
        first_token: `time.perf_counter` at the first piece, None where nothing was written.
        end: How it ended, None where it did not.
        error: Why the engine failed, None where it did not.
    """

    written: str = ""
    thinking: str = ""
    first_token: float | None = None
    end: Finished | None = None
    error: WorldError | None = None

    @property
    def text(self) -> str:
        """What was written without hidden reasoning, and without what only repeats the prompt."""
        said = _THOUGHT.sub("", self.written)
        for echo in answer_prompts().echoes:
            said = said.replace(echo, "")
        return said.strip()

    def after(self, begun: str) -> Reply:
        """Return the reply with what was written before it was cut."""
        return replace(self, written=f"{begun} {self.written}") if begun and self.text else self

    @property
    def cut(self) -> bool:
        """Whether it reached its greatest length."""
        return self.end is not None and self.end.reason == "length"

    @property
    def notices(self) -> tuple[str, ...]:
        """What the user should know of how it ended."""
        said = answer_prompts().notices
        notices = [said["engine_failed"].format(message=self.error.message)] if self.error else []
        if self.cut:
            notices.append(said["answer_cut"])
        if self.end is not None and self.end.prompt_cut:
            notices.append(said["prompt_cut"])
        return tuple(notices)


def read_reply(model: ChatModel, request: Request, cancel: CancelToken) -> Generator[Progress, None, Reply]:
    """Ask a model, passing on what it reads and writes.

    Raises:
        Cancelled: When `cancel` was set; the engine has stopped then.
    """
    reply = Reply()
    try:
        with _closed(model.chat(request, cancel)) as pieces:
            for piece in pieces:
                cancel.check()
                yield from _progress(piece, reply)
    except WorldError as error:
        reply.error = error
    return reply


@contextmanager
def _closed(pieces: Iterator[Piece]) -> Iterator[Iterator[Piece]]:
    """Close the stream at the end of the block, which stops the engine."""
    try:
        yield pieces
    finally:
        if isinstance(pieces, Generator):
            pieces.close()


def _progress(piece: Piece, reply: Reply) -> Iterator[Progress]:
    if isinstance(piece, Reading):
        yield PromptRead(done=piece.tokens, total=piece.total, unit="tokens")
    elif isinstance(piece, Thinking):
        reply.thinking += piece.text
        yield Thought(text=piece.text)
    elif isinstance(piece, Written):
        reply.written += piece.text
        reply.first_token = reply.first_token or time.perf_counter()
        yield TextWritten(text=piece.text)
    elif isinstance(piece, Finished):
        reply.end = piece
