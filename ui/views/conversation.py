"""The middle: questions and answers in the order in which they came, and the field for the next one."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.views.composer import Composer
from ui.views.empty_state import EmptyState
from ui.views.notice import NoticeStack
from ui.views.parts import empty, ground, reading_column
from ui.views.turn import Turn


class Conversation(QWidget):
    """Shows turns and follows the newest one as it grows, unless the user has scrolled away."""

    opened = Signal(object)
    copy_wanted = Signal(object)
    retry_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        ground(self, "conversation")
        self._theme = theme
        self._turns: list[Turn] = []
        self._follow = True
        self.notices = NoticeStack(theme)
        self.composer = Composer(theme)
        self.empty = EmptyState(
            theme,
            "chat",
            self.tr("Ask your documents"),
            self.tr("Answers come with the pages they rest on. A click on a page opens it with the words marked."),
        )
        self._column = QVBoxLayout()
        self.area = self._make_scroll()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.area)
        self._build()

    def turns(self) -> list[Turn]:
        """Return the turns shown, oldest first."""
        return list(self._turns)

    def add_turn(self, question: str) -> Turn:
        """Show a new question at the end."""
        turn = Turn(self._theme, question)
        turn.opened.connect(self.opened)
        turn.copy_wanted.connect(self.copy_wanted)
        turn.retry_wanted.connect(self.retry_wanted)
        self._turns.append(turn)
        self._column.addWidget(turn)
        self._stack.setCurrentWidget(self.area)
        self._follow = True
        return turn

    def clear(self) -> None:
        """Begin a new conversation."""
        self._turns.clear()
        empty(self._column)
        self._stack.setCurrentWidget(self.empty)

    def show_from_top(self, turn: Turn) -> None:
        """Stop following, and bring the beginning of a turn into view once it is laid out."""
        self._follow = False
        QTimer.singleShot(0, turn, lambda: self.area.verticalScrollBar().setValue(turn.y()))

    def _build(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(20, 0, 20, 0)
        top.addWidget(self.notices)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 12, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(top)
        lines.addWidget(self._stack, 1)
        lines.addWidget(self.composer)

    def _make_scroll(self) -> QScrollArea:
        inner = QWidget()
        ground(inner, "column")
        self._column.setSpacing(self._theme.space("wide"))
        reading_column(inner, self._column)
        area = QScrollArea()
        area.setAccessibleName(self.tr("Conversation"))
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = area.verticalScrollBar()
        bar.rangeChanged.connect(self._keep_up)
        bar.sliderMoved.connect(lambda value: self._note(value >= bar.maximum() - 4))
        bar.actionTriggered.connect(lambda _action: self._note(bar.sliderPosition() >= bar.maximum() - 4))
        return area

    def _note(self, at_end: bool) -> None:
        self._follow = at_end

    def _keep_up(self, _least: int, most: int) -> None:
        if self._follow:
            self.area.verticalScrollBar().setValue(most)
