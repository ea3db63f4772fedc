"""The files that wait to be read: how many, and at a click which."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget

from ui import wording
from ui.views.parts import button, row

_LINES_SHOWN = 6


class WaitingFiles(QWidget):
    """Hidden while nothing waits."""

    def __init__(self) -> None:
        super().__init__()
        self._paths: Sequence[str] = ()
        self._count = 0
        self.toggle = button("", self.tr("Show the files that wait"), "link", self._toggle)
        self.names = QListView()
        self.names.setAccessibleName(self.tr("Files that wait"))
        self.names.setUniformItemSizes(True)
        self.names.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.names.setMaximumHeight(_LINES_SHOWN * self.names.fontMetrics().lineSpacing())
        self._shown = QStringListModel(self)
        self.names.setModel(self._shown)
        self.names.hide()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        lines.addLayout(row(self.toggle))
        lines.addWidget(self.names)
        self.hide()

    def show_files(self, paths: Sequence[str], count: int) -> None:
        """Show how many files wait, and the first of them."""
        text = self.tr("1 file waits") if count == 1 else self.tr("%1 files wait")
        self.toggle.setText(wording.fill(text, wording.number(count)))
        self.setVisible(count > 0)
        self._paths, self._count = paths, count
        if not self.names.isHidden():
            self._list()

    def _toggle(self) -> None:
        shown = self.names.isHidden()
        self.names.setVisible(shown)
        self.toggle.setAccessibleName(
            self.tr("Hide the files that wait") if shown else self.tr("Show the files that wait")
        )
        if shown:
            self._list()

    def _list(self) -> None:
        names = [wording.file_name(path) for path in self._paths]
        if self._count > len(names):
            names.append(wording.fill(self.tr("and %1 more"), wording.number(self._count - len(names))))
        self._shown.setStringList(names)
