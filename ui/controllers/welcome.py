"""The first start: whether this machine is ready, and how to begin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from assistant.guard.policy import Feature
from assistant.library.records import DocumentRecord
from ui.controllers.session import Session, on_success
from ui.jobs import Lane
from ui.theme import Theme
from ui.views.check_list import CheckList

if TYPE_CHECKING:  # see ui.controllers.session
    from assistant.workspace.checkup import Check


class WelcomeController(QObject):
    """Looks at the machine once while a library is empty, and again when asked.

    Attributes:
        checks: Shown where a library is empty.
        looked: Whether something was found yet.
    """

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session)
        self._session = session
        self.checks = CheckList(theme)
        self.looked = False
        if not session.workspace.policy.allows(Feature.MODEL_IMPORT):
            self.checks.importing = Feature.MODEL_IMPORT.sentence
        self.checks.again_wanted.connect(self.look)
        session.documents_changed.connect(self._documents_changed)

    def look(self) -> None:
        """Look at the machine in the background."""
        task = self._session.jobs.call(self._session.workspace.checkup, lane=Lane.BACKGROUND)
        on_success(task, self._show, self._session)

    def _show(self, checks: Sequence[Check]) -> None:
        self.looked = True
        self.checks.show_checks(checks)
        self.checks.setVisible(not self._session.documents)

    def _documents_changed(self, documents: Sequence[DocumentRecord]) -> None:
        if not documents and not self.looked:
            self.look()
