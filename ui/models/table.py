"""A table for Qt: a line a row, with named columns, of those rows that hold what is sought."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui import wording

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class TableModel(QAbstractTableModel, Generic[Row]):
    """A snapshot of rows; what they say is told by a subclass."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._shown: list[Row] = []
        self._sought: list[str] = []

    @abstractmethod
    def names(self) -> Sequence[str]:
        """Return what the columns are called."""

    @abstractmethod
    def cells(self, row: Row) -> Sequence[str]:
        """Return what each column says of a row."""

    def tip(self, row: Row, column: int) -> str:
        """Return a cell's tooltip as plain text."""
        return self.cells(row)[column]

    def sifted(self, row: Row) -> str:
        """Return the text of a row in which words are sought."""
        return " ".join(self.cells(row))

    @property
    def total(self) -> int:
        """The number of rows, those that are not shown among them."""
        return len(self._rows)

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows; the words sought stay."""
        self._rows = list(rows)
        self._sift()

    def seek(self, sought: str) -> None:
        """Show only the rows that hold each of these words, whatever their case."""
        self._sought = sought.casefold().split()
        self._sift()

    def row(self, number: int) -> Row:
        """Return one of the rows that are shown."""
        return self._shown[number]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of rows that are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.names())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - what Qt asks for
        """Return the name of a column."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return self.names()[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - what Qt asks for
        """Return what a cell says."""
        row, column = self._shown[index.row()], index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.cells(row)[column]
        return wording.tooltip(self.tip(row, column)) if role == Qt.ItemDataRole.ToolTipRole else None

    def _sift(self) -> None:
        self.beginResetModel()
        self._shown = [row for row in self._rows if self._holds(row)]
        self.endResetModel()

    def _holds(self, row: Row) -> bool:
        text = self.sifted(row).casefold() if self._sought else ""
        return all(word in text for word in self._sought)
