"""The middle: questions and answers in the order in which they came, and the field for the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ui import wording
from ui.theme import Theme
from ui.views.composer import Composer
from ui.views.conversation_bar import ConversationBar
from ui.views.empty_state import EmptyState
from ui.views.parts import button, column, empty, ground, reading_area

if TYPE_CHECKING:  # there is no turn to show before something was asked
    from ui.views.turn import Turn


class Conversation(QWidget):
    """Shows turns and keeps the beginning of the newest one in view as it grows, until the user scrolls."""

    opened = Signal(object)
    copy_wanted = Signal(object)
    wished = Signal(object)
    """One of `ui.wishes`, from a turn."""
    earlier_wanted = Signal()
    """Questions before the first one shown are to be shown, too."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        ground(self, "conversation")
        self._theme = theme
        self._turns: list[Turn] = []
        self._follow = True
        self.composer = Composer(theme)
        self.bar = ConversationBar(theme)
        self.empty = EmptyState(
            theme,
            "chat",
            self.tr("Ask your documents"),
            self.tr("Answers come with the pages they rest on. A click on a page opens it with the words marked."),
        )
        self._earlier = button("", "", "link", self.earlier_wanted.emit)
        self._column = QVBoxLayout()
        self.area = self._make_scroll()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.area)
        self._build()

    def turns(self) -> list[Turn]:
        """Return the turns shown, oldest first."""
        return list(self._turns)

    def add_turn(self, question: str, *, first: bool = False) -> Turn:
        """Show a question at the end, or one of earlier before all others."""
        from ui.views.turn import Turn  # noqa: PLC0415 - as above

        turn = Turn(self._theme, question)
        turn.opened.connect(self.opened)
        turn.copy_wanted.connect(self.copy_wanted)
        turn.wished.connect(self.wished)
        place = 0 if first else len(self._turns)
        self._turns.insert(place, turn)
        self._column.insertWidget(place, turn)
        self._stack.setCurrentWidget(self.area)
        self._follow = not first
        return turn

    def show_earlier(self, count: int) -> None:
        """Offer to show so many questions that were asked before the first one shown; 0 for none."""
        text = wording.fill(self.tr("Show earlier questions (%1)"), wording.number(count))
        self._earlier.setText(text)
        self._earlier.setAccessibleName(text)
        self._earlier.setVisible(count > 0)

    def follow(self) -> None:
        """Keep the newest question in view again."""
        self._follow = True

    def clear(self) -> None:
        """Begin a new conversation."""
        self._turns.clear()
        empty(self._column)
        self.show_earlier(0)
        self._stack.setCurrentWidget(self.empty)

    def _build(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.bar)
        lines.addWidget(self._stack, 1)
        lines.addWidget(self.composer)

    def _make_scroll(self) -> QScrollArea:
        self._column.setSpacing(self._theme.space("wide"))
        whole = column(self._earlier)
        whole.addLayout(self._column)
        self._earlier.hide()
        area = reading_area(whole, self.tr("Conversation"))
        bar = area.verticalScrollBar()
        bar.rangeChanged.connect(self._keep_up)
        bar.sliderMoved.connect(self._let_go)
        bar.actionTriggered.connect(self._let_go)
        return area

    def _let_go(self, _value: int) -> None:
        self._follow = False

    def _keep_up(self, _least: int, most: int) -> None:
        if self._follow and self._turns:
            self.area.verticalScrollBar().setValue(min(most, self._turns[-1].y()))
