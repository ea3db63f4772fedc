"""The ceiling of the open library and the rules of its folders: read and set in the background."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.controllers.session import Session
from ui.jobs import Task
from ui.views.terms import TermsView

if TYPE_CHECKING:  # see ui.controllers.session
    from assistant.library.markings.rules import FolderRule


class TermsController(QObject):
    """Fills a view as long as it is open."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._view: TermsView | None = None

    def show_in(self, view: TermsView) -> None:
        """Fill a view and listen to it until it is closed."""
        self._view = view
        view.finished.connect(self._closed)
        view.ceiling_wanted.connect(self._set_ceiling)
        view.rule_wanted.connect(self._set_rule)
        self._list()

    def choose_folder(self, folder: Path) -> None:
        """Let a rule be set for a folder."""
        if self._view is not None:
            self._view.choose_folder(folder)

    def _list(self, _changed: object = None) -> None:
        name, marking = self._session.library_name, self._session.workspace.marking
        self._call(lambda: (marking.ceiling(name), marking.rules(name))).finished.connect(self._show)

    def _show(self, terms: tuple[str, Sequence[FolderRule]]) -> None:
        if self._view is not None:
            self._view.show_terms(*terms)

    def _set_ceiling(self, marking: str, reason: str) -> None:
        name, workspace = self._session.library_name, self._session.workspace
        self._call(lambda: workspace.marking.set_ceiling(name, marking, reason)).finished.connect(self._list)

    def _set_rule(self, folder: Path, marking: str, reason: str) -> None:
        name, workspace = self._session.library_name, self._session.workspace
        task = self._call(lambda: workspace.marking.set_rule(name, folder, marking, reason))
        task.finished.connect(self._list)
        task.finished.connect(lambda _changes: self._session.refresh())

    def _call(self, function: Callable[[], object]) -> Task:
        task = self._session.jobs.call(function)
        task.failed.connect(self._failed)
        return task

    def _failed(self, error: Exception) -> None:
        if self._view is not None:
            self._view.show_problem(self._session.door.sentence(error))

    def _closed(self) -> None:
        self._view = None
