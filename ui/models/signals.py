"""The signals of all briefs of a library as a table for Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from ui import wording
from ui.statuses import status_look
from ui.wording import tr

if TYPE_CHECKING:  # nothing of it is needed to paint an empty window
    from assistant.briefs.kept import BoardRow

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
SORT_ROLE = ROW_ROLE + 1
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class SignalsModel(QAbstractTableModel):
    """A snapshot of the board: what the briefs' own columns say, then status, page, brief and day."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[BoardRow] = []
        self._columns: list[str] = []

    @property
    def rows(self) -> list[BoardRow]:
        """All signals, in the order they were given."""
        return list(self._rows)

    def show(self, rows: Sequence[BoardRow]) -> None:
        """Show these signals instead."""
        self.beginResetModel()
        self._rows = list(rows)
        self._columns = list(dict.fromkeys(name for row in rows for name in row.cells))
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of signals."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._columns) + len(_beside_names())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - what Qt asks for
        """Return the name of a column."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return [*self._columns, *_beside_names()][section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - what Qt asks for
        """Return what a cell says; `ROW_ROLE` gives the signal, `SORT_ROLE` what the cell is sorted by."""
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._text(row, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return wording.tooltip(self._text(row, index.column()))
            case _ if role == SORT_ROLE:
                return self._key(row, index.column())
            case _ if role == ROW_ROLE:
                return row
        return None

    def _text(self, row: BoardRow, column: int) -> str:
        if column < len(self._columns):
            return wording.flat(row.cells.get(self._columns[column], ""))
        page = wording.page_name(row.page, row.cited.label if row.cited else "") if row.page else ""
        beside = (status_look(row.status).word, page, wording.flat(row.title), wording.date(row.made))
        return beside[column - len(self._columns)]

    def _key(self, row: BoardRow, column: int) -> str | int:
        """Return pages as numbers and days as they sort; words without regard to case."""
        beside = (None, row.page, None, row.made)
        key = beside[column - len(self._columns)] if column >= len(self._columns) else None
        return self._text(row, column).casefold() if key is None else key


def _beside_names() -> tuple[str, ...]:
    return tr("Status"), tr("Page"), tr("Brief"), tr("Made")


class SignalsSieve(QSortFilterProxyModel):
    """Sorts by any column, and lets through what holds every one of some words, in whatever column."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sought = ""
        self.setSortRole(SORT_ROLE)

    def seek(self, words: str) -> None:
        """Let through only what holds these words."""
        self.beginFilterChange()
        self._sought = words
        self.endFilterChange()

    def shown(self) -> list[BoardRow]:
        """Return the signals that are let through, in the order they are shown in."""
        return [self.index(row, 0).data(ROW_ROLE) for row in range(self.rowCount())]

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Whether a signal holds what is sought."""
        row = self.sourceModel().index(source_row, 0, source_parent).data(ROW_ROLE)
        return bool(row.says(self._sought))
