"""Turns lines of words into a page's text, with the offsets that lead back to the boxes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.documents.formats.layout.words import HYPHEN, Line, Word
from assistant.documents.model import Words

_PARAGRAPH_GAP = 0.7
"""White space between two lines, in line heights, from which on they count as two paragraphs."""
_SHORTEST_WORD = 4


class Composer:
    """Composes pages of one document; remembers its words, which tell how to mend hyphenated ones."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    def compose(self, lines: Sequence[Line]) -> tuple[str, Words]:
        """Return the text of a page and where its words stand.

        Args:
            lines: In reading order, none empty.
        """
        self._known.update(word.text.strip(".,;:()").lower() for line in lines for word in line)
        parts: list[str] = []
        spans: list[tuple[int, int]] = []
        offset = 0
        for index, line in enumerate(lines):
            for place, word in enumerate(line):
                last = place == len(line) - 1
                text, gap = self._with_gap(word, lines, index) if last else self._within(word, line[place + 1])
                text = text.replace(HYPHEN, "-")
                parts.append(text + gap)
                spans.append((offset, offset + len(text)))
                offset += len(text) + len(gap)
        boxes = [(word.left, word.top, word.right, word.bottom) for line in lines for word in line]
        return "".join(parts), _packed(spans, boxes)

    def _within(self, word: Word, following: Word) -> tuple[str, str]:
        """Return a word and what follows it on its line; in a row of a table the line may be one of several."""
        below = following.top > (word.top + word.bottom) / 2
        mended = self._parted(word, following) if below else None
        return (word.text, " ") if mended is None else (mended, "")

    def _with_gap(self, word: Word, lines: Sequence[Line], index: int) -> tuple[str, str]:
        """Return the last word of a line, without its hyphen if that only parts it, and what follows."""
        if index + 1 == len(lines):
            return word.text, ""
        following = lines[index + 1]
        mended = self._parted(word, following[0])
        if mended is not None:
            return mended, ""
        return word.text, "\n\n" if _far(lines[index], following) else "\n"

    def _parted(self, word: Word, following: Word) -> str | None:
        """Return the first part of a word that the end of a line parts, None where it is a whole one."""
        if word.text.endswith((HYPHEN, "-", "\u2010")) and len(word.text) > 1:
            return self._mended(word.text[:-1], following.text)
        return None

    def _mended(self, first: str, second: str) -> str | None:
        """Return the first half as it is written in one word, or None where the line break is no hyphenation."""
        if not (first[-1:].isalpha() and second[:1].islower()):
            return None
        tail = second.strip(".,;:()").lower()
        head = first.lstrip("(").lower()
        if head + tail in self._known:
            return first
        return f"{first}-" if f"{head}-{tail}" in self._known or self._compound(head, tail) else first

    def _compound(self, head: str, tail: str) -> bool:
        """Whether two parts are words of their own, or follow a hyphen already."""
        words = min(len(head), len(tail)) >= _SHORTEST_WORD and head in self._known and tail in self._known
        return words or "-" in head


def _far(line: Line, following: Line) -> bool:
    height = max(line[0].bottom - line[0].top, 1e-4)
    gap = min(word.top for word in following) - max(word.bottom for word in line)
    return gap > _PARAGRAPH_GAP * height or gap < -3 * height


def _packed(spans: list[tuple[int, int]], boxes: list[tuple[float, float, float, float]]) -> Words:
    if not spans:
        return Words.none()
    return Words(np.array(spans, np.uint32), np.array(boxes, np.float32))
