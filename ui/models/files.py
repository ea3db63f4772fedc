"""What became of each file of an adding, as a table for Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui import wording
from ui.wording import tr

if TYPE_CHECKING:  # nothing of it is needed to paint an empty window
    from assistant.library.records import FileLine

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class FilesModel(QAbstractTableModel):
    """One line a file: its name, what became of it, its pages, how they were read, and why not."""

    def __init__(self, files: Sequence[FileLine], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files = list(files)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of files."""
        return 0 if parent.isValid() else len(self._files)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(_names())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - what Qt asks for
        """Return the name of a column."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return _names()[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - what Qt asks for
        """Return what a cell says; the tooltip of a name is the whole path."""
        line, column = self._files[index.row()], index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return _cells(line)[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return wording.tooltip(_cells(line)[column] if column else line.path)
        return None


def _names() -> tuple[str, ...]:
    return tr("File"), tr("Outcome"), tr("Pages"), tr("Read as"), tr("Why not")


def _cells(line: FileLine) -> tuple[str, ...]:
    pages = wording.number(line.pages) if line.pages else ""
    ways = ", ".join(f"{wording.number(count)} {how_read(how)}" for how, count in line.read_as.items())
    return wording.file_name(line.path), outcome(line), pages, ways, wording.flat(line.reason)


def outcome(line: FileLine) -> str:
    """Return what became of a file, in words."""
    if line.vectors_pending:
        return tr("Found by words; by meaning soon")
    words = {
        "read": tr("Read"),
        "partly": tr("Partly read"),
        "unchanged": tr("Unchanged"),
        "failed": tr("Not read"),
        "refused": tr("Refused"),
        "ignored": tr("Passed over"),
    }
    return words.get(line.outcome, line.outcome)


def how_read(status: str) -> str:
    """Return how some pages were read, in words that follow their number."""
    words = {
        "text": tr("as text"),
        "ocr": tr("recognised"),
        "mixed": tr("text and scan"),
        "empty": tr("empty"),
        "failed": tr("not read"),
        "pending": tr("still to be read"),
    }
    return words.get(status, status)
