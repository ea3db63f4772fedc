"""Asking: a question becomes a job, its reports become a turn of the conversation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from assistant.answers.model import Answer, EvidenceReady, PromptRead, TextWritten
from assistant.jobs import Progress
from assistant.library.records import DocumentRecord
from ui import copying, wording
from ui.controllers.session import Session
from ui.jobs import Task
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

    def __init__(self, session: Session, conversation: Conversation) -> None:
        super().__init__(session)
        self._session = session
        self._conversation = conversation
        self._current: _Asking | None = None
        self._scope: tuple[DocumentRecord, ...] = ()
        self._answers: list[Answer] = []
        composer = conversation.composer
        composer.asked.connect(self.ask)
        composer.stopped.connect(self.stop)
        conversation.retry_wanted.connect(self.ask)
        conversation.copy_wanted.connect(self.copy)
        session.library_opened.connect(self._forget)

    @property
    def answers(self) -> list[Answer]:
        """What was answered since the library was opened, oldest first."""
        return list(self._answers)

    @property
    def busy(self) -> bool:
        """Whether an answer is being worked out."""
        return self._current is not None

    def set_scope(self, documents: Sequence[DocumentRecord]) -> None:
        """Limit the next questions to some documents, none for all."""
        self._scope = tuple(documents)
        if not documents:
            text = ""
        elif len(documents) == 1:
            text = wording.fill(self.tr("Only in: %1"), wording.one_line(documents[0].title, 40))
        else:
            text = wording.fill(self.tr("Only in %1 selected documents"), wording.number(len(documents)))
        self._conversation.composer.set_scope(text)

    def ask(self, question: str) -> None:
        """Ask a question."""
        self._drop()
        turn = self._conversation.add_turn(question)
        name, scope = self._session.library_name, [document.sha256 for document in self._scope]
        task = self._session.jobs.start(
            lambda cancel: self._session.workspace.asking.ask(question, cancel, library=name, documents=scope)
        )
        task.progressed.connect(partial(self._progress, turn))
        task.finished.connect(partial(self._answer, turn))
        task.failed.connect(partial(self._failed, turn))
        task.cancelled.connect(turn.show_stopped)
        task.ended.connect(partial(self._ended, task))
        self._current = _Asking(task, turn)
        self._conversation.composer.set_busy(busy=True)

    def stop(self) -> None:
        """Stop the answer that is being written."""
        if self._current is not None:
            self._current.turn.show_stopping()
            self._conversation.composer.stop.setEnabled(False)
            self._current.task.cancel()

    def copy(self, answer: Answer) -> None:
        """Put an answer with its citations on the clipboard."""
        QGuiApplication.clipboard().setText(copying.answer_as_text(answer))

    def copy_last(self) -> None:
        """Copy the newest answer, if there is one."""
        if self._answers:
            self.copy(self._answers[-1])

    def _progress(self, turn: Turn, step: Progress) -> None:
        match step:
            case EvidenceReady():
                turn.show_evidence(step)
            case PromptRead():
                turn.show_reading(step)
            case TextWritten():
                turn.add_text(step.text)

    def _answer(self, turn: Turn, answer: Answer) -> None:
        turn.show_answer(answer)
        self._answers.append(answer)
        self.answered.emit(answer)

    def _failed(self, turn: Turn, error: Exception) -> None:
        turn.show_error(self._session.door.sentence(error))
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
        self.set_scope(())
        self._answers.clear()
        self._conversation.clear()
