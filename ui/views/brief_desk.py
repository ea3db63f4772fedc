"""What stands in the tab of briefs: the form over the kept briefs, or one brief."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QListView, QStackedLayout, QVBoxLayout, QWidget

from assistant.briefs.filled import Brief
from ui.models.briefs import BRIEF_ROLE, BriefsModel
from ui.theme import Theme
from ui.views.brief_form import BriefForm
from ui.views.brief_page import BriefPage
from ui.views.parts import ground, label


class BriefDesk(QWidget):
    """Shows either what can be filled and what was filled, or a page."""

    reopened = Signal(object)
    """A kept `Brief` was chosen."""
    delete_wanted = Signal(object)
    """A kept `Brief` is to be deleted."""
    changed = Signal()
    """Something else is shown."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.form = BriefForm(theme)
        self.page = BriefPage(theme)
        self.model = BriefsModel(self)
        self.kept = self._make_list()
        self.nothing = label(self.tr("No brief has been filled in this library yet."), "muted")
        self._start = self._make_start(theme)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._start)
        self._stack.addWidget(self.page)
        self.page.left.connect(self.show_all)
        self.page.changed.connect(self.changed)
        self._stack.currentChanged.connect(lambda _index: self.changed.emit())

    def show_kept(self, briefs: Sequence[Brief]) -> None:
        """Show the briefs that are kept, given oldest first."""
        self.model.show(briefs)
        self.kept.setVisible(bool(briefs))
        self.nothing.setVisible(not briefs)

    def show_all(self) -> None:
        """Show form and list."""
        self._stack.setCurrentWidget(self._start)

    def show_page(self) -> None:
        """Show the one brief."""
        self._stack.setCurrentWidget(self.page)

    def _make_list(self) -> QListView:
        view = QListView()
        view.setObjectName("keptBriefs")
        view.setAccessibleName(self.tr("Kept briefs"))
        view.setModel(self.model)
        view.setUniformItemSizes(True)
        view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.activated.connect(self._reopen)
        view.clicked.connect(self._reopen)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        view.addAction(_action(view, self.tr("Open"), lambda: self._reopen(view.currentIndex())))
        delete = _action(view, self.tr("Delete"), lambda: self._delete(view.currentIndex()))
        delete.setShortcut(QKeySequence(Qt.Key.Key_Backspace))
        delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        view.addAction(delete)
        return view

    def _reopen(self, index: QModelIndex) -> None:
        if index.isValid():
            self.reopened.emit(index.data(BRIEF_ROLE))

    def _delete(self, index: QModelIndex) -> None:
        if index.isValid():
            self.delete_wanted.emit(index.data(BRIEF_ROLE))

    def _make_start(self, theme: Theme) -> QWidget:
        made = QWidget()
        ground(made, "column")
        lines = QVBoxLayout(made)
        lines.setContentsMargins(20, 16, 20, 12)
        lines.setSpacing(theme.space("medium"))
        lines.addWidget(self.form)
        lines.addWidget(label(self.tr("Kept briefs"), "section"))
        lines.addWidget(self.nothing)
        lines.addWidget(self.kept, 1)
        lines.addStretch(0)
        return made


def _action(view: QWidget, text: str, run: Callable[[], None]) -> QAction:
    action = QAction(text, view)
    action.triggered.connect(lambda _checked=False: run())
    return action
