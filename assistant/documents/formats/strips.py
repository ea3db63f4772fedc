"""Pictures far longer than wide, as of a whole web page or a time line: recognised strip by strip."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from assistant.documents.formats.layout.words import Word
from assistant.documents.formats.ocr import Recognised, recognised
from assistant.documents.formats.resolution import Pixels

LONG = 3
"""Length against width from which on a picture is parted; no sheet of paper is as long."""
_STRIP, _SHORTEST = 2, 1500
"""Length of a strip against its width, and its least length in pixels."""
_BLANK = 1.0
"""Deviation of brightness, of 255, below which nothing stands in a strip."""
_CALM = 4
"""The last part of a strip, of so many, in which the calmest line of pixels is its end."""


def recognised_in_strips(pixels: Pixels) -> Recognised:
    """Return what stands in a picture of any length; see `recognised`."""
    height, width = pixels.shape[:2]
    if max(height, width) <= LONG * min(height, width):
        return recognised(pixels)
    axis = 0 if height > width else 1
    words: list[Word] = []
    seen: list[Recognised] = []
    for start, end in _strips(pixels if axis == 0 else pixels.swapaxes(0, 1)):
        strip = pixels[start:end] if axis == 0 else pixels[:, start:end]
        if strip.std() < _BLANK:
            continue
        seen.append(recognised(strip))
        first = max((word.line for word in words), default=-1) + 1
        words += (_moved(word, axis, start, end, pixels.shape[axis], first) for word in seen[-1].words)
    return _together(words, seen)


def _strips(pixels: Pixels) -> Iterator[tuple[int, int]]:
    """Yield where each strip begins and ends: in the calmest line near its end, so that no writing is cut."""
    length, width = pixels.shape[:2]
    size = max(_STRIP * width, _SHORTEST)
    start = 0
    while length - start > size:
        first = start + size - size // _CALM
        unrest = pixels[first : start + size].astype(np.float32).std(axis=(1, 2))
        calmest = np.flatnonzero(unrest <= unrest.min() + 0.5)
        end = first + int(calmest[len(calmest) // 2])
        yield start, end
        start = end
    yield start, length


def _moved(word: Word, axis: int, start: int, end: int, length: int, first: int) -> Word:
    """Return a word of a strip with its place in the whole picture, its line counted from `first`."""

    def placed(fraction: float) -> float:
        return (start + fraction * (end - start)) / length

    if axis == 0:
        return replace(word, top=placed(word.top), bottom=placed(word.bottom), line=first + word.line)
    return replace(word, left=placed(word.left), right=placed(word.right), line=first + word.line)


def _together(words: list[Word], seen: list[Recognised]) -> Recognised:
    read = sum(one.read for one in seen)
    score = sum(one.score * one.read for one in seen) / max(read, 1)
    unread = sum(one.unread for one in seen)
    return Recognised(words, read, unread, score, sideways=any(one.sideways for one in seen))
