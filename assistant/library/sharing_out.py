"""One kind of work on many things, shared out among a few threads that end with it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def shared_out(work: Callable[[Item], Result], items: Sequence[Item], threads: int, name: str) -> list[Result]:
    """Do a work on each item, on the calling thread and others beside it, and return the results in order.

    A pool of `concurrent.futures` starts its threads while it holds a lock that all pools of the process share: the
    window, which hands its jobs to pools, waited up to a quarter of a second for one that had no turn yet.

    Args:
        work: Called from several threads at once.
        items: What it is done on.
        threads: How many work at once, the calling one among them; at least one.
        name: Of the threads.

    Raises:
        Exception: What the work raised first; no item is begun afterwards.
    """
    share = _Share(work, items)
    others = [threading.Thread(target=share.do, name=name, daemon=True) for _ in range(min(threads, len(items)) - 1)]
    for other in others:
        other.start()
    share.do()
    for other in others:
        other.join()
    return share.results()


class _Share(Generic[Item, Result]):
    def __init__(self, work: Callable[[Item], Result], items: Sequence[Item]) -> None:
        self._work = work
        self._left = iter(enumerate(items))
        self._taking = threading.Lock()
        self._done: dict[int, Result] = {}
        self._faults: list[Exception] = []

    def do(self) -> None:
        """Work on one item after the other until none is left, or one has failed."""
        while not self._faults and (taken := self._next()) is not None:
            at, item = taken
            try:
                self._done[at] = self._work(item)
            except Exception as error:  # noqa: BLE001 - raised to the caller by `results`
                self._faults.append(error)

    def results(self) -> list[Result]:
        """Return what all gave, or raise what the first failed of."""
        if self._faults:
            raise self._faults[0]
        return [self._done[at] for at in range(len(self._done))]

    def _next(self) -> tuple[int, Item] | None:
        with self._taking:
            return next(self._left, None)
