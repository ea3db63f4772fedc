"""The one task of a kind that counts."""

from __future__ import annotations

from functools import partial

from ui.jobs import Task


class Newest:
    """Holds the task that runs: a newer one takes its place, and what the older one still reports is dropped."""

    def __init__(self) -> None:
        self._task: Task | None = None

    @property
    def running(self) -> bool:
        """Whether there is one that has not ended."""
        return self._task is not None

    def take(self, task: Task) -> Task:
        """Hold a task, in place of any other."""
        self.drop()
        self._task = task
        task.ended.connect(partial(self._ended, task))
        return task

    def stop(self) -> None:
        """Ask the task to stop; what it has still counts."""
        if self._task is not None:
            self._task.cancel()

    def drop(self) -> None:
        """Stop the task, and drop all that it still reports but its end."""
        if self._task is not None:
            self._task.abandon()
            self._task = None

    def _ended(self, task: Task) -> None:
        if self._task is task:
            self._task = None
