"""The crash reports: what they hold, to be read before they are handed to anyone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from ui import wording
from ui.theme import Theme
from ui.views.parts import button, label

Reports = Sequence[tuple[Path, str]]
"""Each report's file and what stands in it, newest first."""


class ReportsView(QDialog):
    """A choice of reports over the text of one. Esc closes it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Crash reports"))
        self.resize(680, 460)
        self.state = label("", "muted")
        self.chosen = QComboBox()
        self.chosen.setAccessibleName(self.tr("Crash report"))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Text of the report"))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(20, 18, 20, 16)
        lines.setSpacing(theme.space("medium"))
        for widget in (self.state, self.chosen, self.text):
            lines.addWidget(widget)
        lines.addWidget(
            button(self.tr("Close"), self.tr("Close"), "primary", self.accept), 0, Qt.AlignmentFlag.AlignTrailing
        )

    def show_reports(self, reports: Reports) -> None:
        """Show these reports."""
        where = str(reports[0][0].parent) if reports else ""
        kept = wording.fill(self.tr("Kept in %1, and never sent."), where)
        self.state.setText(
            kept if reports else self.tr("There is none: the program has made no mistake that it noticed.")
        )
        for path, text in reports:
            self.chosen.addItem(path.name, text)
        self.chosen.setVisible(bool(reports))
        self.text.setVisible(bool(reports))
        self.chosen.currentIndexChanged.connect(self._show)
        self._show()

    def _show(self) -> None:
        self.text.setPlainText(self.chosen.currentData() or "")
