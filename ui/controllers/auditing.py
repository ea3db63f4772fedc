"""The log of the open library: read, checked and exported in the background."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui import wording
from ui.controllers.session import Session
from ui.jobs import Task
from ui.models.audit import AuditLine, lines_of
from ui.views.audit import AuditView
from ui.views.notice import NoticeStack, Tone

if TYPE_CHECKING:  # see ui.controllers.session
    from assistant.library.audit.verifying import Verdict


class AuditController(QObject):
    """Fills a view as long as it is open; it closes with the library whose log it shows."""

    def __init__(self, session: Session, notices: NoticeStack) -> None:
        super().__init__(session)
        self._session = session
        self._notices = notices
        self._view: AuditView | None = None
        self._tasks: list[Task] = []
        session.library_opened.connect(self._leave)
        session.locked.connect(self._leave)

    def show_in(self, view: AuditView) -> None:
        """Fill a view and listen to it until it is closed."""
        self._view = view
        view.finished.connect(self._closed)
        view.check_wanted.connect(self._check)
        view.stop_wanted.connect(self._stop)
        self._read()

    def export(self, path: Path) -> None:
        """Write the log to a `.csv` or `.json` file; that goes on where the view is closed meanwhile."""
        name, auditing = self._session.library_name, self._session.workspace.auditing
        self._listen(
            self._session.jobs.call(lambda: auditing.export(path, library=name)), partial(self._exported, path)
        )

    def _read(self) -> None:
        name, auditing = self._session.library_name, self._session.workspace.auditing
        names = {each.sha256: wording.file_name(each.path) for each in self._session.documents}
        self._call(lambda: lines_of(auditing.entries(name), names), self._show)

    def _check(self) -> None:
        name, auditing = self._session.library_name, self._session.workspace.auditing
        task = self._session.jobs.start(lambda cancel: auditing.verify(cancel, library=name))
        task.cancelled.connect(self._stopped)
        self._follow(task, self._judged)

    def _stop(self) -> None:
        for task in self._tasks:
            task.cancel()

    def _stopped(self) -> None:
        if self._view is not None:
            self._view.say(self.tr("The check was stopped: it has shown nothing."))

    def _call(self, function: Callable[[], object], done: Callable[..., object]) -> None:
        self._follow(self._session.jobs.call(function), done)

    def _follow(self, task: Task, done: Callable[..., object]) -> None:
        """Do something for the view that is open; it is dropped when that closes."""
        self._tasks.append(task)
        task.ended.connect(partial(self._tasks.remove, task))
        self._listen(task, done)

    def _listen(self, task: Task, done: Callable[..., object]) -> None:
        task.finished.connect(done)
        task.failed.connect(self._failed)

    def _show(self, lines: Sequence[AuditLine]) -> None:
        if self._view is not None:
            self._view.show_lines(lines)

    def _judged(self, verdict: Verdict) -> None:
        if self._view is not None:
            self._view.show_verdict(verdict)

    def _exported(self, path: Path, _result: object) -> None:
        said = wording.fill(self.tr("The log is saved as %1."), str(path))
        if self._view is None:
            self._notices.say(Tone.GOOD, said)
        else:
            self._view.say(said)
            self._read()

    def _failed(self, error: Exception) -> None:
        if self._view is None:
            self._session.report(error)
        else:
            self._view.say(self._session.door.sentence(error))

    def _leave(self, _library: str) -> None:
        if self._view is not None:
            self._view.reject()

    def _closed(self) -> None:
        self._view = None
        for task in self._tasks:
            task.abandon()
