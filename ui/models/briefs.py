"""The kept briefs of a library as a list for Qt, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui import wording

if TYPE_CHECKING:  # nothing of it is needed to paint an empty window
    from assistant.briefs.filled import Brief

BRIEF_ROLE = int(Qt.ItemDataRole.UserRole)
_NOWHERE = QModelIndex()


class BriefsModel(QAbstractListModel):
    """A snapshot of the briefs; `show` replaces it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._briefs: list[Brief] = []

    def show(self, briefs: Sequence[Brief]) -> None:
        """Show these briefs, given oldest first, instead."""
        self.beginResetModel()
        self._briefs = list(reversed(briefs))
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        """Return the number of briefs."""
        return 0 if parent.isValid() else len(self._briefs)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - what Qt asks for
        """Return title and date of a brief and whether it was reviewed, or the brief itself for `BRIEF_ROLE`."""
        brief = self._briefs[index.row()]
        if role == BRIEF_ROLE:
            return brief
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            review = wording.tr("reviewed") if brief.reviewer else wording.tr("needs review")
            return f"{wording.one_line(brief.title, 90)}  ·  {wording.date(brief.made)}  ·  {review}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return wording.tooltip(brief.source)
        return None
