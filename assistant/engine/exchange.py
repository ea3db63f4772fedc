"""One request to the engine: its prompt fed in prefixes, its reply streamed, its counts learnt from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

from assistant.engine.budget import TOKENS_A_MESSAGE, Budget, raw_estimate
from assistant.engine.chat_templates import inert
from assistant.engine.host import Host
from assistant.engine.prefixes import STEP_SECONDS, cut_at, next_cut
from assistant.engine.protocols import Finished, Message, Piece, Reading, Request, Thinking, Written
from assistant.engine.thinking import ThinkingSplitter
from assistant.engine.threads import engine_threads
from assistant.engine.transport import Answer
from assistant.errors import WorldError
from assistant.jobs import CancelToken

SMALLEST_STEP = 64
"""Tokens: below this the overhead of a step outweighs it."""


class Exchange:
    """One request while it is being served.

    Args:
        host: The engine.
        name: Of the model.
        context: Tokens that it holds.
        budget: What is known of its tokens and speed, and learns from this exchange.
        request: What is asked.
        cancel: Stops it.
    """

    def __init__(
        self, host: Host, name: str, context: int, budget: Budget, request: Request, cancel: CancelToken
    ) -> None:
        self._host = host
        self._name = name
        self._context = context
        self._budget = budget
        self._request = request
        self._cancel = cancel
        self._prompt_seconds = 0.0
        self._prompt_tokens = 0

    def pieces(self) -> Iterator[Piece]:
        """Yield the reading of the prompt, the reply and its end."""
        total = sum(self._budget.count(message.content) + TOKENS_A_MESSAGE for message in self._request.messages)
        yield Reading(0, total)
        try:
            yield from self._read_ahead(total)
            yield from self._reply()
        except WorldError:
            self._host.prefixes.forget()
            raise

    def _read_ahead(self, total: int) -> Iterator[Reading]:
        """Feed all but the last step of the prompt."""
        while (cut := self._next_cut()) is not None:
            messages = cut_at(self._request.messages, cut)
            *_, last = self._answers(messages, most=1)
            self._learn(last, messages)
            yield Reading(self._prompt_tokens, max(total, self._prompt_tokens))

    def _next_cut(self) -> int | None:
        messages = self._request.messages
        text = messages[-1].content
        cached = self._host.prefixes.cached(messages, self._holder())
        read = len(cached[-1].content) if len(cached) == len(messages) else 0
        step = max(SMALLEST_STEP, STEP_SECONDS * self._budget.prompt_speed)
        characters = step * len(text) / self._budget.count(text)
        return next_cut(self._request.cuts, read, len(text), characters)

    def _reply(self) -> Iterator[Piece]:
        splitter, last = ThinkingSplitter(), {}
        messages = self._request.messages
        for last in self._answers(messages, self._request.max_tokens, self._request.schema):
            yield from _pieces(last, splitter)
        yield from splitter.end()
        before = self._prompt_tokens
        self._learn(last, messages)
        yield self._finished(last, before)

    def _answers(
        self, messages: tuple[Message, ...], most: int, schema: Mapping[str, Any] | None = None
    ) -> Iterator[Answer]:
        """Yield the lines of a reply; the last one tells its end, or the reply was not whole."""
        transport, _ = self._host.connect()
        body: dict[str, Any] = {
            "model": self._name,
            "messages": [{"role": message.role, "content": inert(message.content)} for message in messages],
            "stream": True,
            "truncate": False,  # else the engine drops the beginning of a long prompt in silence
            "shift": False,  # else it forgets the evidence while it writes
            "options": {
                "num_ctx": self._context,
                "num_predict": most,
                "num_thread": engine_threads(),
                "temperature": 0,
                "seed": 0,
            },
        }
        if schema:
            body["format"] = dict(schema)
        whole = False
        with closing(transport.stream("/api/chat", body, self._cancel)) as answers:
            for answer in answers:
                whole = bool(answer.get("done"))
                yield answer
        if not whole:
            raise WorldError("engine-gone", "The engine stopped in the middle of its reply. Ask again.")

    def _learn(self, answer: Answer, messages: tuple[Message, ...]) -> None:
        """Take the engine's counts of a prompt; what it still held has cost no time."""
        holder = self._holder()
        tokens = int(answer.get("prompt_eval_count", 0))
        seconds = answer.get("prompt_eval_duration", 0) / 1e9
        raw = _raw(messages)
        fresh = 1 - _raw(self._host.prefixes.cached(messages, holder)) / raw
        if tokens >= self._budget.cut_below(raw):
            self._budget.counted(raw, tokens)
            self._budget.read(round(tokens * fresh), seconds)
        self._host.prefixes.remember(messages, holder)
        self._prompt_seconds += seconds
        self._prompt_tokens = tokens

    def _holder(self) -> str:
        _, start = self._host.connect()
        return f"{self._name} {self._context} {start}"

    def _finished(self, last: Answer, read_before: int) -> Finished:
        tokens = self._prompt_tokens
        return Finished(
            reason=str(last.get("done_reason", "stop")),
            prompt_tokens=tokens,
            reply_tokens=int(last.get("eval_count", 0)),
            prompt_seconds=self._prompt_seconds,
            reply_seconds=last.get("eval_duration", 0) / 1e9,
            prompt_cut=tokens < max(read_before, self._budget.cut_below(_raw(self._request.messages))),
        )


def _raw(messages: tuple[Message, ...]) -> float:
    return sum(raw_estimate(message.content) + TOKENS_A_MESSAGE for message in messages)


def _pieces(answer: Answer, splitter: ThinkingSplitter) -> Iterator[Thinking | Written]:
    message = answer.get("message") or {}
    if thinking := message.get("thinking"):
        yield Thinking(thinking)
    if content := message.get("content"):
        yield from splitter.add(content)
