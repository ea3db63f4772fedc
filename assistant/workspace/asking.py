"""What the workspace does with a question: find, answer, sweep, and keep the conversation."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from assistant.answers.asking import ask
from assistant.answers.conversations import Conversations
from assistant.answers.marking import marked
from assistant.answers.model import Answer, Offer
from assistant.answers.prompt import QUICK, Manner
from assistant.answers.reading_sweep import estimate_with_model, sweep_with_model
from assistant.answers.scope import EVERYTHING, Scope
from assistant.answers.sweep import as_answer, estimate, sweep
from assistant.answers.talking import ask_in, go_on_in
from assistant.answers.wish import PLAIN, Wish
from assistant.engine.engine import Engine
from assistant.errors import UsageError
from assistant.jobs import CancelToken, Job
from assistant.search.evidence import Found
from assistant.search.rewriting import Further, further
from assistant.workspace.recording import Recording
from assistant.workspace.shelf import DEFAULT_LIBRARY, Shelf


class Asking:
    """Asks a library; thread-safe."""

    def __init__(self, shelf: Shelf, engine: Engine, recording: Recording) -> None:
        self._shelf = shelf
        self._engine = engine
        self._recording = recording

    def search(
        self,
        question: str,
        *,
        library: str = DEFAULT_LIBRARY,
        limit: int = 10,
        scope: Scope = EVERYTHING,
        without: Collection[str] = (),
    ) -> Found:
        """Find the pages that answer a question, leaving out the kinds of limit in `without` (`Narrowing.kind`).

        The question is logged first.

        Raises:
            WorldError: `disk-full`, …: what cannot be logged is not searched for.
        """
        opened, finder = self._shelf.opened(library)
        self._recording.searched(opened, question)
        return finder.find(question, limit, scope.within(opened), without=without)

    def search_further(
        self, found: Found, cancel: CancelToken, *, library: str = DEFAULT_LIBRARY, scope: Scope = EVERYTHING
    ) -> Job[tuple[Further, ...]]:
        """Have a model put a question that was searched for in other words, and return the pages that only they find.

        The question is logged first.

        Raises:
            WorldError: `model-missing`, `licence-not-accepted`, `engine-gone`, …
        """
        opened, finder = self._shelf.opened(library)
        chosen, shipped = scope.within(opened), opened.embedder.shipped
        self._recording.asked(opened, found.question)
        return (yield from further(finder, shipped, self._engine.model(), found, cancel, chosen))

    def ask(
        self,
        question: str,
        cancel: CancelToken,
        *,
        library: str = DEFAULT_LIBRARY,
        wish: Wish = PLAIN,
    ) -> Job[Answer]:
        """Answer a question from the documents, every sentence checked against its pages; it is logged first.

        In a conversation the question may lean on the one before, and the answer is kept.
        """
        opened, finder = self._shelf.opened(library)
        chosen = wish.scope.within(opened)

        def whole(asked: str, manner: Manner) -> Job[Answer]:
            writer = None if wish.extractive else self._engine.model(wish.model)
            manner = replace(manner, thorough=wish.thorough, without=wish.without, begun=wish.begun)
            return marked(
                opened, (yield from ask(opened, finder, writer, asked, cancel, documents=chosen, manner=manner))
            )

        if not wish.conversation:
            return self._recording.asking(opened, question, whole(question, QUICK))
        talk = go_on_in if wish.begun else ask_in
        return self._recording.asking(opened, question, talk(Conversations(opened), wish.conversation, question, whole))

    def go_on(
        self, conversation: str, cancel: CancelToken, *, library: str = DEFAULT_LIBRARY, wish: Wish = PLAIN
    ) -> Job[Answer]:
        """Have the last answer of a conversation written on where it was cut, in its own place.

        Raises:
            UsageError: `unknown-conversation`, or `not-cut` where the model came to its end.
        """
        last = self.conversations(library).turns(conversation)[-1].answer
        if not last.cut:
            raise UsageError("not-cut", f"The last answer of “{conversation}” was not cut.")
        begun = "\n".join(claim.text for claim in last.claims)
        return self.ask(
            last.question, cancel, library=library, wish=replace(wish, conversation=conversation, begun=begun)
        )

    def sweep(
        self,
        question: str,
        cancel: CancelToken,
        *,
        library: str = DEFAULT_LIBRARY,
        wish: Wish = PLAIN,
    ) -> Job[Answer]:
        """Answer a question about everything there is: every page is read, and the program counts.

        The pages are searched by words; a thorough wish has a model read each of them. In a conversation the question
        may lean on the one before, and the answer is kept.
        """
        opened = self._shelf.library(library)
        chosen = wish.scope.within(opened)

        def whole(asked: str, _manner: Manner) -> Job[Answer]:
            if wish.thorough:
                model = self._engine.model(wish.model)
                swept = yield from sweep_with_model(opened, asked, model, cancel, documents=chosen)
            else:
                swept = yield from sweep(opened, asked, cancel, documents=chosen)
            read = chosen or [record.sha256 for record in opened.documents()]
            return marked(opened, as_answer(swept), read)

        if not wish.conversation:
            return self._recording.asking(opened, question, whole(question, QUICK))
        return self._recording.asking(
            opened, question, ask_in(Conversations(opened), wish.conversation, question, whole)
        )

    def estimate_sweep(self, *, library: str = DEFAULT_LIBRARY, wish: Wish = PLAIN) -> Offer:
        """Tell what a sweep of a part of a library would read, and estimate how long that takes."""
        opened = self._shelf.library(library)
        chosen = wish.scope.within(opened)
        if not wish.thorough:
            return estimate(opened, chosen)
        return estimate_with_model(opened, self._engine.model(wish.model), chosen)

    def conversations(self, library: str = DEFAULT_LIBRARY) -> Conversations:
        """Return the conversations kept with a library."""
        return Conversations(self._shelf.library(library))
