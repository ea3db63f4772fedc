"""The conversations that are kept, as a list for Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, Signal

from ui import wording
from ui.models.table import Index
from ui.wording import tr

if TYPE_CHECKING:  # nothing of it is needed to paint an empty window
    from assistant.answers.conversations import ConversationRecord

_NOWHERE = QModelIndex()


class TalksModel(QAbstractListModel):
    """A row a conversation; its title can be edited."""

    renamed = Signal(str, str)
    """Old and new title."""

    def __init__(self) -> None:
        super().__init__()
        self._records: Sequence[ConversationRecord] = ()

    def show(self, records: Sequence[ConversationRecord]) -> None:
        """Show other conversations."""
        self.beginResetModel()
        self._records = records
        self.endResetModel()

    def title(self, index: QModelIndex) -> str:
        """Return the title of a row, "" where there is none."""
        return self._records[index.row()].title if index.isValid() else ""

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of conversations."""
        return 0 if parent.isValid() else len(self._records)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let titles be edited."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the title with the number of questions and the day it began; alone, where it is edited."""
        record = self._records[index.row()]
        if role == Qt.ItemDataRole.EditRole:
            return record.title
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            questions = tr("1 question") if record.turns == 1 else tr("%1 questions", wording.number(record.turns))
            return f"{wording.one_line(record.title, 90)}  ·  {questions}  ·  {wording.date(record.started)}"
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for another title; it is shown once the library has it."""
        title, old = str(value).strip(), self._records[index.row()].title
        if role != Qt.ItemDataRole.EditRole or title in {"", old}:
            return False
        self.renamed.emit(old, title)
        return True
