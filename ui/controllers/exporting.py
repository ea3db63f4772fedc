"""Saving the conversation as a document for others."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from ui import wording
from ui.controllers.asking import AskController
from ui.controllers.session import Session, on_success
from ui.views.notice import NoticeStack, Tone


class ExportController(QObject):
    """Writes what was asked and answered since the library was opened."""

    def __init__(self, session: Session, asking: AskController, notices: NoticeStack) -> None:
        super().__init__(session)
        self._session = session
        self._asking = asking
        self._notices = notices

    def export(self, path: Path) -> None:
        """Write the conversation, in the format that the file's name tells."""
        answers, name = self._asking.answers, self._session.library_name
        if not answers:
            self._notices.say(Tone.INFO, self.tr("There is nothing to export yet: ask a question first."))
            return
        task = self._session.jobs.call(
            lambda: self._session.workspace.writing.export_answers(answers, path, library=name), title=self.tr("Export")
        )
        on_success(task, partial(self._written, path), self._session)

    def _written(self, path: Path, _nothing: object) -> None:
        self._notices.say(Tone.GOOD, wording.fill(self.tr("The conversation was saved as %1."), str(path)))
