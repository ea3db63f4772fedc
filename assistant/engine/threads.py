"""How many threads the engine gets."""

from __future__ import annotations

import functools

import psutil


@functools.cache
def engine_threads() -> int:
    """Return the number of physical cores less one, at least 1.

    The engine's threads spin while they wait for each other. With a core for each and anything else running
    (indexing, the window itself) they lose most of it: on two busy cores two threads wrote 0.5 tokens/s where
    one wrote 16; on two idle cores two threads wrote 73 and one 51.
    """
    return max(1, (psutil.cpu_count(logical=False) or psutil.cpu_count() or 1) - 1)
