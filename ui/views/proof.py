"""What keeps the program from the network, tried out before the user's eyes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ui import wording
from ui.theme import Theme
from ui.views.parts import button, column, fit_height, icon_label, keep_fitting, label, row

if TYPE_CHECKING:  # nothing is tried before the window is painted
    from assistant.guard.trial import Trial


class ProofView(QDialog):
    """Shows the guard's sentence, then each attempt to leave and what became of it. Esc closes it."""

    report_wanted = Signal()
    """A signed report is to be made."""

    def __init__(self, theme: Theme, sentence: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Proof that the program is offline"))
        self.setMinimumWidth(520)
        self._theme = theme
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.space("medium"))
        self.state = label(self.tr("Trying to reach the network…"), "muted")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(24, 22, 24, 18)
        lines.setSpacing(theme.space("large"))
        lines.addWidget(label(sentence, "heading"))
        lines.addWidget(self.state)
        lines.addLayout(self._rows)
        text = self.tr(
            "A report makes the whole journey on sample documents under watch, and is signed. It takes minutes."
        )
        lines.addWidget(label(text, "small"))
        report = button(self.tr("Make a signed report…"), self.tr("Make a signed report"), "", self.report_wanted.emit)
        close = button(self.tr("Close"), self.tr("Close"), "primary", self.accept)
        foot = row(report, close)
        foot.takeAt(foot.count() - 1)
        foot.insertStretch(1, 1)
        lines.addLayout(foot)
        keep_fitting(self, theme)

    def show_trials(self, trials: Sequence[Trial]) -> None:
        """Show what was tried."""
        refused = all(trial.refused for trial in trials)
        self.state.setText(self.tr("Tried just now:") if refused else self.tr("Something was not refused:"))
        for trial in trials:
            icon, tone = ("supported", "good") if trial.refused else ("error", "bad")
            words = column(label(trial.tried), label(trial.said, "small", selectable=True), spacing=2)
            line = row(icon_label(self._theme, icon, tone), spacing=10)
            line.takeAt(line.count() - 1)
            line.addLayout(words, 1)
            held = QWidget()
            held.setLayout(line)
            self._rows.addWidget(held)
        QTimer.singleShot(0, self, partial(fit_height, self))

    def show_problem(self, sentence: str) -> None:
        """Say why nothing was tried."""
        self.state.setText(wording.one_line(sentence, 300))
