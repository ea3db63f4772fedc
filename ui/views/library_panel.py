"""The left side: which library, which documents, and where to drop more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QMenu, QStackedWidget, QTreeView, QVBoxLayout, QWidget

from ui.models.documents import RECORD_ROLE, DocumentsModel
from ui.theme import Theme
from ui.views.document_row import DocumentRow
from ui.views.drop_zone import DropZone
from ui.views.empty_state import EmptyState
from ui.views.library_chooser import LibraryChooser
from ui.views.parts import ground

if TYPE_CHECKING:  # nothing of it is needed to paint an empty window
    from assistant.library.records import DocumentRecord


class LibraryPanel(QWidget):
    """Shows a library's documents and tells what was asked of them."""

    opened = Signal(object)
    """A `DocumentRecord` was chosen to be looked at."""
    summary_wanted = Signal(object)
    ledger_wanted = Signal(object)
    removal_wanted = Signal(object)
    selection_changed = Signal(object)
    """The selected `DocumentRecord`s, as a tuple."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        ground(self, "side")
        self.chooser = LibraryChooser(theme)
        self.drop_zone = DropZone(theme)
        self.filter = self._make_filter()
        self.model = DocumentsModel(self)
        self._proxy = self._make_proxy()
        self.tree = self._make_tree(theme)
        self.empty = EmptyState(
            theme,
            "library",
            self.tr("No documents yet"),
            self.tr("Drop files or folders here. Every page is read, and you can ask about them within minutes."),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.tree)
        self._build(theme)

    def show_documents(self, documents: Sequence[DocumentRecord]) -> None:
        """Show these documents; what was selected and is still there stays selected."""
        selected = [document.sha256 for document in self.selected()]
        if not self.model.show(documents):
            return
        self.filter.setVisible(len(documents) > 1)
        self._stack.setCurrentWidget(self.tree if documents else self.empty)
        self.tree.setRootIsDecorated(self.model.grouped)
        self.tree.expandAll()
        self._select(selected)

    def selected(self) -> tuple[DocumentRecord, ...]:
        """Return the selected documents."""
        records = [index.data(RECORD_ROLE) for index in self.tree.selectionModel().selectedRows()]
        return tuple(record for record in records if record is not None)

    def select(self, sha256: str) -> None:
        """Select one document."""
        self.tree.clearSelection()
        self._select([sha256])

    def clear_selection(self) -> None:
        """Select nothing."""
        self.tree.clearSelection()

    def _select(self, hashes: Sequence[str]) -> None:
        selection = self.tree.selectionModel()
        for sha256 in hashes:
            index = self._proxy.mapFromSource(self.model.find(sha256))
            if index.isValid():
                selection.select(index, selection.SelectionFlag.Select | selection.SelectionFlag.Rows)
                self.tree.scrollTo(index)

    def _build(self, theme: Theme) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(12, 12, 12, 12)
        lines.setSpacing(theme.space("small"))
        lines.addWidget(self.chooser)
        lines.addWidget(self.filter)
        lines.addWidget(self._stack, 1)
        lines.addWidget(self.drop_zone)

    def _make_filter(self) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(self.tr("Filter documents"))
        field.setAccessibleName(self.tr("Filter documents"))
        field.setClearButtonEnabled(True)
        field.setAcceptDrops(False)
        field.hide()
        field.textChanged.connect(self._filter)
        return field

    def _make_proxy(self) -> QSortFilterProxyModel:
        proxy = QSortFilterProxyModel(self)
        proxy.setSourceModel(self.model)
        proxy.setRecursiveFilteringEnabled(True)
        proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        return proxy

    def _make_tree(self, theme: Theme) -> QTreeView:
        tree = QTreeView()
        tree.setAccessibleName(self.tr("Documents"))
        tree.setModel(self._proxy)
        self._row = DocumentRow(theme)
        tree.setItemDelegate(self._row)
        tree.setHeaderHidden(True)
        tree.setUniformRowHeights(True)
        tree.setIndentation(14)
        tree.setMouseTracking(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.customContextMenuRequested.connect(self._show_menu)
        tree.activated.connect(self._open)
        tree.clicked.connect(self._open)
        tree.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit(self.selected()))
        theme.changed.connect(lambda: tree.viewport().update())
        return tree

    def _filter(self, text: str) -> None:
        self._proxy.setFilterFixedString(text)
        self.tree.expandAll()

    def _open(self, index: QModelIndex) -> None:
        record = index.data(RECORD_ROLE)
        if record is not None:
            self.opened.emit(record)

    def _show_menu(self, at: QPoint) -> None:
        record = self.tree.indexAt(at).data(RECORD_ROLE)
        if record is not None:
            menu = self.menu_for(record)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.tree.viewport().mapToGlobal(at))

    def menu_for(self, record: DocumentRecord) -> QMenu:
        """Return the menu of what can be done with a document."""
        menu = QMenu(self)
        for text, signal in (
            (self.tr("Open"), self.opened),
            (self.tr("Summarise"), self.summary_wanted),
            (self.tr("How it was read"), self.ledger_wanted),
            (self.tr("Remove from the library…"), self.removal_wanted),
        ):
            action = QAction(text, menu)
            action.triggered.connect(lambda _checked=False, signal=signal: signal.emit(record))
            menu.addAction(action)
        return menu
