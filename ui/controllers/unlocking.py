"""Locked documents of the library: their password is asked for once, so that their pages can be drawn."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from assistant.library.records import DocumentRecord
from ui import wording
from ui.controllers.pages import PageController
from ui.controllers.session import Session
from ui.jobs import Lane
from ui.views.notice import NoticeStack
from ui.views.password import ask_password


class UnlockController(QObject):
    """Asks once for each document in a session, and again after a wrong password."""

    def __init__(self, session: Session, pages: PageController, notices: NoticeStack) -> None:
        super().__init__(session)
        self._session = session
        self._pages = pages
        self._notices = notices
        self._asked: set[str] = set()
        pages.locked.connect(self._ask_once)

    def _ask_once(self, document: DocumentRecord, sentence: str) -> None:
        if document.sha256 not in self._asked:
            self._asked.add(document.sha256)
            self._ask(document, sentence)

    def _ask(self, document: DocumentRecord, sentence: str) -> None:
        name = wording.file_name(document.path)
        ask_password(self._notices, name, sentence, partial(self._unlock, document))

    def _unlock(self, document: DocumentRecord, password: str, remember: bool) -> None:
        library, reading = self._session.library_name, self._session.workspace.reading
        task = self._session.jobs.call(
            lambda: reading.unlock(document.sha256, password, remember=remember, library=library), lane=Lane.PICTURES
        )
        task.finished.connect(partial(self._opened, document))
        task.failed.connect(partial(self._failed, document))

    def _opened(self, document: DocumentRecord, _record: object) -> None:
        spot = self._pages.spot
        if spot is not None and spot.document == document.sha256:
            self._pages.open(spot)

    def _failed(self, document: DocumentRecord, error: Exception) -> None:
        if self._session.door.code(error) == "password-wrong":
            self._ask(document, self._session.door.sentence(error))
            return
        self._session.report(error)
        self._opened(document, None)  # a key store that takes nothing keeps no page from being drawn
