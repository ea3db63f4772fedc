"""Which library is open, what it holds, and taking documents out of it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from assistant.library.records import DocumentRecord
from ui import wording
from ui.controllers.session import Session, on_success
from ui.libraries import FIRST_LIBRARY
from ui.views.library_panel import LibraryPanel
from ui.views.notice import NoticeStack, Tone
from ui.views.status_line import StatusLine


class LibraryController(QObject):
    """Fills the left side."""

    def __init__(self, session: Session, panel: LibraryPanel, notices: NoticeStack, status: StatusLine) -> None:
        super().__init__(session)
        self._session = session
        self._panel = panel
        self._notices = notices
        self._status = status
        panel.chooser.chosen.connect(self._choose)
        panel.chooser.created.connect(self.create)
        panel.removal_wanted.connect(self.ask_removal)
        session.documents_changed.connect(self._show)
        session.library_opened.connect(self._opened)

    def start(self, name: str) -> None:
        """Open a library, made if there is none of that name; the first one makes itself."""
        if name == FIRST_LIBRARY:
            self._session.open(name)
            return
        task = self._session.jobs.call(self._names)
        on_success(task, self._open_or_create, self._session, name)

    def create(self, name: str) -> None:
        """Create a library and open it."""
        task = self._session.jobs.call(lambda: self._session.workspace.libraries.create(name))
        on_success(task, lambda _made: self._session.open(name), self._session)

    def ask_removal(self, document: DocumentRecord) -> None:
        """Ask inside the window before a document is removed."""
        text = self.tr("Remove “%1” from this library? The file itself stays where it is.")
        notice = self._notices.say(Tone.WARN, wording.fill(text, document.title))
        notice.add_action(self.tr("Remove"), partial(self.remove, document), primary=True)
        notice.add_action(self.tr("Keep"), lambda: None)

    def remove(self, document: DocumentRecord) -> None:
        """Remove a document."""
        task = self._session.with_library(lambda library: library.remove(document.sha256))
        on_success(task, lambda _gone: self._session.refresh(), self._session)

    def _names(self) -> list[str]:
        return [each.name for each in self._session.workspace.libraries.list()]

    def _open_or_create(self, name: str, names: list[str]) -> None:
        if name in names:
            self._session.open(name)
        else:
            self.create(name)

    def _choose(self, name: str) -> None:
        if name != self._session.library_name:
            self._session.open(name)

    def _opened(self, name: str) -> None:
        self._panel.show_documents([])
        self._panel.chooser.show_libraries([name], name)
        task = self._session.jobs.call(self._names)
        on_success(task, self._show_libraries, self._session, name)

    def _show_libraries(self, current: str, names: list[str]) -> None:
        if current == self._session.library_name:
            self._panel.chooser.show_libraries(sorted({*names, current}), current)

    def _show(self, documents: list[DocumentRecord]) -> None:
        self._panel.show_documents(documents)
        self._status.show_library(len(documents), sum(document.pages for document in documents))
