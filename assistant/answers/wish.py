"""How a question is to be answered: from what, by whom, and as part of which conversation."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answers.scope import EVERYTHING, Scope


@dataclass(frozen=True)
class Wish:
    """What is chosen beside the question itself.

    Attributes:
        scope: The part of the library that is asked.
        without: Kinds of limit that the question sets and the user took back, as in `Limit.kind`.
        model: Name of the model, None for the one in use.
        extractive: Use no model: the answer is made of sentences of the pages.
        thorough: Let the model read as many pages as it holds, however long that takes; in a sweep, every page.
        conversation: The conversation in which the question is the next one, "" for none; the answer is kept there.
        begun: What was written before the answer was cut: it is to go on from there.
    """

    scope: Scope = EVERYTHING
    without: frozenset[str] = frozenset()
    model: str | None = None
    extractive: bool = False
    thorough: bool = False
    conversation: str = ""
    begun: str = ""


PLAIN = Wish()
