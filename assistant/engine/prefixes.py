"""Feed a long prompt in growing prefixes, because the engine cannot be stopped while it reads one."""

from __future__ import annotations

import time
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from assistant.engine.protocols import Message

STEP_SECONDS = 2.0
"""The longest that a stop may have to wait."""


class PrefixMemory:
    """What the engine read last, and so still holds in its cache: one conversation at a time.

    Used by whoever has the turn in the queue, so by one thread at a time.

    Args:
        lasts: Seconds after which the engine may have put the model out of its memory.
    """

    def __init__(self, lasts: float) -> None:
        self._lasts = lasts
        self._messages: tuple[Message, ...] = ()
        self._holder = ""
        self._at = 0.0

    def cached(self, messages: tuple[Message, ...], holder: str) -> tuple[Message, ...]:
        """Return the start of a prompt that need not be read again, cut where it parts from what was read last.

        Args:
            messages: The prompt to be read.
            holder: The model and the start of the engine that will read it; another one has nothing cached.
        """
        if holder != self._holder or time.monotonic() - self._at > self._lasts:
            return ()
        for number, (old, new) in enumerate(zip(self._messages, messages, strict=False)):
            if old != new:
                alike = _common(old.content, new.content) if old.role == new.role else 0
                return cut_at(messages[: number + 1], alike)
        return messages[: len(self._messages)]

    def remember(self, messages: tuple[Message, ...], holder: str) -> None:
        """Note what has just been read."""
        self._messages, self._holder, self._at = messages, holder, time.monotonic()

    def forget(self) -> None:
        """Take nothing for granted, as after an error of the engine."""
        self._messages = ()


def cut_at(messages: tuple[Message, ...], cut: int) -> tuple[Message, ...]:
    """Return the messages with the last one ending at character `cut`."""
    return (*messages[:-1], replace(messages[-1], content=messages[-1].content[:cut]))


def next_cut(cuts: Sequence[int], read: int, length: int, step: float) -> int | None:
    """Choose where the next prefix ends, or None where the rest is short enough to be read with the question.

    Args:
        cuts: Ascending offsets where reading may pause.
        read: Characters read so far.
        length: Characters of the whole message.
        step: Characters that may be read at once.
    """
    if length - read <= step:
        return None
    following = bisect_right(cuts, read)
    if following == len(cuts):
        return None
    return cuts[max(following, bisect_right(cuts, read + step) - 1)]


def _common(first: str, second: str) -> int:
    """Return the length of the common start of two texts."""
    shorter = min(len(first), len(second))
    if first[:shorter] == second[:shorter]:
        return shorter
    return next(at for at in range(shorter) if first[at] != second[at])
