"""The proof that the program is offline: tried out at a click, and as a signed report for an officer."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from ui import wording
from ui.controllers.session import Session, on_success
from ui.jobs import Lane
from ui.views.notice import NoticeStack, Tone
from ui.views.proof import ProofView


class ProofController(QObject):
    """Tries to leave the machine in the background and shows what became of it."""

    def __init__(self, session: Session, notices: NoticeStack) -> None:
        super().__init__(session)
        self._session = session
        self._notices = notices

    def show_in(self, view: ProofView) -> None:
        """Fill a view that is open, unless it is closed before."""
        task = self._session.jobs.call(self._session.workspace.proving.trials, lane=Lane.BACKGROUND)
        task.finished.connect(view.show_trials)
        task.failed.connect(lambda error: view.show_problem(self._session.door.sentence(error)))
        task.abandon_at(view.finished)

    def report(self, path: Path) -> None:
        """Make the signed report."""
        task = self._session.jobs.start(
            lambda cancel: self._session.workspace.proving.report(path, cancel),
            lane=Lane.BACKGROUND,
            title=self.tr("Proving that nothing leaves"),
        )
        on_success(task, partial(self._reported, path), self._session)

    def _reported(self, path: Path, proved: bool) -> None:
        text = self.tr("Proved for this run: the signed report is %1, with a PDF beside it.")
        if not proved:
            text = self.tr("Not proved: the report %1 says what was found.")
        self._notices.say(Tone.GOOD if proved else Tone.BAD, wording.fill(text, str(path)))
