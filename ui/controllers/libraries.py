"""Which library is open, and what it holds."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from assistant.library.records import DocumentRecord
from ui.controllers.removal import RemovalController
from ui.controllers.session import Session, on_success
from ui.libraries import FIRST_LIBRARY
from ui.models.arranging import Tree
from ui.newest import Newest
from ui.views.library_panel import LibraryPanel
from ui.views.notice import NoticeStack
from ui.views.status_line import StatusLine

ARRANGED_AT_ONCE = 500
"""Up to so many documents are sorted without a job."""


class LibraryController(QObject):
    """Fills the left side.

    Attributes:
        removal: What takes documents out.
    """

    def __init__(self, session: Session, panel: LibraryPanel, notices: NoticeStack, status: StatusLine) -> None:
        super().__init__(session)
        self._session = session
        self._panel = panel
        self._status = status
        self._arranging = Newest()
        panel.chooser.chosen.connect(self._choose)
        panel.chooser.created.connect(self.create)
        self.removal = RemovalController(session, notices)
        panel.removal_wanted.connect(lambda document: self.removal.ask([document]))
        self.removal.changed.connect(lambda: self._show(session.documents))
        session.documents_changed.connect(self._show)
        session.brought_up.connect(status.show_bringing_up)
        session.locked.connect(self._locked)
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

    def _sealed_by_name(self) -> dict[str, bool]:
        return {each.name: each.sealed for each in self._session.workspace.libraries.list()}

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

    def _locked(self) -> None:
        self._panel.show_locked(locked=True)
        self._status.show_nothing()

    def _opened(self, name: str) -> None:
        self._arranging.drop()
        self._panel.show_locked(locked=False)
        self._panel.show_documents([])
        self._panel.chooser.show_libraries([name], name)
        task = self._session.jobs.call(self._sealed_by_name)
        on_success(task, self._show_libraries, self._session, name)

    def _show_libraries(self, current: str, known: dict[str, bool]) -> None:
        if current == self._session.library_name:
            self._panel.chooser.show_libraries(sorted({*known, current}), current, sealed=known.get(current, False))

    def _show(self, documents: list[DocumentRecord]) -> None:
        """Show documents, but for those whose removal can still be undone; many are sorted in the background."""
        hidden = self.removal.hidden
        shown = [document for document in documents if document.sha256 not in hidden]
        self._arranging.drop()
        if len(shown) <= ARRANGED_AT_ONCE:
            self._show_arranged(shown, None)
            return
        task = self._session.jobs.call(partial(self._panel.model.arranged, shown))
        on_success(self._arranging.take(task), self._show_arranged, self._session, shown)

    def _show_arranged(self, documents: list[DocumentRecord], tree: Tree | None) -> None:
        self._panel.show_documents(documents, tree)
        self._status.show_library(len(documents), sum(document.pages for document in documents))
