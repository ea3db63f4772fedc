"""What became of each file of the last adding: read, unchanged, failed, with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QTableView, QVBoxLayout, QWidget

from ui import wording
from ui.models.files import FilesModel, outcome
from ui.views.parts import button, label, row
from ui.views.tables import rows_table

if TYPE_CHECKING:  # nothing of it is needed to paint an empty window
    from assistant.library.records import FileLine


class FileListView(QDialog):
    """A table, and a way to save it."""

    save_wanted = Signal()

    def __init__(self, files: Sequence[FileLine], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Files of the last adding"))
        self.resize(760, 460)
        model = FilesModel(self)
        model.show(files)
        self.table = self._make_table(model)
        self.sum = label(_sum(files), "muted")
        self.save = button(self.tr("Save…"), self.tr("Save the list of files"), "", self.save_wanted.emit)
        self.save.setEnabled(bool(files))
        layout = QVBoxLayout(self)
        layout.addLayout(row(self.sum, self.save, stretch=0))
        layout.addWidget(self.table)

    def _make_table(self, model: FilesModel) -> QTableView:
        table = rows_table(self.tr("Files"), model)
        table.horizontalHeader().setStretchLastSection(True)
        table.setColumnWidth(0, 240)
        table.setColumnWidth(3, 160)
        return table


def _sum(files: Sequence[FileLine]) -> str:
    if not files:
        return wording.tr("Nothing has been added since the program was started.")
    counts = Counter(outcome(line) for line in files)
    return " · ".join(f"{said}: {wording.number(count)}" for said, count in counts.most_common())
