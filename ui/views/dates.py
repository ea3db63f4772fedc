"""Choosing the days of the documents that are asked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from ui.views.parts import label


class DatesDialog(QDialog):
    """Two fields for a day, a month or a year each."""

    chosen = Signal(str, str)
    """First and last day as typed, "" for no limit."""

    def __init__(self, since: str, until: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Only documents of these dates"))
        self.since, self.until = self._field(since, self.tr("First day")), self._field(until, self.tr("Last day"))
        form = QFormLayout(self)
        form.addRow(
            label(self.tr("A document's date is the one in its name or title, else the day it was made."), "small")
        )
        for text, field in ((self.tr("From"), self.since), (self.tr("To"), self.until)):
            name = label(text, wrap=False)
            name.setBuddy(field)
            form.addRow(name, field)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)

    def accept(self) -> None:
        """Tell what was typed, and close."""
        self.chosen.emit(self.since.text().strip(), self.until.text().strip())
        super().accept()

    def _field(self, text: str, name: str) -> QLineEdit:
        field = QLineEdit(text)
        field.setAccessibleName(name)
        field.setPlaceholderText(self.tr("2021-03-01, 2021-03 or 2021"))
        return field
