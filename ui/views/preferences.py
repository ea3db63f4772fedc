"""The settings in one place, each with a sentence that says what it does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QSpinBox, QVBoxLayout, QWidget

from ui.theme import Mode, Theme
from ui.views.parts import button, column, label

FIELD_HEIGHT = 34
LEAST_CONTEXT, MOST_CONTEXT, CONTEXT_STEP = 512, 131_072, 1024


class Preferences(QDialog):
    """Tells what was chosen at once: there is no OK to forget."""

    mode_chosen = Signal(object)
    """A `Mode`."""
    model_chosen = Signal(str)
    context_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(480, 420)
        self.colours = self._make_colours(theme.mode)
        self.model = QComboBox()
        self.model.setEnabled(False)
        self.model.textActivated.connect(self.model_chosen)
        self.context = self._make_context()
        self.remark = label("", "small")
        self._build(theme)

    def show_engine(self, models: Sequence[str], in_use: str, context: int) -> None:
        """Show which models there are, which one is asked, and how much it may hold."""
        self.model.clear()
        self.model.addItems(list(models))
        self.model.setCurrentText(in_use)
        self.model.setEnabled(bool(models))
        self.context.setValue(context)
        self.context.setEnabled(True)

    def show_remark(self, sentence: str) -> None:
        """Say what became of a choice."""
        self.remark.setText(sentence)

    def _make_colours(self, mode: Mode) -> QComboBox:
        choice = QComboBox()
        for each, text in (
            (Mode.SYSTEM, self.tr("As the system has them")),
            (Mode.LIGHT, self.tr("Light")),
            (Mode.DARK, self.tr("Dark")),
        ):
            choice.addItem(text, each)
        choice.setCurrentIndex(choice.findData(mode))
        choice.activated.connect(lambda _index: self.mode_chosen.emit(choice.currentData()))
        return choice

    def _make_context(self) -> QSpinBox:
        field = QSpinBox()
        field.setRange(LEAST_CONTEXT, MOST_CONTEXT)
        field.setSingleStep(CONTEXT_STEP)
        field.setGroupSeparatorShown(True)
        field.setKeyboardTracking(False)
        field.setEnabled(False)
        field.editingFinished.connect(lambda: self.context_chosen.emit(field.value()))
        return field

    def _build(self, theme: Theme) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(24, 20, 24, 18)
        lines.setSpacing(theme.space("large"))
        for field, name, sentence in self._entries():
            field.setMinimumHeight(FIELD_HEIGHT)
            field.setAccessibleName(name)
            field.setAccessibleDescription(sentence)
            lines.addLayout(column(label(name, "section"), field, label(sentence, "small"), spacing=4))
        lines.addWidget(self.remark)
        close = button(self.tr("Close"), self.tr("Close"), "primary", self.accept)
        lines.addWidget(close, 0, Qt.AlignmentFlag.AlignTrailing)
        self.colours.setFocus(Qt.FocusReason.OtherFocusReason)

    def _entries(self) -> tuple[tuple[QWidget, str, str], ...]:
        """Return each field with its name and the sentence that says what it does."""
        return (
            (self.colours, self.tr("Colours"), self.tr("How the window looks.")),
            (
                self.model,
                self.tr("Model"),
                self.tr("Writes answers and summaries. The command “haversack models import” brings others."),
            ),
            (
                self.context,
                self.tr("Context, in tokens"),
                self.tr("The most that a model holds at once, pages and answer together. More takes more memory."),
            ),
        )
