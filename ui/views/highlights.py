"""The rectangles that mark words on a page."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSizeF

from assistant.documents.values import Box


def lines(boxes: Iterable[Box]) -> list[Box]:
    """Join the boxes of words that follow each other on one line, in reading order."""
    joined: list[Box] = []
    for box in boxes:
        if joined and _follows(joined[-1], box):
            last = joined.pop()
            box = Box(  # noqa: PLW2901 - the joined box takes the word's place
                min(last.left, box.left),
                min(last.top, box.top),
                max(last.right, box.right),
                max(last.bottom, box.bottom),
            )
        joined.append(box)
    return joined


def _follows(line: Box, word: Box) -> bool:
    """Whether a word stands on the same line, at most three of its heights further on."""
    overlap = min(line.bottom, word.bottom) - max(line.top, word.top)
    height = min(line.bottom - line.top, word.bottom - word.top)
    return overlap > height / 2 and -height < word.left - line.right < 3 * height


def rectangle(box: Box, size: QSizeF) -> QRectF:
    """Return a box on a page shown at a size, with a margin that lets the letters breathe."""
    margin = 0.12 * (box.bottom - box.top) * size.height()
    left, top = box.left * size.width(), box.top * size.height()
    right, bottom = box.right * size.width(), box.bottom * size.height()
    return QRectF(left - margin, top - margin, right - left + 2 * margin, bottom - top + 2 * margin)
