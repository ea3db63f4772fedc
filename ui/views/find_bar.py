"""The bar that finds words in the document that is open."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import wording
from ui.theme import Theme
from ui.views.parts import ground, icon_button, label, row


class FindBar(QWidget):
    """A field, how many places there are, and steps between them. Esc closes it."""

    typed = Signal(str)
    stepped = Signal(int)
    """1 for the next place, -1 for the one before."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        ground(self, "viewerBar")
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("Find in this document"))
        self.field.setPlaceholderText(self.tr("Find in this document"))
        self.field.setAcceptDrops(False)
        self.field.textChanged.connect(lambda text: self.typed.emit(text.strip()))
        self.count = label("", "small", wrap=False)
        before = icon_button(theme, "previous", self.tr("Place before"), lambda: self.stepped.emit(-1))
        after = icon_button(theme, "next", self.tr("Next place"), lambda: self.stepped.emit(1))
        close = icon_button(theme, "close", self.tr("Close"), self.close_bar)
        line = row(self.field, self.count, before, after, close, spacing=4, stretch=0)
        line.setContentsMargins(14, 4, 10, 6)
        self.setLayout(line)
        self.hide()

    def open_bar(self) -> None:
        """Show the bar, ready to be typed into."""
        self.show()
        self.field.setFocus()
        self.field.selectAll()

    def close_bar(self) -> bool:
        """Hide the bar; whether it was there."""
        was_there = not self.isHidden()
        self.hide()
        return was_there

    def show_count(self, place: int, places: int) -> None:
        """Say which of how many places is seen, from 1; 0 of 0 where there is none."""
        text = wording.fill(self.tr("%1 of %2"), wording.number(place), wording.number(places))
        self.count.setText(text if places else self.tr("Not in this document"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step on Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return
        super().keyPressEvent(event)
