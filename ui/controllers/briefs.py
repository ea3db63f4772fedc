"""Briefs: a form is filled in the background, its sections appear one by one, and whole ones are kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from assistant.briefs.filled import Brief, SectionFilled
from assistant.briefs.kept import BoardRow
from assistant.briefs.template import Template
from assistant.guard.policy import Feature
from assistant.jobs import Progress
from assistant.library.records import DocumentRecord
from ui import wording
from ui.controllers.policy import hold
from ui.controllers.reviewing import ReviewController
from ui.controllers.session import Session, on_success
from ui.controllers.templates import TemplateController
from ui.jobs import Lane
from ui.newest import Newest
from ui.theme import Theme
from ui.views.brief_desk import BriefDesk
from ui.views.brief_form import Wish
from ui.views.briefs import Briefs
from ui.views.notice import NoticeStack, Tone


class BriefController(QObject):
    """Fills the tab of briefs."""

    shown = Signal()
    """A brief was asked for from elsewhere and stands in view."""
    kept_changed = Signal(object)
    """The kept `Brief`s of the open library, oldest first."""

    def __init__(self, session: Session, tab: Briefs, notices: NoticeStack, theme: Theme) -> None:
        super().__init__(session)
        self._session = session
        self._notices = notices
        self._kept: list[Brief] = []
        self._open: Brief | None = None
        self._wish: Wish | None = None
        self._newest = Newest()
        self.view = BriefDesk(theme)
        self.templates = TemplateController(session, self.view.form, notices)
        self.reviewing = ReviewController(session, self.view.page)
        self.reviewing.changed.connect(self._reviewed)
        hold(session, Feature.EXPORT, self.view.page.export)
        tab.put(self.view)
        self.view.page.opened.connect(tab.opened)
        self._connect()

    def begin(self) -> None:
        """Show the form, with the cursor on its template; a brief that is being filled stays in view."""
        if not self._newest.running:
            self.view.show_all()
            self.view.form.template.setFocus()

    def show_selected(self, documents: Sequence[DocumentRecord]) -> None:
        """Offer the documents that are selected."""
        self.view.form.show_selected(documents)

    def fill(self, wish: Wish) -> None:
        """Fill a template; one brief is filled at a time, what is shown of another gives way."""
        self._drop()
        self._wish, name = wish, self._session.library_name
        title = self._title(wish)
        task = self._session.jobs.start(
            lambda cancel: self._session.workspace.writing.brief(
                wish.template,
                wish.documents,
                cancel,
                library=name,
                symptom=wish.symptom,
                extractive=wish.extractive,
            ),
            lane=Lane.WRITING,
            title=title,
        )
        self._newest.take(task)
        task.progressed.connect(self._progress)
        task.finished.connect(self._filled)
        task.failed.connect(self._failed)
        task.cancelled.connect(self.view.page.show_stopped)
        self.view.page.begin(title)
        self.view.show_page()

    def stop(self) -> None:
        """Stop filling; the sections that are done stay."""
        self._newest.stop()

    def reopen(self, brief: Brief) -> None:
        """Show a kept brief."""
        self._drop()
        self._show(brief)
        self.view.show_page()

    def reopen_row(self, row: BoardRow) -> None:
        """Show the brief that a signal comes from."""
        brief = next((one for one in self._kept if _is_of(one, row)), None)
        if brief is not None:
            self.reopen(brief)
            self.shown.emit()

    def delete(self, brief: Brief) -> None:
        """Delete a brief, and offer to bring it back."""
        name = self._session.library_name
        task = self._session.jobs.call(lambda: self._session.workspace.writing.briefs(name).forget(brief))
        on_success(task, self._deleted, self._session, brief, name)

    def export(self, path: Path) -> None:
        """Write the brief that is shown, in the format that the file's name tells."""
        brief = self._open
        if brief is not None:
            task = self._session.jobs.call(
                lambda: self._session.workspace.writing.export_brief(brief, path), title=self.tr("Export")
            )
            on_success(task, self._exported, self._session, path)

    def choose_export(self) -> None:
        """Let the user choose where the brief is saved, and as what."""
        if self._open is not None:
            kinds = f"{wording.document_kinds()};;{self.tr('Excel (*.xlsx)')};;{self.tr('Table (*.csv)')}"
            name, _kind = QFileDialog.getSaveFileName(self.view, self.tr("Export the brief"), "", kinds)
            if name:
                self.export(Path(name))

    def refresh(self) -> None:
        """Fetch the kept briefs anew."""
        name = self._session.library_name
        task = self._session.jobs.call(lambda: self._session.workspace.writing.briefs(name).all())
        on_success(task, self._fetched, self._session, name)

    def _connect(self) -> None:
        view, page = self.view, self.view.page
        view.form.asked.connect(self.fill)
        view.reopened.connect(self.reopen)
        view.delete_wanted.connect(self.delete)
        page.stop_wanted.connect(self.stop)
        page.again_wanted.connect(lambda: self.fill(self._wish) if self._wish else None)
        page.export_wanted.connect(self.choose_export)
        page.delete_wanted.connect(lambda: self.delete(self._open) if self._open else None)
        self._session.library_opened.connect(self._forget)
        self._session.documents_changed.connect(self._documents_changed)

    def _title(self, wish: Wish) -> str:
        template: Template | None = self.templates.template(wish.template)
        titles = [one.title for one in map(self._session.document, wish.documents) if one is not None]
        named = titles[0] if len(titles) == 1 else wording.documents(len(titles))
        return f"{template.title if template else wish.template}: {wording.one_line(named, 60)}"

    def _progress(self, step: Progress) -> None:
        if isinstance(step, SectionFilled):
            self.view.page.add_section(step.section)
        self.view.page.show_progress(step)

    def _filled(self, brief: Brief) -> None:
        self._show(brief)
        self.refresh()

    def _failed(self, error: Exception) -> None:
        self._session.show_failure(self.view.page.show_problem, error)

    def _show(self, brief: Brief) -> None:
        self._open = brief
        self.view.page.show_brief(brief)

    def _reviewed(self, before: Brief, after: Brief) -> None:
        if self._open is before:
            self._open = after
        self.refresh()

    def _deleted(self, brief: Brief, name: str, _nothing: object) -> None:
        if self._open is brief:
            self._open = None
            self.view.show_all()
        text = wording.fill(self.tr("“%1” was deleted."), wording.one_line(brief.title, 80))
        notice = self._notices.say(Tone.INFO, text)
        notice.add_action(self.tr("Bring it back"), partial(self._bring_back, brief, name))
        self.refresh()

    def _bring_back(self, brief: Brief, name: str) -> None:
        task = self._session.jobs.call(lambda: self._session.workspace.writing.briefs(name).keep(brief))
        on_success(task, lambda _kept: self.refresh(), self._session)

    def _exported(self, path: Path, _nothing: object) -> None:
        self._notices.say(Tone.GOOD, wording.fill(self.tr("The brief was saved as %1."), str(path)))

    def _fetched(self, name: str, briefs: list[Brief]) -> None:
        if name == self._session.library_name:
            self._kept = briefs
            self.view.show_kept(briefs)
            self.kept_changed.emit(briefs)

    def _documents_changed(self, documents: Sequence[DocumentRecord]) -> None:
        self.view.form.show_all(documents)
        known = {document.sha256 for document in documents}
        if any(not known.issuperset(brief.documents) for brief in self._kept):
            self.refresh()

    def _drop(self) -> None:
        self._newest.drop()
        self._open = None

    def _forget(self) -> None:
        self._drop()
        self._wish = None
        self._kept = []
        self.view.form.show_selected(())
        self.view.show_kept([])
        self.view.show_all()
        self.refresh()


def _is_of(brief: Brief, row: BoardRow) -> bool:
    return (brief.template, brief.documents, brief.made) == (row.template, row.documents, row.made)
