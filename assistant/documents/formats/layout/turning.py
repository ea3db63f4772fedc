"""Pages whose lines run up or down: laid out as if they were upright."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from assistant.documents.formats.layout.columns import is_turned
from assistant.documents.formats.layout.rules import Rules
from assistant.documents.formats.layout.words import Line, Word, drawn_lines


class Turn(Enum):
    """Which way the lines of a page run."""

    NONE = "none"
    UP = "up"
    DOWN = "down"

    @classmethod
    def of(cls, words: Sequence[Word], aspect: float) -> Turn:
        """Return which way most lines of a page run.

        Args:
            words: As drawn.
            aspect: Height of the page for a width of one.
        """
        lines = drawn_lines(words)
        turned = [line for line in lines if is_turned(line, aspect)]
        if 2 * len(turned) <= len(lines):
            return cls.NONE
        return cls.DOWN if sum(line[-1].top - line[0].top for line in turned) > 0 else cls.UP

    def upright(self, words: Sequence[Word]) -> list[Word]:
        """Return words with the boxes that they have on the page set upright."""
        if self is Turn.NONE or not words:
            return list(words)
        boxes = _turned(np.array([(word.left, word.top, word.right, word.bottom) for word in words]), self)
        return [
            replace(word, left=left, top=top, right=right, bottom=bottom)
            for word, (left, top, right, bottom) in zip(words, boxes.tolist(), strict=True)
        ]

    def upright_lines(self, lines: Sequence[Line]) -> list[Line]:
        """Return lines with the boxes that they have on the page set upright."""
        return [self.upright(line) for line in lines]

    def upright_rules(self, rules: Rules, aspect: float) -> Rules:
        """Return rules as they run on the page set upright."""
        return rules if self is Turn.NONE else Rules.of(_turned(rules.boxes(aspect), self), 1 / aspect)

    def upright_aspect(self, aspect: float) -> float:
        """Return the height, for a width of one, of the page set upright."""
        return aspect if self is Turn.NONE else 1 / aspect

    def as_displayed(self, boxes: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return (n, 4) boxes of the upright page as they stand on the displayed one."""
        back = {Turn.UP: Turn.DOWN, Turn.DOWN: Turn.UP}
        return boxes if self is Turn.NONE else _turned(boxes, back[self]).astype(np.float32)


def _turned(boxes: NDArray[np.floating], turn: Turn) -> NDArray[np.float64]:
    """Return boxes of a page whose lines run up or down as they stand on the upright one."""
    left, top, right, bottom = boxes.astype(np.float64).T
    sides = (1 - bottom, left, 1 - top, right) if turn is Turn.UP else (top, 1 - right, bottom, 1 - left)
    return np.stack(sides, axis=1)
