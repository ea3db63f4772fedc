"""The board of signals, read anew whenever the kept briefs change."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from assistant.briefs.kept import BoardRow
from assistant.guard.policy import Feature
from ui import wording
from ui.controllers.policy import hold
from ui.controllers.session import Session, on_success
from ui.theme import Theme
from ui.views.briefs import Signals
from ui.views.notice import NoticeStack, Tone
from ui.views.signals import SignalBoard


class SignalController(QObject):
    """Fills the tab of signals."""

    brief_wanted = Signal(object)
    """The `BoardRow` whose brief is to be shown."""

    def __init__(self, session: Session, tab: Signals, notices: NoticeStack, theme: Theme) -> None:
        super().__init__(session)
        self._session = session
        self._notices = notices
        self.view = SignalBoard(theme)
        hold(session, Feature.EXPORT, self.view.export)
        tab.put(self.view)
        self.view.opened.connect(tab.opened)
        self.view.brief_wanted.connect(self.brief_wanted)
        self.view.export_wanted.connect(self.choose_export)

    def refresh(self) -> None:
        """Fetch the signals anew."""
        name = self._session.library_name
        task = self._session.jobs.call(lambda: self._session.workspace.writing.briefs(name).board())
        on_success(task, self._fetched, self._session, name)

    def export(self, path: Path) -> None:
        """Write the rows that are shown, in the order they are shown in, as comma-separated values."""
        rows, name = self.view.sieve.shown(), self._session.library_name
        writing = self._session.workspace.writing
        task = self._session.jobs.call(lambda: writing.export_board(rows, path, library=name))
        on_success(task, self._exported, self._session, path)

    def choose_export(self) -> None:
        """Let the user choose where the rows are saved."""
        kinds = self.tr("Table (*.csv)")
        name, _kind = QFileDialog.getSaveFileName(self.view, self.tr("Export the rows as CSV"), "signals.csv", kinds)
        if name:
            self.export(Path(name))

    def _fetched(self, name: str, rows: list[BoardRow]) -> None:
        if name == self._session.library_name:
            self.view.show_rows(rows)

    def _exported(self, path: Path, _nothing: object) -> None:
        self._notices.say(Tone.GOOD, wording.fill(self.tr("The signals were saved as %1."), str(path)))
