"""What of others ships with the program: a list that words are sought in, over the licence of the chosen part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, Qt
from PySide6.QtWidgets import QPlainTextEdit, QTableView, QVBoxLayout, QWidget

from ui import wording
from ui.models.shipped import ShippedModel
from ui.theme import Theme
from ui.views.parts import icon_label, label, row
from ui.views.sift_field import SiftField
from ui.views.tables import rows_table

if TYPE_CHECKING:  # nothing of it is needed to paint an empty window
    from assistant.shipped import Part

VERSION = 1
"""Column of the version; only an installed program tells any."""
WIDTHS = (240, 110)
"""Of the columns for name and version, in pixels; the licence takes the rest."""


class ShippedView(QWidget):
    """A table and a text beneath it. The first part is chosen as soon as there is one."""

    def __init__(self, theme: Theme, name: str) -> None:
        """Make an empty view; `name` is what a screen reader calls the list."""
        super().__init__()
        self.model = ShippedModel(self)
        self.filter = SiftField(self.tr("Filter by name, licence or words of its text"))
        self.count = label("", "small", wrap=False)
        self.table = self._make_table(name)
        self.text = _text(self.tr("Licence of the chosen part"))
        self.filter.sought.connect(self._sift)
        self._build(theme)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show these parts; the words sought stay."""
        self.model.show(parts)
        self.table.setColumnHidden(VERSION, not any(part.version for part in parts))
        self._begin()

    def _sift(self, sought: str) -> None:
        self.model.seek(sought)
        self._begin()

    def _begin(self) -> None:
        """Choose the first part that is shown, and tell how many there are."""
        shown = self.model.rowCount()
        self.count.setText(
            wording.fill(self.tr("%1 of %2 parts"), wording.number(shown), wording.number(self.model.total))
        )
        self.text.clear()
        if shown:
            self.table.selectRow(0)

    def _chosen(self, selected: QItemSelection, _deselected: QItemSelection) -> None:
        for index in selected.indexes()[:1]:
            text = self.model.row(index.row()).text
            self.text.setPlainText(text or self.tr("Its licence text comes with the part itself."))

    def _make_table(self, name: str) -> QTableView:
        table = rows_table(name, self.model)
        table.setWordWrap(False)
        table.horizontalHeader().setStretchLastSection(True)
        for column, width in enumerate(WIDTHS):
            table.setColumnWidth(column, width)
        table.selectionModel().selectionChanged.connect(self._chosen)
        return table

    def _build(self, theme: Theme) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, theme.space("medium"), 0, 0)
        lines.setSpacing(theme.space("medium"))
        lines.addLayout(row(icon_label(theme, "search", "muted"), self.filter, self.count, stretch=1))
        lines.addWidget(self.table, 1)
        lines.addWidget(self.text, 1)


def _text(name: str) -> QPlainTextEdit:
    text = QPlainTextEdit()
    text.setReadOnly(True)
    text.setTabChangesFocus(True)
    text.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    text.setAccessibleName(name)
    return text
