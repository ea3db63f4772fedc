"""Markings: what the open library's documents are marked, set and confirmed in the background."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from assistant.guard.markings.scheme import Scheme
from assistant.library.records import DocumentRecord
from ui.controllers.session import Session, on_success
from ui.mark_reader import MarkReader
from ui.views.library_panel import LibraryPanel


class MarkingController(QObject):
    """Keeps the window's snapshot of the markings, and marks what is selected."""

    def __init__(self, session: Session, panel: LibraryPanel) -> None:
        super().__init__(session)
        self._session = session
        self._panel = panel
        panel.marking.chosen.connect(self.mark)
        panel.marking.confirmed.connect(self.confirm)
        panel.confirmation_wanted.connect(lambda document: self.confirm([document]))
        panel.proposals.clicked.connect(self.show_proposals)
        session.documents_changed.connect(self._take)
        self.learn()

    def learn(self) -> None:
        """Read the scheme in force."""
        task = self._session.jobs.call(self._session.workspace.marking.scheme)
        on_success(task, self._learned, self._session)

    def mark(self, documents: Sequence[DocumentRecord], marking: str, reason: str) -> None:
        """Mark documents by hand."""
        name, hashes = self._session.library_name, [document.sha256 for document in documents]
        self._change(lambda: self._session.workspace.marking.mark(name, hashes, marking, reason))

    def confirm(self, documents: Sequence[DocumentRecord]) -> None:
        """Confirm the proposed markings of documents."""
        name, hashes = self._session.library_name, [document.sha256 for document in documents]
        self._change(lambda: self._session.workspace.marking.confirm(name, hashes))

    def _change(self, function: Callable[[], object]) -> None:
        task = self._session.jobs.call(function)
        task.finished.connect(self._changed)
        task.failed.connect(self._failed)

    def _changed(self, _changes: object) -> None:
        self._panel.marking.put_away()
        self._session.refresh()

    def _failed(self, error: Exception) -> None:
        self._panel.marking.show_problem(self._session.door.sentence(error))

    def _learned(self, scheme: Scheme) -> None:
        self._session.marks.take_reader(MarkReader(scheme))

    def _take(self, documents: Sequence[DocumentRecord]) -> None:
        self._session.marks.take_documents({document.sha256: document.marking for document in documents})
        self._panel.proposals.show_count(sum(document.marking_proposed for document in documents))

    def show_proposals(self) -> None:
        """Select the documents whose marking is proposed, and ask about it."""
        self._panel.select_all([each.sha256 for each in self._session.documents if each.marking_proposed])
        self._panel.edit_marking()
