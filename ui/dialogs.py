"""Every dialog that the window opens, and every choice of a file or folder."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from ui import wording
from ui.about import About
from ui.jobs import Task
from ui.views.audit import AuditView
from ui.views.command_palette import CommandPalette, actions_of
from ui.views.file_list import FileListView
from ui.views.followed import FollowedView
from ui.views.preferences import Preferences
from ui.views.proof import ProofView
from ui.views.reports import ReportsView
from ui.views.self_test import SelfTestView
from ui.views.terms import TermsView

if TYPE_CHECKING:  # the window makes this
    from ui.main_window import MainWindow


class Dialogs(QObject):
    """Opens dialogs over the window and hands what is chosen there to whoever does it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def choose_files(self) -> None:
        """Let the user choose files to add."""
        names, _kind = QFileDialog.getOpenFileNames(self._window, self.tr("Add files"))
        self._window.add_paths([Path(name) for name in names])

    def choose_folder(self) -> None:
        """Let the user choose a folder to add."""
        name = QFileDialog.getExistingDirectory(self._window, self.tr("Add a folder"))
        if name:
            self._window.add_paths([Path(name)])

    def choose_model(self) -> None:
        """Let the user choose a model file to import."""
        kinds = f"{self.tr('Models')} (*.gguf)"
        name, _kind = QFileDialog.getOpenFileName(self._window, self.tr("Import a model"), "", kinds)
        if name:
            self._window.add_paths([Path(name)])

    def choose_export(self) -> None:
        """Let the user choose where the conversation is saved, and as what."""
        path = self._place_for(self.tr("Export the conversation"), "", wording.document_kinds())
        if path is not None:
            self._window.with_desk(lambda desk: desk.exporting.export(path))

    def choose_followed(self) -> None:
        """Let the user choose a folder that the open library follows from now on."""
        name = QFileDialog.getExistingDirectory(self._window, self.tr("Follow a folder"))
        if name:
            self._window.with_desk(lambda desk: desk.following.follow(Path(name)))

    def choose_list(self) -> None:
        """Let the user choose where the list of files is saved, and as what."""
        kinds = f"{self.tr('Table')} (*.csv);;JSON (*.json)"
        path = self._place_for(self.tr("Save the list of files"), "files.csv", kinds)
        if path is not None:
            self._window.with_desk(lambda desk: desk.files.save(path))

    def choose_report(self) -> None:
        """Let the user choose where the signed report on the network is written."""
        kinds = f"{self.tr('Report')} (*.json)"
        path = self._place_for(self.tr("Make a signed report"), "offline-report.json", kinds)
        if path is not None:
            self._window.with_desk(lambda desk: desk.proving.report(path))

    def show_commands(self) -> None:
        """Let an action be chosen by typing."""
        CommandPalette(actions_of(self._window.menuBar()), self._window).open()

    def show_recent(self) -> None:
        """Let a document that was looked at lately be chosen by typing."""
        desk = self._window.desk
        if desk is not None:
            opened = [(each.title, partial(desk.pages.open_document, each)) for each in desk.recent.documents()]
            actions = [_action(title, run, self._window) for title, run in opened]
            CommandPalette(actions, self._window, self.tr("Recent documents")).open()

    def show_settings(self) -> None:
        """Show the settings."""
        window = self._window
        view = Preferences(window.theme, window.language, window)
        view.look_chosen.connect(window.set_look)
        view.language_chosen.connect(partial(self._choose_language, view))
        view.model_wanted.connect(self.choose_model)
        view.reports_wanted.connect(self.show_reports)
        window.with_desk(lambda desk: desk.preferences.show_in(view))
        view.open()

    def show_followed(self) -> None:
        """Show the folders that the open library follows."""
        view = FollowedView(self._window)
        view.folder_wanted.connect(self.choose_followed)
        self._window.with_desk(lambda desk: desk.following.show_in(view))
        view.open()

    def show_terms(self) -> None:
        """Show what the open library keeps at the most, and the folders whose documents are marked."""
        view = TermsView(self._window.theme, self._window)
        view.folder_wanted.connect(self.choose_marked)
        self._window.with_desk(lambda desk: desk.terms.show_in(view))
        view.open()

    def choose_marked(self) -> None:
        """Let the user choose a folder whose documents are marked as they come in."""
        name = QFileDialog.getExistingDirectory(self._window, self.tr("Mark what comes from a folder"))
        if name:
            self._window.with_desk(lambda desk: desk.terms.choose_folder(Path(name)))

    def show_audit(self) -> None:
        """Show who did what with the open library, and whether that log is whole."""
        view = AuditView(self._window.theme, self._window)
        view.export_wanted.connect(self.choose_audit)
        self._window.with_desk(lambda desk: desk.auditing.show_in(view))
        view.open()

    def choose_audit(self) -> None:
        """Let the user choose where the audit log is saved, and as what."""
        kinds = f"{self.tr('Table')} (*.csv);;JSON (*.json)"
        path = self._place_for(self.tr("Export the audit log"), "audit-log.csv", kinds)
        if path is not None:
            self._window.with_desk(lambda desk: desk.auditing.export(path))

    def show_files(self) -> None:
        """Show what became of each file of the last adding."""
        desk = self._window.desk
        view = FileListView(desk.files.report.files if desk else (), self._window)
        view.save_wanted.connect(self.choose_list)
        view.open()

    def show_proof(self) -> None:
        """Try to leave the machine before the user's eyes."""
        view = ProofView(self._window.theme, self._window.status.sentence, self._window)
        view.report_wanted.connect(self.choose_report)
        self._window.with_desk(lambda desk: desk.proving.show_in(view))
        view.open()

    def show_self_test(self) -> None:
        """Try out every part of the installation before the user's eyes."""
        view = SelfTestView(self._window.theme, self._window)
        view.save_wanted.connect(self.choose_self_test)
        self._window.with_desk(lambda desk: desk.self_test.show_in(view))
        view.open()

    def choose_self_test(self) -> None:
        """Let the user choose where what the self-test found is saved."""
        path = self._place_for(self.tr("Save the self-test"), "self-test.txt", f"{self.tr('Text')} (*.txt)")
        if path is not None:
            self._window.with_desk(lambda desk: desk.self_test.save(path))

    def show_reports(self) -> None:
        """Show the crash reports that were written on this machine."""
        view = ReportsView(self._window.theme, self._window)
        self._fill(view, self._window.jobs.call(self._window.door.reports), view.show_reports)
        view.open()

    def show_about(self) -> None:
        """Show what this program is, and the licences of what ships with it."""
        from assistant.shipped import shipped  # noqa: PLC0415 - read only where it is wanted, to start fast

        view = About(self._window.theme, self._window)
        self._fill(view, self._window.jobs.call(shipped), view.show_shipped)
        view.open()

    def _fill(self, view: QDialog, task: Task, show: Callable[..., object]) -> None:
        """Show in a view what a task brings, as long as the view is open."""
        task.finished.connect(show)
        task.abandon_at(view.finished)

    def _place_for(self, title: str, name: str, kinds: str) -> Path | None:
        """Let the user choose where something is saved; None where nothing was chosen."""
        chosen, _kind = QFileDialog.getSaveFileName(self._window, title, name, kinds)
        return Path(chosen) if chosen else None

    def _choose_language(self, view: Preferences, code: str) -> None:
        self._window.set_language(code)
        view.show_remark(self.tr("The window speaks this language from the next start on."))


def _action(text: str, run: Callable[[], object], parent: QWidget) -> QAction:
    made = QAction(wording.on_button(wording.one_line(text, 80)), parent)
    made.triggered.connect(lambda _checked=False: run())
    return made
