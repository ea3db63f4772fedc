"""Searching as one types: a moment after the last key, in the background; only the newest search is shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer

from assistant.library.records import DocumentRecord
from assistant.search.evidence import Found
from ui.controllers.scope import ScopeController
from ui.controllers.session import Session, on_success
from ui.jobs import Lane
from ui.newest import Newest
from ui.views.search import Search

PAUSE_MS = 180
"""How long nothing must be typed before there is a search."""
LIMIT = 20


class SearchController(QObject):
    """Fills the search tab."""

    def __init__(self, session: Session, view: Search) -> None:
        super().__init__(session)
        self._session = session
        self._view = view
        self.scope = ScopeController(session, view.limits)
        self._words = ""
        self._without: frozenset[str] = frozenset()
        self._newest = Newest()
        self._further = Newest()
        self._found_last: Found | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._search)
        view.typed.connect(self._typed)
        view.taken_back.connect(self._take_back)
        view.further_wanted.connect(self._look_further)
        self.scope.changed.connect(self._again)
        session.library_opened.connect(self._forget)

    def set_scope(self, documents: Sequence[DocumentRecord]) -> None:
        """Limit the search to some documents, none for all."""
        self.scope.choose(documents)

    def _again(self) -> None:
        if self._words:
            self._pause.start()

    def _typed(self, words: str) -> None:
        self._words, self._without = words, frozenset()
        if words:
            self._pause.start()
            return
        self._drop()
        self._view.clear()

    def _take_back(self, kind: str) -> None:
        """Search for the same words without a kind of limit that they set; other words may set it again."""
        self._without |= {kind}
        self._search()

    def _search(self) -> None:
        self._drop()
        search, name = self._session.workspace.asking.search, self._session.library_name
        scope, without = self.scope.scope, self._without
        task = self._session.jobs.call(
            partial(search, self._words, library=name, limit=LIMIT, scope=scope, without=without)
        )
        self._newest.take(task)
        task.finished.connect(self._found)
        task.failed.connect(partial(self._session.show_failure, self._view.show_problem))

    def _found(self, found: Found) -> None:
        self._found_last = found
        self._view.show_found(found)

    def _look_further(self) -> None:
        """Add what other wordings find, unless other words are searched for before."""
        found, name, scope = self._found_last, self._session.library_name, self.scope.scope
        if found is None:
            return
        further = self._session.workspace.asking.search_further
        task = self._session.jobs.start(
            lambda cancel: further(found, cancel, library=name, scope=scope),
            lane=Lane.WRITING,
            title=self.tr("Looking in other words"),
        )
        on_success(self._further.take(task), self._view.show_further, self._session)

    def _drop(self) -> None:
        self._pause.stop()
        self._further.drop()
        self._newest.drop()

    def _forget(self) -> None:
        self._drop()
        self._view.field.clear()
        self._view.field.setEnabled(True)
