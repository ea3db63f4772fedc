"""A long list of small values that takes little memory: all but the last of them are packed."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Generic, TypeVar, overload

Item = TypeVar("Item")
_AT_ONCE = 256


class Packed(Sequence[Item], Generic[Item]):
    """Values in the order in which they were put in; any is read by its place. Not thread-safe while it grows.

    Args:
        items: The first of them; they must be values that `pickle` knows.
    """

    def __init__(self, items: Iterable[Item] = ()) -> None:
        self._parts: list[bytes] = []
        self._last: list[Item] = []
        self._opened = lru_cache(maxsize=2)(self._open)
        for item in items:
            self.append(item)

    def append(self, item: Item) -> None:
        """Put one more at the end."""
        self._last.append(item)
        if len(self._last) == _AT_ONCE:
            self._parts.append(zlib.compress(pickle.dumps(self._last), 1))
            self._last = []

    def __len__(self) -> int:
        return len(self._parts) * _AT_ONCE + len(self._last)

    def __iter__(self) -> Iterator[Item]:
        for number in range(len(self._parts)):
            yield from self._open(number)
        yield from self._last

    @overload
    def __getitem__(self, at: int) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> list[Item]: ...
    def __getitem__(self, at: int | slice) -> Item | list[Item]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        place = range(len(self))[at]  # which also counts from the end, and refuses what is beyond
        part, within = divmod(place, _AT_ONCE)
        return self._opened(part)[within] if part < len(self._parts) else self._last[within]

    def _open(self, part: int) -> list[Item]:
        items: list[Item] = pickle.loads(zlib.decompress(self._parts[part]))  # noqa: S301 - made by `append`, in memory
        return items
