"""The part of a scripted workspace that answers questions and keeps conversations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.answers.conversations import ConversationRecord, TurnRecord
from assistant.answers.model import Answer, EvidenceReady, Offer, PromptRead, TextWritten, Thought
from assistant.answers.sweep import Sweeping
from assistant.answers.wish import PLAIN, Wish
from assistant.errors import UsageError
from assistant.exports.making import Origin, of_conversation
from assistant.exports.writing import write
from assistant.jobs import CancelToken, Job, Progress
from assistant.library.records import DocumentRecord
from assistant.search.evidence import Found

WHEN = "2031-05-06T07:08:09+00:00"


class ScriptedConversations:
    """Conversations in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, list[TurnRecord]] = {}
        self.documents = "the same"

    def records(self, sought: str = "") -> list[ConversationRecord]:
        found = [title for title, turns in self.kept.items() if sought in title or sought in str(turns)]
        return [ConversationRecord(title, WHEN, len(self.kept[title])) for title in reversed(found)]

    def turns(self, title: str) -> list[TurnRecord]:
        return list(self.kept[title])

    def rename(self, title: str, new: str) -> None:
        if new in self.kept:
            raise UsageError("conversation-exists", "There is a conversation of this title already.")
        self.kept[new] = self.kept.pop(title)

    def delete(self, title: str) -> None:
        del self.kept[title]

    def fingerprint(self) -> str:
        return self.documents


class ScriptedAsking:
    """What the window sees of asking."""

    def prepare_asking(self) -> None:
        self.words = ["Grease ", "both bearings ", "every 250 hours."]
        self.thoughts: list[str] = []
        self.asking_fails: Exception | None = None
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, tuple[str, ...]]] = []
        self.wishes: list[Wish] = []
        self.swept: list[str] = []
        self.went_on: list[str] = []
        self.talks: dict[str, ScriptedConversations] = {}

    def ask(self, question: str, cancel: CancelToken, *, library: str = "default", wish: Wish = PLAIN) -> Job[Answer]:
        from tests.ui.scripted import answer, evidence

        self.asked.append((question, wish.scope.documents))
        self.wishes.append(wish)
        source = self._source(library)
        yield EvidenceReady(found=Found(question, (evidence(source),), (), seconds=0.2))
        self.licences.check(wish.model or "scripted")  # type: ignore[attr-defined] # of the whole script
        if self.asking_fails is not None:
            raise self.asking_fails
        yield PromptRead(done=100, total=400, unit="tokens", seconds_left=3.0)
        yield from self._write(question, cancel)
        return self._keep(library, wish, question, self.answers.get(question, answer(question, source)))

    def go_on(
        self, conversation: str, cancel: CancelToken, *, library: str = "default", wish: Wish = PLAIN
    ) -> Job[Answer]:
        self.went_on.append(conversation)
        last = self.conversations(library).kept[conversation].pop()
        return self.ask(last.question, cancel, library=library, wish=replace(wish, conversation=conversation))

    def sweep(self, question: str, cancel: CancelToken, *, library: str = "default", wish: Wish = PLAIN) -> Job[Answer]:
        from tests.ui.scripted import answer

        self.swept.append(question)
        self.wishes.append(wish)
        yield Sweeping(subject="manual", done=6, total=12, unit="pages", rows=())
        if "sweep" in self.gates:  # type: ignore[attr-defined] # of the whole script
            self.gates["sweep"].pass_through(cancel)  # type: ignore[attr-defined]
        model = "scripted" if wish.thorough else ""
        found = self.answers.get(question, answer(question, self._source(library), swept=True, model=model))
        return self._keep(library, wish, question, found)

    def estimate_sweep(self, *, library: str = "default", wish: Wish = PLAIN) -> Offer:
        return Offer(1, 12, 90.0 if wish.thorough else 3.0, by_model=wish.thorough)

    def conversations(self, library: str = "default") -> ScriptedConversations:
        return self.talks.setdefault(library, ScriptedConversations())

    def export(self, conversation: str, path: Path, *, library: str = "default") -> None:
        write(of_conversation(conversation, self.conversations(library).turns(conversation), Origin(library)), path)

    def _keep(self, library: str, wish: Wish, question: str, given: Answer) -> Answer:
        talks = self.conversations(library)
        if wish.conversation:
            talks.kept.setdefault(wish.conversation, []).append(TurnRecord(question, given, WHEN, talks.documents))
        return given

    def _source(self, library: str) -> DocumentRecord:
        from tests.ui.scripted import record

        kept: Sequence[DocumentRecord] = list(self.shelf[library].kept.values())  # type: ignore[attr-defined] # as above
        return kept[0] if kept else record("manual.pdf")

    def _write(self, question: str, cancel: CancelToken) -> Iterator[Progress]:
        for thought in self.thoughts:
            yield Thought(text=thought)
        for word in self.words:
            yield TextWritten(text=word)
        if question in self.gates:  # type: ignore[attr-defined] # as above
            self.gates[question].pass_through(cancel)  # type: ignore[attr-defined]
