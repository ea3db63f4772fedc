"""Long work as an iterator: each step is both a report of progress and a place to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from assistant.errors import Cancelled

Result = TypeVar("Result")


@dataclass(frozen=True, kw_only=True)
class Progress:
    """One step of a job. Jobs that have partial results yield subclasses that carry them.

    Attributes:
        subject: What is being worked on, such as a file name.
        done: Units finished so far.
        total: Units in all, or None while unknown.
        unit: What is counted: `pages`, `files`, `parts`, `tokens`.
        seconds_left: Estimated remaining time, or None while unknown.
    """

    subject: str = ""
    done: int = 0
    total: int | None = None
    unit: str = ""
    seconds_left: float | None = None


Job = Generator[Progress, None, Result]
"""A job yields `Progress` and returns its result; closing it stops it and releases what it holds."""


class CancelToken:
    """A flag that one thread sets and a job looks at between two steps."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._actions: list[Callable[[], None]] = []

    def cancel(self) -> None:
        """Ask the job to stop at its next step, and run what `calling` registered."""
        with self._lock:
            self._event.set()
            actions, self._actions = self._actions, []
        for action in actions:
            action()

    @contextmanager
    def calling(self, action: Callable[[], None]) -> Iterator[None]:
        """Run `action` in the cancelling thread at once when stopping is asked for within the block.

        For a job that waits on something a flag cannot wake, such as a socket. Raises `Cancelled` where
        stopping was asked for before.
        """
        with self._lock:
            self.check()
            self._actions.append(action)
        try:
            yield
        finally:
            with self._lock:
                if action in self._actions:
                    self._actions.remove(action)

    @property
    def cancelled(self) -> bool:
        """Whether stopping was asked for."""
        return self._event.is_set()

    def check(self) -> None:
        """Raise `Cancelled` if stopping was asked for."""
        if self._event.is_set():
            raise Cancelled

    def wait(self, seconds: float) -> bool:
        """Wait up to `seconds`, returning at once with True when stopping is asked for."""
        return self._event.wait(seconds)


def finish(job: Job[Result]) -> Result:
    """Run a job to its end and return its result, passing over the progress."""
    while True:
        try:
            next(job)
        except StopIteration as end:
            result: Result = end.value
            return result
