"""Asking: a question becomes a job, its reports become a turn of the conversation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from assistant.answers.model import Answer, EvidenceReady, Offer, PromptRead, TextWritten, Thought
from assistant.answers.wish import Wish
from assistant.jobs import Progress
from assistant.library.records import DocumentRecord
from ui import copying, spots, wishes
from ui.controllers.scope import ScopeController
from ui.controllers.session import Session
from ui.controllers.talks import Talks
from ui.jobs import Start, Task
from ui.views.conversation import Conversation
from ui.views.turn import Turn


@dataclass(frozen=True)
class _Asking:
    task: Task
    turn: Turn


class AskController(QObject):
    """Asks one question at a time; a new one stops the one before, and what that still reports is dropped."""

    answered = Signal(object)
    """An `Answer` is shown."""
    document_wanted = Signal(str)
    """A text that is too long for a question is to be added as a document."""

    def __init__(self, session: Session, conversation: Conversation) -> None:
        super().__init__(session)
        self._session = session
        self._conversation = conversation
        self._current: _Asking | None = None
        self.scope = ScopeController(session, conversation.composer.limits, with_thorough=True)
        self.talks = Talks(session, conversation)
        composer = conversation.composer
        composer.asked.connect(self.ask)
        composer.stopped.connect(self.stop)
        conversation.wished.connect(self._grant)
        conversation.copy_wanted.connect(self.copy)
        self.talks.left.connect(self._drop)
        session.library_opened.connect(self._forget)

    @property
    def busy(self) -> bool:
        """Whether an answer is being worked out."""
        return self._current is not None

    def set_scope(self, documents: Sequence[DocumentRecord]) -> None:
        """Limit the next questions to some documents, none for all."""
        self.scope.choose(documents)

    def ask(self, question: str, *, without: frozenset[str] = frozenset()) -> None:
        """Ask a question as the next one of the conversation."""
        asking, name = self._session.workspace.asking, self._session.library_name
        wish = Wish(
            self.scope.scope, without, thorough=self.scope.thorough, conversation=self.talks.title_for(question)
        )
        self._start(question, lambda cancel: asking.ask(question, cancel, library=name, wish=wish))

    def sweep(self, question: str, *, by_model: bool = False) -> None:
        """Read every page for a question, with the model only where that is wished."""
        asking, name = self._session.workspace.asking, self._session.library_name
        wish = Wish(self.scope.scope, thorough=by_model, conversation=self.talks.title_for(question))
        self._start(question, lambda cancel: asking.sweep(question, cancel, library=name, wish=wish))

    def go_on(self, answer: Answer) -> None:
        """Have an answer that was cut written on."""
        asking, name = self._session.workspace.asking, self._session.library_name
        title, wish = self.talks.title_for(answer.question), Wish(self.scope.scope)
        self._start(answer.question, lambda cancel: asking.go_on(title, cancel, library=name, wish=wish))

    def stop(self) -> None:
        """Stop the answer that is being written."""
        if self._current is not None:
            self._current.turn.show_stopping()
            self._conversation.composer.stop.setEnabled(False)
            self._current.task.cancel()

    def copy(self, answer: Answer) -> None:
        """Put an answer with its citations on the clipboard."""
        marking = self._session.marks.of(spots.documents_of(answer), answer.marking)
        self._session.clipboard.put(copying.answer_data(answer, marking))

    def copy_last(self) -> None:
        """Copy the newest answer, if there is one."""
        if self.talks.answers:
            self.copy(self.talks.answers[-1])

    def _start(self, question: str, start: Start) -> None:
        self._drop()
        turn = self._conversation.add_turn(question)
        task = self._session.jobs.start(start)
        task.progressed.connect(partial(self._progress, turn))
        task.finished.connect(partial(self._answer, turn))
        task.failed.connect(partial(self._failed, turn))
        task.cancelled.connect(turn.show_stopped)
        task.ended.connect(partial(self._ended, task))
        self._current = _Asking(task, turn)
        self._conversation.composer.set_busy(busy=True)

    def _grant(self, wish: wishes.Wish) -> None:
        match wish:
            case wishes.AskAgain(question):
                self.ask(question)
            case wishes.TakeBack(question, kinds):
                self.ask(question, without=kinds)
            case wishes.Sweep(question, by_model):
                self.sweep(question, by_model=by_model)
            case wishes.Estimate(question, by_model):
                self._estimate(question, by_model=by_model)
            case wishes.ChooseLess(question):
                self._conversation.composer.put_back(question)
                self._conversation.composer.limits.open()
            case wishes.GoOn(answer):
                self.go_on(answer)
            case wishes.KeepAsDocument(text):
                self.document_wanted.emit(text)

    def _estimate(self, question: str, *, by_model: bool) -> None:
        """Say what reading every page would take, and offer it."""
        asking, name = self._session.workspace.asking, self._session.library_name
        wish = Wish(self.scope.scope, thorough=by_model)
        turn = next((one for one in reversed(self._conversation.turns()) if one.question == question), None)
        if turn is None:
            return
        task = self._session.jobs.call(lambda: asking.estimate_sweep(library=name, wish=wish))
        task.finished.connect(partial(self._offer, turn))
        task.failed.connect(self._session.report)

    def _offer(self, turn: Turn, offer: Offer) -> None:
        if turn in self._conversation.turns():
            turn.show_offer(offer)

    def _progress(self, turn: Turn, step: Progress) -> None:
        match step:
            case EvidenceReady():
                turn.show_evidence(step)
            case PromptRead():
                turn.show_reading(step)
            case Thought():
                turn.add_thought(step.text)
            case TextWritten():
                turn.add_text(step.text)
            case _:
                turn.show_sweeping(step)

    def _answer(self, turn: Turn, answer: Answer) -> None:
        turn.show_answer(answer)
        self.talks.keep(answer)
        self.answered.emit(answer)

    def _failed(self, turn: Turn, error: Exception) -> None:
        too_long = self._session.door.code(error) == "question-too-long"
        self._session.show_failure(partial(turn.show_error, too_long=too_long), error)
        self._conversation.composer.put_back(turn.question)

    def _ended(self, task: Task) -> None:
        if self._current is not None and self._current.task is task:
            self._current = None
            self._conversation.composer.set_busy(busy=False)

    def _drop(self) -> None:
        """Stop what is running for good: its turn says so, its late reports are never shown."""
        if self._current is not None:
            self._current.turn.show_stopped()
            self._current.task.abandon()
            self._current = None
            self._conversation.composer.set_busy(busy=False)

    def _forget(self) -> None:
        self._drop()
        self.talks.begin()
