"""Saving conversations as documents for others."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton, QFileDialog

from assistant.guard.policy import Feature
from ui import wording
from ui.controllers.policy import hold
from ui.controllers.session import Session, on_success
from ui.controllers.talks import Talks
from ui.views.notice import NoticeStack, Tone


class ExportController(QObject):
    """Writes conversations that are kept with the library, with their citations and markings."""

    def __init__(self, session: Session, talks: Talks, notices: NoticeStack) -> None:
        super().__init__(session)
        self._session = session
        self._talks = talks
        self._notices = notices

    def export(self, path: Path) -> None:
        """Write the open conversation, in the format that the file's name tells."""
        if not self._talks.answers:
            self._notices.say(Tone.INFO, self.tr("There is nothing to export yet: ask a question first."))
            return
        self.export_kept(self._talks.title, path)

    def export_kept(self, title: str, path: Path) -> None:
        """Write a conversation that is kept."""
        writing, name = self._session.workspace.writing, self._session.library_name
        task = self._session.jobs.call(lambda: writing.export(title, path, library=name), title=self.tr("Export"))
        on_success(task, partial(self._written, path), self._session)

    def hold(self, control: QAbstractButton) -> None:
        """Turn a control off where the administrator lets nothing be exported."""
        hold(self._session, Feature.EXPORT, control)

    def choose_and_export(self, title: str) -> None:
        """Let the user choose where a conversation is saved, and as what."""
        title_of_dialog = self.tr("Export the conversation")
        name, _kind = QFileDialog.getSaveFileName(None, title_of_dialog, "", wording.document_kinds())
        if name:
            self.export_kept(title, Path(name))

    def _written(self, path: Path, _nothing: object) -> None:
        self._notices.say(Tone.GOOD, wording.fill(self.tr("The conversation was saved as %1."), str(path)))
