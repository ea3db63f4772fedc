"""Feed a long prompt in growing prefixes, because the engine cannot be stopped while it reads one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from assistant.engine.protocols import Message

STEP_SECONDS = 2.0
"""The longest that a stop may have to wait."""


class PrefixMemory:
    """What the engine read last, and so still holds in its cache: one conversation at a time."""

    def __init__(self) -> None:
        self._messages: tuple[Message, ...] = ()
        self._generation = -1

    def cached(self, messages: tuple[Message, ...], generation: int) -> tuple[Message, ...]:
        """Return the start of a prompt that need not be read again, cut where it parts from what was read last.

        Args:
            messages: The prompt to be read.
            generation: The engine's start that will read it; another one has nothing cached.
        """
        if generation != self._generation:
            return ()
        for number, (old, new) in enumerate(zip(self._messages, messages, strict=False)):
            if old != new:
                alike = _common(old.content, new.content) if old.role == new.role else 0
                return cut_at(messages[: number + 1], alike)
        return messages[: len(self._messages)]

    def remember(self, messages: tuple[Message, ...], generation: int) -> None:
        """Note what has just been read."""
        self._messages, self._generation = messages, generation


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
