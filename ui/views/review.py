"""Whether a person has confirmed what was written: who and when, with a way to do it and to take it back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import wording
from ui.theme import Theme
from ui.views.parts import button, icon_label, label


class ReviewLine(QWidget):
    """One line; hidden while there is nothing to confirm."""

    confirmed = Signal()
    """Whoever sits here has reviewed it."""
    taken_back = Signal()
    """It needs review again."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon_label(theme, "warning", "warn")
        self.words = label()
        self.confirm = button(self.tr("I have reviewed it"), self.tr("I have reviewed it"), "", self.confirmed.emit)
        again = self.tr("Needs review again")
        self.again = button(again, again, "link", self.taken_back.emit)
        lines = QHBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._icon)
        lines.addWidget(self.words, 1)
        lines.addWidget(self.confirm)
        lines.addWidget(self.again)
        self.hide()

    def show_review(self, reviewer: str, reviewed: str) -> None:
        """Show who has confirmed it and when (ISO 8601), "" for nobody yet."""
        done = bool(reviewer)
        said = self.tr("Reviewed by %1, %2") if done else self.tr("Needs review: nobody has confirmed it yet.")
        self.words.setText(wording.fill(said, reviewer, wording.moment(reviewed)))
        self._theme.dress(self._icon, "supported" if done else "warning", "good" if done else "warn")
        self.confirm.setVisible(not done)
        self.again.setVisible(done)
        self.show()
