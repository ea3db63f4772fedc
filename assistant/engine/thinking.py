"""Tell hidden reasoning from the answer where a model writes `<think>` tags into its text."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.engine.protocols import Thinking, Written

OPEN, CLOSE = "<think>", "</think>"


class ThinkingSplitter:
    """Cuts a streamed reply into reasoning and answer, also where a tag is spread over pieces or never closed.

    Reasoning comes before the answer: once the answer has begun, a tag in it is only text.
    """

    def __init__(self) -> None:
        self._held = ""
        self._thinking = False
        self._answering = False

    def add(self, text: str) -> Iterator[Thinking | Written]:
        """Yield what is certain after the next piece; the start of a possible tag is held back."""
        self._held += text
        while self._at_tag():
            before, _, self._held = self._held.partition(self._tag)
            yield from self._piece(before)
            self._thinking = not self._thinking
        sure = len(self._held) - (0 if self._answering else _overlap(self._held, self._tag))
        text, self._held = self._held[:sure], self._held[sure:]
        yield from self._piece(text)

    def end(self) -> Iterator[Thinking | Written]:
        """Yield what was held back."""
        text, self._held = self._held, ""
        yield from self._piece(text)

    def _at_tag(self) -> bool:
        if self._thinking:
            return CLOSE in self._held
        return not self._answering and self._held.lstrip().startswith(OPEN)

    @property
    def _tag(self) -> str:
        return CLOSE if self._thinking else OPEN

    def _piece(self, text: str) -> Iterator[Thinking | Written]:
        """Yield a piece, passing over white space before the answer's first word."""
        if self._thinking:
            if text:
                yield Thinking(text)
            return
        text = text if self._answering else text.lstrip()
        if text:
            self._answering = True
            yield Written(text)


def _overlap(text: str, tag: str) -> int:
    """Return how many characters at the end of `text` may be the start of `tag`."""
    return next((size for size in range(len(tag) - 1, 0, -1) if text.endswith(tag[:size])), 0)
