"""The status line's facts, fetched in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from assistant.answers.model import Answer
from assistant.errors import WorldError
from ui.controllers.session import Session
from ui.jobs import Lane
from ui.views.status_line import StatusLine

if TYPE_CHECKING:  # see ui.controllers.session
    from assistant.engine.engine import EngineStatus


class StatusController(QObject):
    """Asks the engine how it is: at the start and after each answer."""

    def __init__(self, session: Session, line: StatusLine) -> None:
        super().__init__(session)
        self._session = session
        self._line = line

    def refresh(self) -> None:
        """Fetch the engine's state."""
        task = self._session.jobs.call(self._look, lane=Lane.BACKGROUND)
        task.finished.connect(self._show)
        task.failed.connect(lambda error: self._line.show_problem(self._session.door.sentence(error)))

    def note_answer(self, answer: Answer) -> None:
        """Show how the engine is after an answer."""
        if answer.model:
            self.refresh()

    def _look(self) -> tuple[EngineStatus, str]:
        """Return the engine's state and the name of the model in use, "" where there is none; starts nothing."""
        engine = self._session.workspace.engine
        try:
            return engine.status(), engine.model().name
        except WorldError:
            return engine.status(), ""

    def _show(self, state: tuple[EngineStatus, str]) -> None:
        status, model = state
        self._line.show_model(model)
        if status.program:
            self._line.show_engine(private=status.private, sentence=status.sentence)
        else:
            self._line.show_problem(status.sentence)
