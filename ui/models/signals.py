"""The signals of all briefs of a library as a table for Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSortFilterProxyModel, Qt

from ui import wording
from ui.models.table import Index, TableModel
from ui.statuses import status_look
from ui.wording import tr

if TYPE_CHECKING:  # nothing of it is needed to paint an empty window
    from assistant.briefs.kept import BoardRow

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
SORT_ROLE = ROW_ROLE + 1


class SignalsModel(TableModel["BoardRow"]):
    """A snapshot of the board: what the briefs' own columns say, then status, page, brief and day."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: list[str] = []

    @property
    def rows(self) -> list[BoardRow]:
        """All signals, in the order they were given."""
        return list(self._rows)

    def show(self, rows: Sequence[BoardRow]) -> None:
        """Show these signals instead."""
        self._columns = list(dict.fromkeys(name for row in rows for name in row.cells))
        super().show(rows)

    def names(self) -> Sequence[str]:
        """Return what the columns are called."""
        return *self._columns, tr("Status"), tr("Page"), tr("Brief"), tr("Made")

    def cells(self, row: BoardRow) -> Sequence[str]:
        """Return what each column says of a signal."""
        page = wording.page_name(row.page, row.cited.label if row.cited else "") if row.page else ""
        beside = (status_look(row.status).word, page, wording.flat(row.title), wording.date(row.made))
        return *(wording.flat(row.cells.get(name, "")) for name in self._columns), *beside

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - what Qt asks for
        """Return what a cell says; `ROW_ROLE` gives the signal, `SORT_ROLE` what the cell is sorted by."""
        row = self.row(index.row())
        if role == ROW_ROLE:
            return row
        return self._key(row, index.column()) if role == SORT_ROLE else super().data(index, role)

    def _key(self, row: BoardRow, column: int) -> str | int:
        """Return pages as numbers and days as they sort; words without regard to case."""
        beside = (None, row.page, None, row.made)
        key = beside[column - len(self._columns)] if column >= len(self._columns) else None
        return self.cells(row)[column].casefold() if key is None else key


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
