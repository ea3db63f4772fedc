"""The window: three columns, a menu and a status line. What happens in them is the controllers' affair.

What is not seen at first is made by `ui.furnishing` once the window has been painted. To add a tab: make its view
there, give it a name and a place in `tab_names` and `tab_views` (its key, Ctrl and a number, comes by itself), and hand
it to its controller through `ui.controllers.desk.Views`. To add an action: a line in `ui.actions`, with a key. To add
a dialog: `ui.dialogs`. A message goes to `notices`, work with a title shows up in `queue` by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QPushButton, QSplitter, QTabWidget, QVBoxLayout, QWidget

from ui.errors import ErrorDoor
from ui.jobs import Jobs
from ui.libraries import FIRST_LIBRARY
from ui.look import Look, Mode
from ui.models.arranging import Order
from ui.theme import Theme
from ui.views.conversation import Conversation
from ui.views.drop_zone import DropListener
from ui.views.empty_state import no_page
from ui.views.library_panel import LibraryPanel
from ui.views.lock import LibraryPlace
from ui.views.parts import column, ground
from ui.views.status_line import StatusLine

if TYPE_CHECKING:  # all this must wait until the window has been painted
    from assistant.workspace import Workspace
    from ui.controllers.desk import Desk
    from ui.dialogs import Dialogs
    from ui.views.briefs import Briefs, Signals
    from ui.views.followed import FollowedStrip
    from ui.views.marking import MarkingBanner
    from ui.views.notice import NoticeStack
    from ui.views.queue_panel import QueuePanel
    from ui.views.search import Search
    from ui.views.summaries import Summaries
    from ui.views.viewer import Viewer

FIRST_WIDTHS = (280, 580, 420)
LEAST_SIDE, LEAST_VIEWER = 230, 360


class MainWindow(QMainWindow):
    """Shown before the workspace is there; `attach` brings it to life.

    Attributes:
        furnished: Whether what is not seen at first is there.
    """

    painted = Signal()
    """The window has been painted for the first time."""
    closed = Signal()
    """Nothing runs any more and the window is gone."""

    dialogs: Dialogs
    followed: FollowedStrip
    queue: QueuePanel
    summaries: Summaries
    briefs: Briefs
    signals: Signals
    search: Search
    viewer: Viewer
    banners: tuple[MarkingBanner, MarkingBanner]
    notices: NoticeStack
    samples: QPushButton

    def __init__(self, theme: Theme, jobs: Jobs, door: ErrorDoor, settings: QSettings) -> None:
        super().__init__()
        self.theme = theme
        self.jobs = jobs
        self.door = door
        self.desk: Desk | None = None
        self._settings = settings
        self._wanted: list[Path] = []
        self.furnished = False
        self._closing = False
        self._seen = False
        self.library = LibraryPanel(theme)
        self.conversation = Conversation(theme)
        self.status = StatusLine(theme)
        self.tabs = self._make_tabs()
        self.place = LibraryPlace(self.tabs)
        self.left, self.middle = _filled(self.library), _filled(self.place)
        self.stand_in = _column("viewer", LEAST_VIEWER, _filled(no_page(theme)))
        self.splitter = self._make_splitter()
        self.menus = self._make_menus()
        self._build()
        theme.apply_sheet()
        self._restore()

    def furnish(self) -> None:
        """Make what is not seen at first; called once that is loaded, or sooner where it is needed."""
        if not self.furnished:
            from ui.furnishing import furnish  # noqa: PLC0415 - loading it takes as long as all that is seen at first

            self.furnished = True
            furnish(self)

    def attach(self, workspace: Workspace, library: str = FIRST_LIBRARY) -> None:
        """Bring the window to life on an open workspace and a library, and add what was asked for meanwhile."""
        from ui.controllers.desk import Desk, Views  # noqa: PLC0415 - what is done can wait until all is painted
        from ui.controllers.policy import hold_actions  # noqa: PLC0415 - as above
        from ui.views.command_palette import actions_of  # noqa: PLC0415 - as above

        self.furnish()
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
            self.banners,
            self.tabs,
        )
        self.desk = Desk(workspace, self.jobs, self.door, views, self)
        self.desk.session.failed.connect(self.show_problem)
        self.desk.session.documents_changed.connect(self._teach)
        self.desk.summaries.shown.connect(lambda: self.tabs.setCurrentWidget(self.summaries))
        self.desk.briefs.shown.connect(lambda: self.tabs.setCurrentWidget(self.briefs))
        self.desk.session.library_opened.connect(self._add_wanted)
        self.desk.ingest.list_wanted.connect(self.dialogs.show_files)
        self.closed.connect(self.desk.sealing.let_go)
        self._take_drops(self.desk)
        self.desk.welcome.checks.model_wanted.connect(self.dialogs.choose_model)
        self.desk.welcome.checks.test_wanted.connect(self.dialogs.show_self_test)
        self.conversation.empty.put(self.desk.welcome.checks)
        hold_actions(self.desk.session, actions_of(self.menuBar()))
        self.desk.start(library)
        self.conversation.composer.field.setFocus()

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Add files and folders, now or as soon as the workspace is open."""
        if self.desk is not None:
            self.desk.add_paths(paths)
        else:
            self._wanted.extend(paths)

    def tab_names(self) -> tuple[str, ...]:
        """Return what the tabs in the middle are called, in their order."""
        return (
            self.tr("Conversation"),
            self.tr("Summaries"),
            self.tr("Briefs"),
            self.tr("Signals"),
            self.tr("Search"),
        )

    def tab_views(self) -> tuple[QWidget, ...]:
        """Return what stands in the middle, one behind the other, in the order of the tabs."""
        return (self.conversation, self.summaries, self.briefs, self.signals, self.search)

    def with_desk(self, run: Callable[[Desk], object]) -> None:
        """Do something with the workspace, if it is open already."""
        if self.desk is not None:
            run(self.desk)

    def show_problem(self, sentence: str) -> None:
        """Say in the window what went wrong."""
        self.furnish()
        self.notices.complain(sentence)

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
        self.jobs.take_no_more()
        if self.jobs.running:
            self.setEnabled(False)
            self.status.show_problem(self.tr("Stopping the work in progress…"))
            self.jobs.idle.connect(self.close)

    def escape(self) -> None:
        """Stop what the user would want stopped first: what is being typed at the side, then the answer."""
        if self.library.put_away() or self.viewer.find_bar.close_bar():
            return
        self.with_desk(lambda desk: desk.asking.stop())

    def go_to_question(self) -> None:
        """Put the cursor where questions are typed."""
        self.tabs.setCurrentWidget(self.conversation)
        self.conversation.composer.field.setFocus()

    def limit(self) -> None:
        """Let the search be limited where that is in view, else the next question."""
        if self.tabs.currentWidget() is self.search:
            self.search.limits.open()
            return
        self.go_to_question()
        self.conversation.composer.limits.open()

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
        self.samples.setVisible(not documents)
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

    @property
    def language(self) -> str:
        """The language that was chosen for the window, as an ISO code, "" for the system's."""
        return str(self._settings.value("language", ""))

    def set_language(self, code: str) -> None:
        """Speak another language from the next start on."""
        self._settings.setValue("language", code)

    def _build(self) -> None:
        self.setWindowTitle("Haversack")
        self.setMinimumSize(960, 560)
        self.resize(1280, 800)
        whole = QWidget()
        ground(whole, "whole")
        self.whole = _filled(self.splitter)
        self.whole.addWidget(self.status)
        whole.setLayout(self.whole)
        self.setCentralWidget(whole)
        self.conversation.composer.set_ready(ready=False)

    def _make_menus(self) -> tuple[QMenu, ...]:
        """Make the menus with nothing in them."""
        titles = (self.tr("&File"), self.tr("&Edit"), self.tr("&View"), self.tr("&Go"), self.tr("&Help"))
        return tuple(self.menuBar().addMenu(title) for title in titles)

    def _make_tabs(self) -> QTabWidget:
        """Make the tabs, the first with its view, the others with none as yet."""
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.setMinimumWidth(360)
        tabs.setElideMode(Qt.TextElideMode.ElideRight)
        tabs.setUsesScrollButtons(False)
        tabs.setAccessibleName(self.tr("Views"))
        tabs.addTab(self.conversation, "")
        for at, name in enumerate(self.tab_names()):
            if at:
                tabs.addTab(QWidget(), "")
            tabs.setTabText(at, name)
            tabs.setTabToolTip(at, name)
        return tabs

    def _make_splitter(self) -> QSplitter:
        """Make the three columns, the last with a stand-in for the viewer."""
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(_column("side", LEAST_SIDE, self.left))
        splitter.addWidget(_column("middle", 0, self.middle))
        splitter.addWidget(self.stand_in)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes(list(FIRST_WIDTHS))
        return splitter

    def _restore(self) -> None:
        geometry, widths = self._settings.value("window"), self._settings.value("columns")
        order = str(self._settings.value("order", Order.NAME.value))
        self.library.set_order(Order(order) if order in set(Order) else Order.NAME)
        self.library.order_changed.connect(lambda chosen: self._settings.setValue("order", chosen.value))
        if geometry is not None:
            self.restoreGeometry(geometry)
        if widths is not None:
            self.splitter.restoreState(widths)
        else:
            self.stand_in.hide()  # there is no page to show before there is a document

    def _remember(self) -> None:
        self._settings.setValue("window", self.saveGeometry())
        self._settings.setValue("columns", self.splitter.saveState())


def _filled(widget: QWidget) -> QVBoxLayout:
    """Return a layout that a widget fills to its edges; others may be put over and under it."""
    lines = column(widget, spacing=0)
    lines.setStretch(0, 1)
    return lines


def _column(name: str, least: int, lines: QVBoxLayout) -> QWidget:
    """Return one of the window's columns, at least so many pixels wide."""
    made = QWidget()
    ground(made, name)
    made.setMinimumWidth(least)
    made.setLayout(lines)
    return made
