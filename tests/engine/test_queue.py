from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from assistant.engine.protocols import Urgency, Waiting
from assistant.engine.queue import EngineQueue, Ticket
from assistant.errors import Cancelled
from assistant.jobs import CancelToken

QUESTION, SUMMARY = Urgency.QUESTION, Urgency.SUMMARY


def take(queue: EngineQueue, ticket: Ticket) -> Iterator[Waiting]:
    return queue.wait(ticket, CancelToken())


def order_of(queue: EngineQueue, tickets: dict[str, Ticket]) -> list[str]:
    """Let every ticket have its turn in a thread of its own, and return the order."""
    order: list[str] = []

    def serve(name: str, ticket: Ticket) -> None:
        for _ in take(queue, ticket):
            pass
        order.append(name)
        queue.leave(ticket)

    threads = [threading.Thread(target=serve, args=item) for item in tickets.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    return order


def test_an_idle_engine_is_had_at_once():
    queue = EngineQueue()
    assert list(take(queue, queue.join(QUESTION, ""))) == []


def test_questions_go_before_summaries_that_came_first():
    queue = EngineQueue()
    running = queue.join(SUMMARY, "")
    assert list(take(queue, running)) == []
    first, second, third = queue.join(SUMMARY, ""), queue.join(QUESTION, ""), queue.join(QUESTION, "")
    queue.leave(running)
    tickets = {"summary": first, "question": second, "later question": third}
    assert order_of(queue, tickets) == ["question", "later question", "summary"]


def test_a_conversation_is_kept_together():
    queue = EngineQueue()
    running = queue.join(QUESTION, "a")
    assert list(take(queue, running)) == []
    tickets = {"b": queue.join(QUESTION, "b"), "a": queue.join(QUESTION, "a")}
    queue.leave(running)
    assert order_of(queue, tickets) == ["a", "b"]


def test_requests_of_no_conversation_are_served_in_their_order():
    queue = EngineQueue()
    running = queue.join(QUESTION, "")
    assert list(take(queue, running)) == []
    tickets = {"1": queue.join(QUESTION, "x"), "2": queue.join(QUESTION, ""), "3": queue.join(QUESTION, "")}
    queue.leave(running)
    assert order_of(queue, tickets) == ["1", "2", "3"]


def test_the_number_of_requests_ahead_is_told_when_it_changes():
    queue = EngineQueue()
    running, second, third = (queue.join(QUESTION, "") for _ in range(3))
    assert list(take(queue, running)) == []
    waiting = take(queue, third)
    assert next(waiting) == Waiting(2)
    queue.leave(second)
    assert next(waiting) == Waiting(1)
    queue.leave(running)
    assert list(waiting) == []


def test_a_stop_while_waiting_works_at_once_and_frees_the_place():
    queue = EngineQueue()
    running, stopped, last = (queue.join(QUESTION, "") for _ in range(3))
    assert list(take(queue, running)) == []
    cancel = CancelToken()
    waiting = queue.wait(stopped, cancel)
    next(waiting)
    timer = threading.Timer(0.05, cancel.cancel)
    timer.start()
    with pytest.raises(Cancelled):
        next(waiting)
    timer.join()
    queue.leave(stopped)
    queue.leave(running)
    assert list(take(queue, last)) == []


def test_a_stop_before_waiting_is_not_missed():
    queue = EngineQueue()
    running, stopped = queue.join(QUESTION, ""), queue.join(QUESTION, "")
    assert list(take(queue, running)) == []
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(queue.wait(stopped, cancel))
