"""Several works at the same time, each on a thread of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from assistant.errors import Cancelled
from assistant.jobs import CancelToken

Work = Callable[[], None]


def side_by_side(works: Sequence[Work], stop: CancelToken, name: str) -> None:
    """Do all works at once and return when each has ended; one that fails stops the others.

    Args:
        works: At least one; a single one is done on the calling thread.
        stop: Set where one fails.
        name: Of the threads.

    Raises:
        Exception: What the first failing one raised, before any `Cancelled` that it caused in others.
    """
    if len(works) == 1:
        works[0]()
        return
    with ThreadPoolExecutor(len(works), name) as pool:
        ended = [pool.submit(_stopping, work, stop) for work in works]
    faults = [fault for one in ended if (fault := one.exception()) is not None]
    for fault in sorted(faults, key=lambda fault: isinstance(fault, Cancelled)):
        raise fault


def _stopping(work: Work, stop: CancelToken) -> None:
    try:
        work()
    except BaseException:
        stop.cancel()
        raise
