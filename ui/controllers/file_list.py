"""The list of what became of each file of the last adding: shown, and saved to a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from assistant.library.records import AddReport
from ui import wording
from ui.controllers.session import Session, on_success
from ui.views.notice import NoticeStack, Tone


class FileListController(QObject):
    """Keeps the last report of an adding.

    Attributes:
        report: Empty until something was added.
    """

    def __init__(self, session: Session, notices: NoticeStack) -> None:
        super().__init__(session)
        self._session = session
        self._notices = notices
        self.report = AddReport()

    def take(self, report: AddReport) -> None:
        """Keep a report, in place of the one before."""
        self.report = report

    def save(self, path: Path) -> None:
        """Write the list to a `.csv` or `.json` file."""
        report, name, reading = self.report, self._session.library_name, self._session.workspace.reading
        task = self._session.jobs.call(lambda: reading.save_list(report, path, library=name))
        on_success(task, partial(self._saved, path), self._session)

    def _saved(self, path: Path, _result: object) -> None:
        self._notices.say(Tone.GOOD, wording.fill(self.tr("The list of files is saved as %1."), str(path)))
