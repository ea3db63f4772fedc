"""The tree of documents: rows that are only stood in for are made when they come into sight."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QTreeView

from ui.models.documents import DocumentsModel


class DocumentsTree(QTreeView):
    """Shows a `DocumentsModel`; what is done with all rows makes them first."""

    def __init__(self, model: DocumentsModel) -> None:
        super().__init__()
        self._documents = model
        self._looking = QTimer(self, singleShot=True, interval=0)
        self._looking.timeout.connect(self._make_seen)
        self.setModel(model)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(14)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        for moved in (self.verticalScrollBar().valueChanged, self.verticalScrollBar().rangeChanged, self.expanded):
            moved.connect(self._look)
        model.rowsInserted.connect(self._look)

    def selectAll(self) -> None:
        """Select all documents, those as well that nobody has looked at."""
        self._documents.make_all()
        super().selectAll()

    def keyboardSearch(self, search: str) -> None:
        """Go to the next document whose title begins with what is typed."""
        self._documents.make_all()
        super().keyboardSearch(search)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Return where a key leads."""
        if action is QAbstractItemView.CursorAction.MoveEnd:
            self._documents.make_all()
        return super().moveCursor(action, modifiers)

    def _look(self) -> None:
        self._looking.start()

    def _make_seen(self) -> None:
        """Make rows in place of the first in sight that stands for others; they bring on the next look themselves."""
        index = self.indexAt(QPoint(0, 0))
        while index.isValid() and self.visualRect(index).top() <= self.viewport().height():
            if self._documents.make_more(index):
                return
            index = self.indexBelow(index)
