"""The window: three columns, a menu and a status line. What happens in them is the controllers' affair.

To add a tab: make its view in `__init__`, give it a line in `tab_views` (its key, Ctrl and a number, comes by itself),
and hand it to its controller through `ui.controllers.desk.Views`. To add an action: a line in `ui.actions`, with a key.
A message goes to `notices`, work with a title shows up in `queue` by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QIcon, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QMainWindow, QSplitter, QTabWidget, QVBoxLayout, QWidget

from assistant import places
from ui import wording
from ui.actions import fill_menu_bar
from ui.errors import ErrorDoor
from ui.jobs import Jobs
from ui.libraries import FIRST_LIBRARY
from ui.models.arranging import Order
from ui.theme import Look, Mode, Theme
from ui.views.briefs import Briefs, Signals
from ui.views.conversation import Conversation
from ui.views.drop_zone import DropListener
from ui.views.followed import FollowedStrip, FollowedView
from ui.views.library_panel import LibraryPanel
from ui.views.lock import LibraryPlace
from ui.views.notice import NoticeStack, Tone
from ui.views.parts import ground
from ui.views.queue_panel import QueuePanel
from ui.views.search import Search
from ui.views.status_line import StatusLine
from ui.views.summaries import Summaries
from ui.views.viewer import Viewer

if TYPE_CHECKING:  # importing it loads the whole core, which must wait until the window has been painted
    from assistant.workspace import Workspace
    from ui.controllers.desk import Desk
    from ui.views.preferences import Preferences

FIRST_WIDTHS = (280, 580, 420)


class MainWindow(QMainWindow):
    """Shown before the workspace is there; `attach` brings it to life."""

    painted = Signal()
    """The window has been painted for the first time."""
    closed = Signal()
    """Nothing runs any more and the window is gone."""

    def __init__(self, theme: Theme, jobs: Jobs, door: ErrorDoor, settings: QSettings) -> None:
        super().__init__()
        self.theme = theme
        self.jobs = jobs
        self.desk: Desk | None = None
        self._door = door
        self._settings = settings
        self._wanted: list[Path] = []
        self._closing = False
        self._seen = False
        self.library = LibraryPanel(theme)
        self.followed = FollowedStrip(theme)
        self.queue = QueuePanel(theme, jobs)
        self.conversation = Conversation(theme)
        self.summaries = Summaries(theme)
        self.briefs = Briefs(theme)
        self.signals = Signals(theme)
        self.search = Search(theme)
        self.viewer = Viewer(theme)
        self.status = StatusLine(theme)
        self.notices = NoticeStack(theme)
        self.tabs = self._make_tabs()
        self.place = LibraryPlace(theme, self.tabs)
        self.splitter = self._make_splitter()
        self._build()
        self._connect()
        theme.apply_sheet()
        self._restore()

    def attach(self, workspace: Workspace, library: str = FIRST_LIBRARY) -> None:
        """Bring the window to life on an open workspace and a library, and add what was asked for meanwhile."""
        from ui.controllers.desk import Desk, Views  # noqa: PLC0415 - what is done can wait until all is painted

        middle = (self.conversation, self.summaries, self.briefs, self.signals, self.search)
        views = Views(
            self.library,
            *middle,
            self.theme,
            self._settings,
            self.viewer,
            self.status,
            self.notices,
            self.followed,
            self.place,
        )
        self.desk = Desk(workspace, self.jobs, self._door, views, self)
        self.desk.session.failed.connect(self.show_problem)
        self.desk.session.documents_changed.connect(self._teach)
        self.desk.summaries.shown.connect(lambda: self.tabs.setCurrentWidget(self.summaries))
        self.desk.briefs.shown.connect(lambda: self.tabs.setCurrentWidget(self.briefs))
        self.desk.session.library_opened.connect(self._add_wanted)
        self.desk.ingest.list_wanted.connect(self.show_files)
        self.closed.connect(self.desk.sealing.let_go)
        self._take_drops(self.desk)
        self.desk.welcome.checks.model_wanted.connect(self.choose_model)
        self.conversation.empty.put(self.desk.welcome.checks)
        self.desk.start(library)
        self.conversation.composer.field.setFocus()

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Add files and folders, now or as soon as the workspace is open."""
        if self.desk is not None:
            self.desk.add_paths(paths)
        else:
            self._wanted.extend(paths)

    def tab_views(self) -> tuple[tuple[QWidget, str], ...]:
        """Return what stands in the middle, one behind the other: each view with its name, in the order of the tabs."""
        return (
            (self.conversation, self.tr("Conversation")),
            (self.summaries, self.tr("Summaries")),
            (self.briefs, self.tr("Briefs")),
            (self.signals, self.tr("Signals")),
            (self.search, self.tr("Search")),
        )

    def with_desk(self, run: Callable[[Desk], object]) -> None:
        """Do something with the workspace, if it is open already."""
        if self.desk is not None:
            run(self.desk)

    def show_problem(self, sentence: str) -> None:
        """Say in the window what went wrong."""
        self.notices.say(Tone.BAD, sentence)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that there is something to see; everything else may be loaded now."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close at once when nothing runs, else stop the work and close when it has stopped."""
        self._remember()
        if not self._closing:
            self._closing = True
            self._wind_up()
        if self.jobs.running:
            event.ignore()
            return
        event.accept()
        self.closed.emit()

    def _wind_up(self) -> None:
        """Stop what runs, carry out what can no longer be undone, and close once all that has ended."""
        self.jobs.cancel_all()
        self.with_desk(lambda desk: desk.libraries.removal.flush())
        if self.jobs.running:
            self.setEnabled(False)
            self.status.show_problem(self.tr("Stopping the work in progress…"))
            self.jobs.idle.connect(self.close)

    def choose_files(self) -> None:
        """Let the user choose files to add."""
        names, _kind = QFileDialog.getOpenFileNames(self, self.tr("Add files"))
        self.add_paths([Path(name) for name in names])

    def choose_folder(self) -> None:
        """Let the user choose a folder to add."""
        name = QFileDialog.getExistingDirectory(self, self.tr("Add a folder"))
        if name:
            self.add_paths([Path(name)])

    def choose_model(self) -> None:
        """Let the user choose a model file to import."""
        kinds = f"{self.tr('Models')} (*.gguf)"
        name, _kind = QFileDialog.getOpenFileName(self, self.tr("Import a model"), "", kinds)
        if name:
            self.add_paths([Path(name)])

    def choose_export(self) -> None:
        """Let the user choose where the conversation is saved, and as what."""
        kinds = (self.tr("Word (*.docx)"), self.tr("PDF (*.pdf)"), self.tr("Web page (*.html)"), "Markdown (*.md)")
        name, _kind = QFileDialog.getSaveFileName(self, self.tr("Export the conversation"), "", ";;".join(kinds))
        if name:
            self.with_desk(lambda desk: desk.exporting.export(Path(name)))

    def escape(self) -> None:
        """Stop what the user would want stopped first: what is being typed at the side, then the answer."""
        if self.library.put_away() or self.viewer.find_bar.close_bar():
            return
        self.with_desk(lambda desk: desk.asking.stop())

    def go_to_question(self) -> None:
        """Put the cursor where questions are typed."""
        self.tabs.setCurrentWidget(self.conversation)
        self.conversation.composer.field.setFocus()

    def go_to_brief(self) -> None:
        """Put the cursor where a form is chosen for the selected documents."""
        self.tabs.setCurrentWidget(self.briefs)
        self.with_desk(lambda desk: desk.briefs.begin())

    def go_to_search(self) -> None:
        """Put the cursor where words to search for are typed."""
        self.tabs.setCurrentWidget(self.search)
        self.search.field.setFocus()

    def write_note(self) -> None:
        """Put the cursor where a note on the page that is seen is typed."""
        if not self.viewer.bar.isHidden():
            self.viewer.show_notes()

    def show_commands(self) -> None:
        """Let an action be chosen by typing."""
        from ui.views.command_palette import CommandPalette, actions_of  # noqa: PLC0415 - not needed to paint

        CommandPalette(actions_of(self.menuBar()), self).open()

    def show_recent(self) -> None:
        """Let a document that was looked at lately be chosen by typing."""
        from ui.views.command_palette import CommandPalette  # noqa: PLC0415 - not needed to paint

        if self.desk is not None:
            open_document = self.desk.pages.open_document
            actions = [_action(each.title, partial(open_document, each), self) for each in self.desk.recent.documents()]
            CommandPalette(actions, self, self.tr("Recent documents")).open()

    def show_settings(self) -> None:
        """Show the settings."""
        from ui.views.preferences import Preferences  # noqa: PLC0415 - not needed to paint

        view = Preferences(self.theme, str(self._settings.value("language", "")), self)
        view.look_chosen.connect(self.set_look)
        view.language_chosen.connect(partial(self._choose_language, view))
        view.model_wanted.connect(self.choose_model)
        view.reports_wanted.connect(self.show_reports)
        self.with_desk(lambda desk: desk.preferences.show_in(view))
        view.open()

    def choose_followed(self) -> None:
        """Let the user choose a folder that the open library follows from now on."""
        name = QFileDialog.getExistingDirectory(self, self.tr("Follow a folder"))
        if name:
            self.with_desk(lambda desk: desk.following.follow(Path(name)))

    def show_followed(self) -> None:
        """Show the folders that the open library follows."""
        view = FollowedView(self)
        view.folder_wanted.connect(self.choose_followed)
        self.with_desk(lambda desk: desk.following.show_in(view))
        view.open()

    def show_files(self) -> None:
        """Show what became of each file of the last adding."""
        from ui.views.file_list import FileListView  # noqa: PLC0415 - not needed to paint

        view = FileListView(self.desk.files.report.files if self.desk else (), self)
        view.save_wanted.connect(self.choose_list)
        view.open()

    def choose_list(self) -> None:
        """Let the user choose where the list of files is saved, and as what."""
        kinds = f"{self.tr('Table')} (*.csv);;JSON (*.json)"
        name, _kind = QFileDialog.getSaveFileName(self, self.tr("Save the list of files"), "files.csv", kinds)
        if name:
            self.with_desk(lambda desk: desk.files.save(Path(name)))

    def show_proof(self) -> None:
        """Try to leave the machine before the user's eyes."""
        from ui.views.proof import ProofView  # noqa: PLC0415 - not needed to paint

        view = ProofView(self.theme, self.status.sentence, self)
        view.report_wanted.connect(self.choose_report)
        self.with_desk(lambda desk: desk.proving.show_in(view))
        view.open()

    def choose_report(self) -> None:
        """Let the user choose where the signed report on the network is written."""
        kinds = f"{self.tr('Report')} (*.json)"
        name, _kind = QFileDialog.getSaveFileName(self, self.tr("Make a signed report"), "offline-report.json", kinds)
        if name:
            self.with_desk(lambda desk: desk.proving.report(Path(name)))

    def show_about(self) -> None:
        """Show what this program is."""
        from ui.about import About  # noqa: PLC0415 - seldom asked for

        About(self.theme, self).open()

    def _take_drops(self, desk: Desk) -> None:
        drops = DropListener(self)
        drops.hovering.connect(self.library.drop_zone.set_active)
        drops.dropped.connect(desk.add_mime)

    def _add_wanted(self) -> None:
        wanted, self._wanted = self._wanted, []
        if wanted:
            self.add_paths(wanted)

    def _teach(self, documents: Sequence[object]) -> None:
        """Offer a beginning while the library is empty."""
        empty = self.conversation.empty
        if documents:
            empty.show_words(
                self.tr("Ask your documents"),
                self.tr(
                    "Answers come with the pages they rest on. A click on a page opens it with the words marked. "
                    "Ctrl+K lists all that can be done."
                ),
            )
        else:
            empty.show_words(
                self.tr("Welcome to Haversack"),
                self.tr("Drop files or folders anywhere on this window, then ask. Nothing leaves this machine."),
            )
        self._samples.setVisible(not documents)
        self.viewer.setVisible(bool(documents) or not self.viewer.bar.isHidden())
        if self.desk is not None:
            self.desk.welcome.checks.setVisible(not documents and self.desk.welcome.looked)

    def set_mode(self, mode: Mode) -> None:
        """Choose light, dark or the system's colours, and remember it."""
        self.set_look(replace(self.theme.look, mode=mode))

    def set_look(self, look: Look) -> None:
        """Show and remember what was chosen of the look."""
        self.theme.set_look(look)
        for name, value in (("theme", look.mode.value), ("text", look.text), ("calm", look.calm)):
            self._settings.setValue(name, value)

    def show_reports(self) -> None:
        """Show the crash reports that were written on this machine."""
        from ui.views.reports import ReportsView  # noqa: PLC0415 - not needed to paint

        view = ReportsView(self.theme, self)
        task = self.jobs.call(self._door.reports)
        task.finished.connect(view.show_reports)
        view.finished.connect(task.abandon)
        task.ended.connect(partial(view.finished.disconnect, task.abandon))
        view.open()

    def _choose_language(self, view: Preferences, code: str) -> None:
        self._settings.setValue("language", code)
        view.show_remark(self.tr("The window speaks this language from the next start on."))

    def _build(self) -> None:
        self.setWindowTitle("Haversack")
        self.setWindowIcon(QIcon(str(places.resource("icons", "app.svg"))))
        self.setMinimumSize(960, 560)
        self.resize(1280, 800)
        self.setCentralWidget(_stacked("whole", (self.splitter, 1), (self.status, 0)))
        fill_menu_bar(self)

    def _make_tabs(self) -> QTabWidget:
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.setMinimumWidth(360)
        tabs.setElideMode(Qt.TextElideMode.ElideRight)
        tabs.setUsesScrollButtons(False)
        tabs.setAccessibleName(self.tr("Views"))
        for view, name in self.tab_views():
            tabs.setTabToolTip(tabs.addTab(view, name), name)
        return tabs

    def _make_splitter(self) -> QSplitter:
        left = _stacked("side", (self.library, 1), (self.followed, 0), (self.queue, 0))
        left.setMinimumWidth(230)
        middle = _stacked("middle", (self.notices, 0), (self.place, 1))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        for widget in (left, middle, self.viewer):
            splitter.addWidget(widget)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes(list(FIRST_WIDTHS))
        return splitter

    def _connect(self) -> None:
        self.conversation.composer.set_ready(ready=False)
        self.library.drop_zone.files_wanted.connect(self.choose_files)
        self.library.drop_zone.folder_wanted.connect(self.choose_folder)
        self._samples = self.conversation.empty.add_action(
            self.tr("Open the sample library"), lambda: self.with_desk(lambda desk: desk.add_samples()), primary=True
        )
        self._samples.hide()
        self.status.proof_wanted.connect(self.show_proof)
        self.followed.list_wanted.connect(self.show_followed)
        self._door.surprised.connect(self.show_problem)

    def _restore(self) -> None:
        geometry, widths = self._settings.value("window"), self._settings.value("columns")
        order = str(self._settings.value("order", Order.NAME.value))
        self.library.set_order(Order(order) if order in set(Order) else Order.NAME)
        self.library.order_changed.connect(lambda chosen: self._settings.setValue("order", chosen.value))
        if geometry is not None:
            self.restoreGeometry(geometry)
        if widths is not None:
            self.splitter.restoreState(widths)

    def _remember(self) -> None:
        self._settings.setValue("window", self.saveGeometry())
        self._settings.setValue("columns", self.splitter.saveState())


def _stacked(name: str, *parts: tuple[QWidget, int]) -> QWidget:
    """Return widgets beneath each other with no room between; each comes with its stretch."""
    made = QWidget()
    ground(made, name)
    lines = QVBoxLayout(made)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(0)
    for widget, stretch in parts:
        lines.addWidget(widget, stretch)
    return made


def _action(text: str, run: Callable[[], object], parent: QWidget) -> QAction:
    made = QAction(wording.on_button(wording.one_line(text, 80)), parent)
    made.triggered.connect(lambda _checked=False: run())
    return made
