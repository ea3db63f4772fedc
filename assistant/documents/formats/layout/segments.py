"""Segments: runs of words on one line with no gap wide enough for a gutter between columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from assistant.documents.formats.layout.words import Line, Word

_LOWEST = 0.004
_GUTTER = 0.8
"""A gap of so many line heights may be a gutter; between justified words it stays below."""


@dataclass(frozen=True)
class Segment:
    """A run of words with the box around them."""

    words: Line
    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def of(cls, words: Line) -> Segment:
        """Return the segment of some words."""
        if len(words) == 1:
            word = words[0]
            return cls(words, word.left, word.top, word.right, word.bottom)
        return cls(
            words,
            min(word.left for word in words),
            min(word.top for word in words),
            max(word.right for word in words),
            max(word.bottom for word in words),
        )

    @cached_property
    def letters(self) -> int:
        """How many letters it has."""
        return sum(map(str.isalpha, "".join(word.text for word in self.words)))

    @cached_property
    def characters(self) -> int:
        """How many characters it has."""
        return sum(len(word.text) for word in self.words)

    @property
    def middle(self) -> float:
        """Its vertical middle."""
        return (self.top + self.bottom) / 2

    @property
    def width(self) -> float:
        """Its width as a fraction of the page's."""
        return self.right - self.left


def segments_of(lines: Iterable[Line], aspect: float) -> list[Segment]:
    """Return the segments of lines as drawn.

    Args:
        lines: None empty.
        aspect: Height of the page for a width of one.
    """
    return [Segment.of(words) for line in lines for words in _parted(line, aspect)]


def _parted(line: Line, aspect: float) -> Iterator[Line]:
    start = 0
    for place in range(1, len(line)):
        if _apart(line[place - 1], line[place], aspect):
            yield line[start:place]
            start = place
    yield line[start:]


def _apart(before: Word, word: Word, aspect: float) -> bool:
    """Whether a gutter may run between two words of a line, or the second stands on another height."""
    height = max(before.bottom - before.top, _LOWEST)
    limit = _GUTTER * height * aspect
    if word.begins or word.left - before.right > limit or before.left - word.right > limit:
        return True
    step = word.top - before.top
    return not -1.5 * height <= step <= 1.5 * height


def lines_down(segments: Iterable[Segment]) -> list[Line]:
    """Return the lines of one column from top to bottom, segments side by side joined."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda one: one.middle):
        if rows and _beside(rows[-1][-1], segment):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [_across(row) for row in rows]


def _beside(one: Segment, other: Segment) -> bool:
    return abs(one.middle - other.middle) < 0.4 * min(one.bottom - one.top, other.bottom - other.top)


def _across(row: list[Segment]) -> Line:
    row.sort(key=lambda segment: segment.left, reverse=right_to_left(row))
    return [word for segment in row for word in segment.words]


def right_to_left(segments: Iterable[Segment]) -> bool:
    """Whether most letters are of scripts that are written from right to left."""
    text = "".join(word.text for segment in segments for word in segment.words)
    marks = sum("\u0590" <= letter <= "\u08ff" or "\ufb1d" <= letter <= "\ufefc" for letter in text)
    return 2 * marks > sum(map(str.isalpha, text))
