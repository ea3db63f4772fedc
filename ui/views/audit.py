"""The log of the open library: who did what with it and when, and whether the log is whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QPlainTextEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui import wording
from ui.models import audit_words
from ui.models.audit import AuditLine, AuditModel
from ui.theme import Theme
from ui.views.parts import button, icon_label, label, row
from ui.views.sift_field import SiftField
from ui.views.tables import rows_table

if TYPE_CHECKING:  # nothing of it is needed to paint an empty window
    from assistant.library.audit.verifying import Verdict

WIDEST = 200
FINDINGS_HEIGHT = 110


class AuditView(QDialog):
    """A table that words are sought in, with ways to check the log and to export it. Esc closes it."""

    check_wanted = Signal()
    stop_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Audit log"))
        self.resize(860, 520)
        self.model = AuditModel(self)
        self.filter = SiftField(self.tr("Filter entries"))
        self.filter.sought.connect(self._sift)
        self.table = self._make_table()
        self.state = label(
            self.tr("Each entry is bound to the one before it: a check finds every change and every gap.")
        )
        self.findings = self._make_findings()
        self.check = button(self.tr("Check the log"), self.tr("Check the log"), "", self._check)
        self.export = button(self.tr("Export…"), self.tr("Export the log"), "", self.export_wanted.emit)
        self._checking = False
        self._build(theme)
        self.filter.setFocus()

    def show_lines(self, lines: Sequence[AuditLine]) -> None:
        """Show these entries; the words sought stay."""
        self.model.show(lines)
        self._fit()
        self._tell_count()

    def show_verdict(self, verdict: Verdict) -> None:
        """Say that the log is whole, or everything that is wrong with it."""
        numbers = [wording.number(each) for each in (verdict.entries, verdict.first, verdict.last)]
        if verdict.whole:
            sentence = self.tr("The log is whole: %1 entries, from no. %2 to no. %3.")
        else:
            sentence = self.tr("The log is not whole:")
        self.say(wording.fill(sentence, *numbers))
        self.findings.setPlainText("\n".join(audit_words.finding(each) for each in verdict.findings))
        self.findings.setVisible(not verdict.whole)

    def say(self, sentence: str) -> None:
        """Say something about the log, in place of what was said before."""
        self._offer(self.tr("Check the log"))
        self.findings.hide()
        self.state.setText(sentence)

    def _check(self) -> None:
        if self._checking:
            self.stop_wanted.emit()
            return
        self.say(self.tr("The log is being checked…"))
        self._offer(self.tr("Stop checking"), checking=True)
        self.check_wanted.emit()

    def _offer(self, text: str, *, checking: bool = False) -> None:
        """Let the button check the log or stop that."""
        self._checking = checking
        self.check.setText(text)
        self.check.setAccessibleName(text)

    def _sift(self, sought: str) -> None:
        self.model.seek(sought)
        self._tell_count()

    def _tell_count(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        self.count.setText(wording.fill(self.tr("%1 of %2 entries"), wording.number(shown), wording.number(total)))

    def _fit(self) -> None:
        header = self.table.horizontalHeader()
        self.table.resizeColumnsToContents()
        for column in range(header.count() - 1):
            header.resizeSection(column, min(WIDEST, header.sectionSize(column)))

    def _make_table(self) -> QTableView:
        table = rows_table(self.tr("Entries"), self.model)
        table.setWordWrap(False)
        table.horizontalHeader().setStretchLastSection(True)
        return table

    def _make_findings(self) -> QPlainTextEdit:
        text = QPlainTextEdit()
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName(self.tr("What is wrong with the log"))
        text.setFixedHeight(FINDINGS_HEIGHT)
        text.hide()
        return text

    def _build(self, theme: Theme) -> None:
        foot = row(self.check, self.export)
        foot.addWidget(button(self.tr("Close"), self.tr("Close"), "primary", self.accept))
        self.count = label("", "small", wrap=False)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(20, 18, 20, 14)
        lines.setSpacing(theme.space("medium"))
        lines.addLayout(row(icon_label(theme, "search", "muted"), self.filter, self.count, stretch=1))
        lines.addWidget(self.table, 1)
        lines.addWidget(self.state)
        lines.addWidget(self.findings)
        lines.addLayout(foot)
