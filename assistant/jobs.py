"""Long work as an iterator: each step is both a report of progress and a place to stop."""

from __future__ import annotations

import threading
import time
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


class _Pause:
    """Whether the jobs of some tokens rest. Thread-safe."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.begun: float | None = None
        self.past = 0.0

    def begin(self) -> None:
        with self.changed:
            self.begun = self.begun or time.monotonic()

    def end(self) -> None:
        with self.changed:
            self.past += self._present()
            self.begun = None
            self.changed.notify_all()

    def seconds(self) -> float:
        with self.changed:
            return self.past + self._present()

    def _present(self) -> float:
        return 0.0 if self.begun is None else time.monotonic() - self.begun


class CancelToken:
    """A flag that one thread sets and a job looks at between two steps; the job can be paused there, too."""

    def __init__(self, pause: _Pause | None = None) -> None:
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._pause = pause or _Pause()
        self._actions: list[Callable[[], None]] = []

    def beside(self) -> CancelToken:
        """Return a token that is paused while this one is, but cancelled by itself."""
        return CancelToken(self._pause)

    def cancel(self) -> None:
        """Ask the job to stop at its next step, and run what `calling` registered."""
        with self._lock:
            self._event.set()
            actions, self._actions = self._actions, []
        with self._pause.changed:
            self._pause.changed.notify_all()
        for action in actions:
            action()

    def pause(self) -> None:
        """Ask the job to rest at its next step until `resume`, without the processor."""
        self._pause.begin()

    def resume(self) -> None:
        """Let the job go on."""
        self._pause.end()

    @property
    def paused(self) -> bool:
        """Whether the job is asked to rest."""
        return self._pause.begun is not None

    @property
    def seconds_paused(self) -> float:
        """Seconds that were spent in pauses so far."""
        return self._pause.seconds()

    @contextmanager
    def calling(self, action: Callable[[], None]) -> Iterator[None]:
        """Run `action` in the cancelling thread at once when stopping is asked for within the block.

        For a job that waits on something a flag cannot wake, such as a socket. Raises `Cancelled` where
        stopping was asked for before.
        """
        with self._lock:
            self._raise_if_cancelled()
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
        """Wait while the job is paused; raise `Cancelled` if stopping was asked for, also meanwhile."""
        with self._pause.changed:
            self._pause.changed.wait_for(lambda: not self.paused or self.cancelled)
        self._raise_if_cancelled()

    def wait(self, seconds: float) -> bool:
        """Wait up to `seconds`, returning at once with True when stopping is asked for."""
        return self._event.wait(seconds)

    def _raise_if_cancelled(self) -> None:
        if self._event.is_set():
            raise Cancelled


def finish(job: Job[Result]) -> Result:
    """Run a job to its end and return its result, passing over the progress."""
    while True:
        try:
            next(job)
        except StopIteration as end:
            result: Result = end.value
            return result
