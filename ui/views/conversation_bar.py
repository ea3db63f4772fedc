"""Over the conversation: its title, a new one, and the way to all that are kept."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import Theme
from ui.views.elided import ElidedLabel
from ui.views.parts import button, ground


class ConversationBar(QWidget):
    """What is open, and what may be opened instead."""

    new_wanted = Signal()
    """A new conversation is to begin."""
    all_wanted = Signal()
    """The conversations that are kept are to be shown."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        ground(self, "conversationBar")
        self.title = ElidedLabel(self.tr("New conversation"), "small")
        self.new = button(self.tr("New"), self.tr("Begin a new conversation"), "plain", self.new_wanted.emit)
        self.all = button(
            self.tr("All conversations…"), self.tr("Show all conversations"), "plain", self.all_wanted.emit
        )
        theme.dress(self.new, "edit", "muted")
        theme.dress(self.all, "chat", "muted")
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 6, 14, 6)
        line.addWidget(self.title, 1)
        line.addWidget(self.new)
        line.addWidget(self.all)

    def show_title(self, title: str) -> None:
        """Show what is open, "" for a new conversation."""
        self.title.show_text(title or self.tr("New conversation"))
