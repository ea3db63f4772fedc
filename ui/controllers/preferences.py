"""Settings that the core keeps: read and written in the background."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from ui import wording
from ui.controllers.session import Session
from ui.jobs import Lane, Task
from ui.views.preferences import Preferences

Engine = tuple[list[str], str, int, bool]
"""The models' names, the one in use, the context in tokens, and whether unsupported sentences are shown, marked."""


class PreferencesController(QObject):
    """Fills the settings and does what is chosen there."""

    model_changed = Signal()
    """Another model is in use."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._view: Preferences | None = None

    def show_in(self, view: Preferences) -> None:
        """Fill a settings window and listen to it until it is closed."""
        self._view = view
        view.finished.connect(self._closed)
        view.model_chosen.connect(self._use)
        view.context_chosen.connect(self._hold)
        view.marking_chosen.connect(self._mark)
        self._call(self._look).finished.connect(self._show)

    def _look(self) -> Engine:
        """Find out what is set; starts nothing."""
        workspace = self._session.workspace
        names = [model.name for model in workspace.engine.models()]
        current = workspace.settings.current
        return names, workspace.engine.model().name if names else "", current.context, current.unsupported == "mark"

    def _show(self, engine: Engine) -> None:
        if self._view is not None:
            names, in_use, context, marked = engine
            self._view.show_engine(names, in_use, context)
            self._view.show_marking(marked=marked)

    def _use(self, name: str) -> None:
        task = self._call(lambda: self._session.workspace.engine.use(name))
        task.finished.connect(partial(self._used, name))

    def _used(self, name: str, _nothing: object) -> None:
        self._say(wording.fill(self.tr("%1 answers from now on."), name))
        self.model_changed.emit()

    def _hold(self, tokens: int) -> None:
        self._call(lambda: self._session.workspace.settings.change(context=tokens))

    def _mark(self, marked: bool) -> None:
        self._call(lambda: self._session.workspace.settings.change(unsupported="mark" if marked else "drop"))

    def _call(self, function: Callable[[], object]) -> Task:
        task = self._session.jobs.call(function, lane=Lane.BACKGROUND)
        task.failed.connect(lambda error: self._say(self._session.door.sentence(error)))
        return task

    def _say(self, sentence: str) -> None:
        if self._view is not None:
            self._view.show_remark(sentence)

    def _closed(self) -> None:
        self._view = None
