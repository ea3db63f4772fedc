"""The one queue in front of the engine: questions before summaries before indexing, a conversation kept together."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count

from assistant.engine.protocols import Urgency, Waiting
from assistant.jobs import CancelToken


@dataclass(frozen=True, eq=False)
class Ticket:
    """A place in the queue."""

    urgency: Urgency
    conversation: str
    number: int = field(default_factory=count().__next__)


class EngineQueue:
    """Lets one request at a time to the engine. Thread-safe.

    The next is the most urgent; among equals one of the conversation served last, whose pages the engine still
    holds; then the oldest. What is being served is never interrupted: a summary yields between two of its requests.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: list[Ticket] = []
        self._served: Ticket | None = None
        self._last_conversation = ""

    def join(self, urgency: Urgency, conversation: str) -> Ticket:
        """Take a place; `leave` must be called with it, whatever happens."""
        ticket = Ticket(urgency, conversation)
        with self._changed:
            self._waiting.append(ticket)
        return ticket

    def wait(self, ticket: Ticket, cancel: CancelToken) -> Iterator[Waiting]:
        """Wait for the ticket's turn, yielding whenever the number of requests ahead has changed.

        Raises:
            Cancelled: As soon as stopping is asked for.
        """
        ahead = -1
        with cancel.calling(self._wake):
            while (now := self._next_change(ticket, ahead, cancel)) > 0:
                ahead = now
                yield Waiting(ahead)

    @contextmanager
    def turn(self, urgency: Urgency, cancel: CancelToken) -> Iterator[None]:
        """Wait for a turn of its own and hold it for the block.

        Raises:
            Cancelled: As soon as stopping is asked for while waiting.
        """
        ticket = self.join(urgency, "")
        try:
            for _ahead in self.wait(ticket, cancel):
                cancel.check()
            yield
        finally:
            self.leave(ticket)

    def leave(self, ticket: Ticket) -> None:
        """Give up the place, or end the turn."""
        with self._changed:
            if self._served is ticket:
                self._served = None
            if ticket in self._waiting:
                self._waiting.remove(ticket)
            self._changed.notify_all()

    def _next_change(self, ticket: Ticket, known: int, cancel: CancelToken) -> int:
        """Wait until the number ahead differs from `known`; 0 means that the turn has been taken."""
        with self._changed:
            while (ahead := self._ahead(ticket)) == known:
                cancel.check()
                self._changed.wait()
            if ahead == 0:
                self._take(ticket)
            return ahead

    def _ahead(self, ticket: Ticket) -> int:
        before = sum(self._order(other) < self._order(ticket) for other in self._waiting)
        return before + (self._served is not None)

    def _take(self, ticket: Ticket) -> None:
        self._waiting.remove(ticket)
        self._served = ticket
        if ticket.urgency is not Urgency.INDEX:  # another model embeds: the one that writes holds what it held
            self._last_conversation = ticket.conversation
        self._changed.notify_all()

    def _order(self, ticket: Ticket) -> tuple[int, bool, int]:
        another = not ticket.conversation or ticket.conversation != self._last_conversation
        return (ticket.urgency, another, ticket.number)

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()
