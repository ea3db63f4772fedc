"""What the workspace does with a question: find, answer, sweep, and keep the conversation."""

from __future__ import annotations

from collections.abc import Collection

from assistant.answers.asking import ask
from assistant.answers.conversations import Conversations
from assistant.answers.model import Answer
from assistant.answers.prompt import QUICK, Manner
from assistant.answers.sweep import as_answer, sweep
from assistant.answers.sweep import estimate_seconds as estimate_sweep
from assistant.answers.talking import ask_in
from assistant.engine.engine import Engine
from assistant.jobs import CancelToken, Job
from assistant.search.evidence import Found
from assistant.workspace.shelf import DEFAULT_LIBRARY, Shelf


class Asking:
    """Asks a library; thread-safe."""

    def __init__(self, shelf: Shelf, engine: Engine) -> None:
        self._shelf = shelf
        self._engine = engine

    def search(
        self,
        question: str,
        *,
        library: str = DEFAULT_LIBRARY,
        limit: int = 10,
        documents: Collection[str] = (),
        without: Collection[str] = (),
    ) -> Found:
        """Find the pages that answer a question, leaving out the kinds of limit in `without` (`Narrowing.kind`)."""
        return self._shelf.opened(library)[1].find(
            question, limit, self._shelf.hashes(library, documents), without=without
        )

    def ask(
        self,
        question: str,
        cancel: CancelToken,
        *,
        library: str = DEFAULT_LIBRARY,
        documents: Collection[str] = (),
        model: str | None = None,
        conversation: str = "",
        extractive: bool = False,
    ) -> Job[Answer]:
        """Answer a question from the documents, every sentence checked against its pages.

        With a `conversation` the question may lean on the one before, and the answer is kept. An `extractive` answer
        is made of sentences of the pages, without a model.
        """
        opened, finder = self._shelf.opened(library)
        chosen = self._shelf.hashes(library, documents)

        def whole(asked: str, manner: Manner) -> Job[Answer]:
            writer = None if extractive else self._engine.model(model)
            return ask(opened, finder, writer, asked, cancel, documents=chosen, manner=manner)

        if not conversation:
            return whole(question, QUICK)
        return ask_in(Conversations(opened), conversation, question, whole)

    def sweep(
        self,
        question: str,
        cancel: CancelToken,
        *,
        library: str = DEFAULT_LIBRARY,
        documents: Collection[str] = (),
    ) -> Job[Answer]:
        """Answer a question about everything there is: every page is read, and the program counts."""
        opened, chosen = self._shelf.library(library), self._shelf.hashes(library, documents)
        return as_answer((yield from sweep(opened, question, cancel, documents=chosen)))

    def estimate_sweep_seconds(self, *, library: str = DEFAULT_LIBRARY, documents: Collection[str] = ()) -> float:
        """Estimate how long a sweep takes."""
        return estimate_sweep(self._shelf.library(library), self._shelf.hashes(library, documents))

    def conversations(self, library: str = DEFAULT_LIBRARY) -> Conversations:
        """Return the conversations kept with a library."""
        return Conversations(self._shelf.library(library))
