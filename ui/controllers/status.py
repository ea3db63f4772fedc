"""The status line's facts, fetched in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from assistant.answers.model import Answer
from assistant.errors import WorldError
from ui.controllers.session import Session
from ui.jobs import Lane, Task
from ui.views.status_line import StatusLine

if TYPE_CHECKING:  # see ui.controllers.session
    from assistant.engine.engine import EngineStatus


class StatusController(QObject):
    """Asks the engine how it is: at the start, after each answer, and as documents come."""

    def __init__(self, session: Session, line: StatusLine) -> None:
        super().__init__(session)
        self._session = session
        self._line = line
        session.jobs.started.connect(self._count)
        session.documents_changed.connect(lambda _documents: self.refresh())

    def _count(self, task: Task) -> None:
        """Show how many tasks go on that have a name, now and when this one has ended."""
        if task.title:
            task.ended.connect(self._show_count, Qt.ConnectionType.QueuedConnection)
            self._show_count()

    def _show_count(self) -> None:
        self._line.show_queue(sum(bool(task.title) for task in self._session.jobs.running))

    def refresh(self) -> None:
        """Fetch the engine's state."""
        task = self._session.jobs.call(self._look, lane=Lane.BACKGROUND)
        task.finished.connect(self._show)
        task.failed.connect(lambda error: self._line.show_problem(self._session.door.sentence(error)))

    def note_answer(self, answer: Answer) -> None:
        """Show how the engine is after an answer."""
        if answer.model:
            self.refresh()

    def _look(self) -> tuple[EngineStatus, str, int]:
        """Return the engine's state, the name of the model in use ("" for none) and the memory; starts nothing."""
        workspace = self._session.workspace
        try:
            model = workspace.engine.model().name
        except WorldError:
            model = ""
        return workspace.engine.status(), model, workspace.memory()

    def _show(self, state: tuple[EngineStatus, str, int]) -> None:
        status, model, memory = state
        self._line.show_model(model)
        self._line.show_memory(memory)
        if status.program:
            self._line.show_engine(private=status.private, sentence=status.sentence)
        else:
            self._line.show_problem(status.sentence)
