"""What a library keeps at the most, and the folders whose documents are marked as they come in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui import wording
from ui.theme import Theme
from ui.views.elided import ElidedLabel
from ui.views.mark_field import fill_levels, marking_choice
from ui.views.parts import button, label, row
from ui.views.tables import folder_table

if TYPE_CHECKING:  # nothing of it is needed to paint an empty window
    from assistant.library.markings.rules import FolderRule


class TermsView(QDialog):
    """The ceiling over a table of folders. Esc closes it."""

    ceiling_wanted = Signal(str, str)
    """The highest marking that the library may keep, "" for no limit, and the reason."""
    rule_wanted = Signal(object, str, str)
    """A folder, the marking of what comes from it ("" for no rule) and the reason."""
    folder_wanted = Signal()
    """A folder is to be chosen."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Markings of this library"))
        self.resize(640, 560)
        self._folder: Path | None = None
        self.ceiling = marking_choice(self.tr("Highest marking that this library keeps"))
        self.limit = button(self.tr("Set"), self.tr("Set the highest marking"), "", self._set_ceiling)
        self.table = self._make_table()
        self.choose = button(self.tr("Choose a folder…"), self.tr("Choose a folder"), "", self.folder_wanted.emit)
        self.folder = ElidedLabel(self.tr("No folder is chosen."), "muted")
        self.marking = marking_choice(self.tr("Marking of what comes from the folder"))
        self.rule = button(self.tr("Set the rule"), self.tr("Set the rule of the folder"), "", self._set_rule)
        self.reason = self._make_reason()
        self.problem = label()
        self.problem.setProperty("tone", "bad")
        for choice in (self.ceiling, self.marking):
            fill_levels(choice, theme)
        self._build(theme)
        self.choose_folder(None)
        self.show_problem("")

    def show_terms(self, ceiling: str, rules: Sequence[FolderRule]) -> None:
        """Show what holds now."""
        self.ceiling.setCurrentText(ceiling)
        self.table.clear()
        self.table.addTopLevelItems([_item(rule) for rule in rules])
        self.reason.clear()
        self.show_problem("")

    def show_problem(self, sentence: str) -> None:
        """Say why something was not set."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def choose_folder(self, folder: Path | None) -> None:
        """Let a rule be set for a folder."""
        self._folder = folder
        self.folder.show_text(str(folder) if folder else self.tr("No folder is chosen."))
        self.rule.setEnabled(folder is not None)

    def _set_ceiling(self) -> None:
        self.ceiling_wanted.emit(self.ceiling.currentText().strip(), self.reason.text().strip())

    def _set_rule(self) -> None:
        self.rule_wanted.emit(self._folder, self.marking.currentText().strip(), self.reason.text().strip())

    def _chosen(self) -> None:
        """Bring a rule that is chosen into the fields, where it can be changed."""
        for item in self.table.selectedItems():
            self.choose_folder(Path(item.text(0)))
            self.marking.setCurrentText(item.text(1))

    def _make_reason(self) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(self.tr("Reason"))
        field.setPlaceholderText(self.tr("Reason, where something becomes less strict"))
        field.setAcceptDrops(False)
        return field

    def _make_table(self) -> QTreeWidget:
        heads = [self.tr("Folder"), self.tr("Marking")]
        return folder_table(self.tr("Folders whose documents are marked"), heads, self._chosen)

    def _build(self, theme: Theme) -> None:
        refuses = self.tr("What is marked higher is refused when it is added. None sets no limit.")
        marks = self.tr("What comes from these folders is marked at least so. None takes a rule away.")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(20, 18, 20, 14)
        lines.setSpacing(theme.space("small"))
        lines.addWidget(label(self.tr("Highest marking"), "section"))
        lines.addLayout(row(self.ceiling, self.limit, stretch=0))
        lines.addWidget(label(refuses, "small"))
        lines.addSpacing(theme.space("medium"))
        lines.addWidget(label(self.tr("Folders"), "section"))
        lines.addWidget(self.table, 1)
        lines.addLayout(row(self.choose, self.folder, stretch=1))
        lines.addLayout(row(self.marking, self.rule, stretch=0))
        lines.addWidget(label(marks, "small"))
        lines.addSpacing(theme.space("medium"))
        lines.addWidget(self.reason)
        foot = row(self.problem, button(self.tr("Close"), self.tr("Close"), "primary", self.accept), stretch=0)
        lines.addLayout(foot)


def _item(rule: FolderRule) -> QTreeWidgetItem:
    item = QTreeWidgetItem([rule.folder, rule.marking])
    item.setToolTip(0, wording.tooltip(rule.folder))
    return item
