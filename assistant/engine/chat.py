"""A model of the engine as the rest of the core sees it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from assistant.engine.budget import Budget
from assistant.engine.exchange import Exchange
from assistant.engine.host import Host
from assistant.engine.licences import check_accepted
from assistant.engine.models import ModelInfo
from assistant.engine.protocols import Piece, Request
from assistant.engine.refusals import RefusedError, explained
from assistant.jobs import CancelToken

CONTEXT_UNSAID = 2048
"""Tokens a model is asked to hold where its file does not say how many it can."""


class OllamaModel:
    """A model of the engine, ready to be asked. What is known of it is looked up when it is first needed.

    Args:
        name: As the user knows it.
        host: The engine.
    """

    def __init__(self, name: str, host: Host) -> None:
        self._name = name
        self._host = host

    @property
    def name(self) -> str:
        """The name the user knows it by."""
        return self._name

    @property
    def digest(self) -> str:
        """SHA-256 of its weights."""
        return self._info.digest

    @property
    def starter(self) -> bool:
        """Whether it is the weak model for trying out."""
        return self._info.starter

    @property
    def context(self) -> int:
        """Tokens it holds: what the settings allow, but never more than it was trained for."""
        return min(self._host.settings.current.context, self._info.context or CONTEXT_UNSAID)

    @property
    def prompt_speed(self) -> float:
        """Prompt tokens read per second: measured on this machine, else guessed from the model's size."""
        return self._budget.prompt_speed

    def count(self, text: str) -> int:
        """Estimate the tokens of a text, corrected by what the engine counted before."""
        return self._budget.count(text)

    def chat(self, request: Request, cancel: CancelToken) -> Iterator[Piece]:
        """Ask, yielding pieces; the last is `Finished`. Closing the iterator stops the engine at once.

        Raises:
            WorldError: `licence-not-accepted`, `model-missing`, `out-of-memory`, `prompt-too-long`, `engine-gone`, …
            Cancelled: When `cancel` was set; within `STEP_SECONDS` of prompt reading the engine itself stops too.
        """
        check_accepted(self._info, self._host.settings.current)
        queue = self._host.queue
        ticket = queue.join(request.urgency, request.conversation)
        try:
            yield from queue.wait(ticket, cancel)
            yield from Exchange(self._host, self._name, self.context, self._budget, request, cancel).pieces()
        except RefusedError as refused:
            smaller = self._host.smaller_than(self._info.size)
            raise explained(refused, self._name, self.context, smaller) from refused
        finally:
            queue.leave(ticket)

    @cached_property
    def _info(self) -> ModelInfo:
        return self._host.facts(self._name)

    @cached_property
    def _budget(self) -> Budget:
        return Budget(self._info.digest, self._info.parameters, self._host.settings)
