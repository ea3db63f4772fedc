"""Taking documents out of a library: asked for first, seen at once, and undone for a while."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from assistant.library.records import DocumentRecord
from ui import wording
from ui.controllers.session import Session
from ui.views.notice import Notice, NoticeStack, Tone

UNDO_MS = 10_000
"""How long a removal can be undone, in milliseconds."""


@dataclass(eq=False)
class _Pending:
    """Documents that are no longer shown and are not yet gone."""

    library: str
    documents: tuple[DocumentRecord, ...]
    notice: Notice
    timer: QTimer
    begun: bool = False


class RemovalController(QObject):
    """Hides documents first; they leave the disk when the message with the way back has gone."""

    changed = Signal()
    """Other documents are hidden than before."""

    def __init__(self, session: Session, notices: NoticeStack) -> None:
        super().__init__(session)
        self._session = session
        self._notices = notices
        self._pending: list[_Pending] = []

    @property
    def hidden(self) -> set[str]:
        """SHA-256 of the documents of the open library that are not to be shown."""
        ours = (each for each in self._pending if each.library == self._session.library_name)
        return {document.sha256 for each in ours for document in each.documents}

    def ask(self, documents: Sequence[DocumentRecord]) -> None:
        """Ask inside the window before documents are removed."""
        if not documents:
            return
        text = self.tr("Remove %1 from this library, with the answers and briefs that quote it? Your file stays.")
        if len(documents) > 1:
            text = self.tr("Remove %1 from this library, with the answers and briefs that quote them? Your files stay.")
        notice = self._notices.say(Tone.WARN, wording.fill(text, _named(documents)))
        notice.add_action(self.tr("Remove"), partial(self.remove, tuple(documents)), primary=True)
        notice.add_action(self.tr("Keep"), lambda: None)

    def remove(self, documents: tuple[DocumentRecord, ...]) -> None:
        """Hide documents and remove them a while later, unless that is undone."""
        notice = self._notices.say(Tone.INFO, wording.fill(self.tr("%1 was removed."), _named(documents)))
        timer = QTimer(self, singleShot=True, interval=UNDO_MS)
        pending = _Pending(self._session.library_name, documents, notice, timer)
        self._pending.append(pending)
        notice.add_action(self.tr("Undo"), partial(self._undo, pending))
        notice.dismissed.connect(partial(QTimer.singleShot, 0, self, partial(self._carry_out, pending)))
        timer.timeout.connect(notice.dismiss)
        timer.start()
        self.changed.emit()

    def flush(self) -> None:
        """Carry out what is pending now, as before the window closes."""
        for pending in list(self._pending):
            self._carry_out(pending)

    def _undo(self, pending: _Pending) -> None:
        if not pending.begun:
            self._settle(pending)
            self.changed.emit()

    def _carry_out(self, pending: _Pending) -> None:
        if pending.begun or pending not in self._pending:
            return
        pending.begun = True
        hashes, workspace = [document.sha256 for document in pending.documents], self._session.workspace
        task = self._session.jobs.call(lambda: [workspace.library(pending.library).remove(each) for each in hashes])
        task.failed.connect(self._session.report)
        task.ended.connect(partial(self._settle, pending))
        task.ended.connect(self._session.refresh)

    def _settle(self, pending: _Pending) -> None:
        pending.timer.stop()
        pending.timer.deleteLater()
        self._pending.remove(pending)


def _named(documents: Sequence[DocumentRecord]) -> str:
    if len(documents) == 1:
        return f"“{wording.one_line(documents[0].title, 80)}”"
    return wording.documents(len(documents))
