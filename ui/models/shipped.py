"""What ships with the program that others made, as a table for Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui import wording
from ui.wording import tr

if TYPE_CHECKING:  # nothing of it is needed to paint an empty window
    from assistant.shipped import Part

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ShippedModel(QAbstractTableModel):
    """One line a part: name, version, licence; those that hold what is sought."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts: list[Part] = []
        self._shown: list[Part] = []
        self._sought: list[str] = []

    @property
    def total(self) -> int:
        """The number of parts, those that are not shown among them."""
        return len(self._parts)

    def show(self, parts: Sequence[Part]) -> None:
        """Show these parts; the words sought stay."""
        self._parts = list(parts)
        self._sift()

    def seek(self, sought: str) -> None:
        """Show only the parts whose line or licence text holds each of these words."""
        self._sought = sought.casefold().split()
        self._sift()

    def part(self, row: int) -> Part:
        """Return the part on a row."""
        return self._shown[row]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of parts that are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(_names())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - what Qt asks for
        """Return the name of a column."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return _names()[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - what Qt asks for
        """Return what a cell says; its tooltip is the same in full."""
        cell = _cells(self._shown[index.row()])[index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return cell
        return wording.tooltip(cell) if role == Qt.ItemDataRole.ToolTipRole else None

    def _sift(self) -> None:
        self.beginResetModel()
        self._shown = [part for part in self._parts if _says(part, self._sought)]
        self.endResetModel()


def _names() -> tuple[str, ...]:
    return tr("Name"), tr("Version"), tr("Licence")


def _cells(part: Part) -> tuple[str, ...]:
    return part.name, part.version, part.licence or tr("Text that several parts share")


def _says(part: Part, sought: Sequence[str]) -> bool:
    text = f"{part.name} {part.version} {part.licence} {part.text}".casefold() if sought else ""
    return all(word in text for word in sought)
