"""Tags and notes: written in the background, seen at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from assistant.library.records import DocumentRecord
from ui.controllers.pages import PageController
from ui.controllers.session import Session, on_success
from ui.jobs import Task
from ui.newest import Newest
from ui.spots import Spot
from ui.views.library_panel import LibraryPanel
from ui.views.notes import NotesView
from ui.views.notice import NoticeStack, Tone

if TYPE_CHECKING:  # see ui.controllers.session
    from assistant.library.labels import Note
    from assistant.library.library import Library


class TagController(QObject):
    """Gives tags to documents and takes them away."""

    def __init__(self, session: Session, panel: LibraryPanel) -> None:
        super().__init__(session)
        self._session = session
        panel.tags.chosen.connect(self.change)

    def change(self, documents: Sequence[DocumentRecord], new: Sequence[str], gone: Sequence[str]) -> None:
        """Give documents some tags and take others from them."""
        hashes = [document.sha256 for document in documents]

        def write(library: Library) -> None:
            for tag in gone:
                library.labels.untag(hashes, tag)
            for tag in new:
                library.labels.tag(hashes, tag)

        task = self._session.with_library(write)
        task.failed.connect(self._session.report)
        task.ended.connect(self._session.refresh)


class NotesController(QObject):
    """Shows the notes of the document that is open, and writes what is typed."""

    def __init__(self, session: Session, view: NotesView, pages: PageController, notices: NoticeStack) -> None:
        super().__init__(session)
        self._session = session
        self._view = view
        self._pages = pages
        self._notices = notices
        self._shown = ""
        self._newest = Newest()
        pages.page_shown.connect(self._seen)
        view.page_chosen.connect(self._open)
        view.written.connect(self._write)
        view.removal_wanted.connect(self._remove)
        session.library_opened.connect(self._forget)

    def _seen(self, spot: Spot) -> None:
        if spot.document != self._shown:
            self._forget()
            self._shown = spot.document
            self._fetch()

    def _fetch(self) -> None:
        self._newest.drop()
        shown = self._shown
        if not shown:
            return
        task = self._session.with_library(lambda library: library.labels.notes(shown))
        on_success(self._newest.take(task), self._view.show_notes, self._session)

    def _open(self, page: int) -> None:
        self._pages.open(Spot(self._shown, page))

    def _write(self, number: int, text: str) -> None:
        spot = self._pages.spot
        if number:
            self._change(lambda library: library.labels.rewrite(number, text))
        elif spot is not None:
            self._change(lambda library: library.labels.write(spot.document, text, spot.page))

    def _remove(self, note: Note) -> None:
        task = self._change(lambda library: library.labels.erase(note.number))
        task.finished.connect(partial(self._offer_undo, note))

    def _offer_undo(self, note: Note, _nothing: object) -> None:
        notice = self._notices.say(Tone.INFO, self.tr("The note was removed."))
        notice.add_action(self.tr("Undo"), partial(self._write_again, note))

    def _write_again(self, note: Note) -> None:
        self._change(lambda library: library.labels.write(note.document, note.text, note.page))

    def _change(self, function: Callable[[Library], object]) -> Task:
        task = self._session.with_library(function)
        on_success(task, self._changed, self._session)
        return task

    def _changed(self, _nothing: object) -> None:
        self._fetch()
        self._session.refresh()

    def _forget(self) -> None:
        self._newest.drop()
        self._shown = ""
        self._view.clear()
