"""Where a question is typed: Enter sends, Shift+Enter begins a new line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QMenu, QPlainTextEdit, QVBoxLayout, QWidget

from ui import wording
from ui.theme import Theme
from ui.views.elided import ElidedLabel
from ui.views.flow import FlowLayout
from ui.views.parts import button, empty, ground, restyle, row

MOST_LINES = 7


@dataclass(frozen=True)
class LimitChip:
    """A limit by hand: its kind (`documents`, `folder`, `tag`, `dates`, `thorough`), its value, and how it is shown."""

    kind: str
    value: str
    text: str


class QuestionField(QPlainTextEdit):
    """Plain text that grows with what is typed."""

    sent = Signal()
    focused = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("question")
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send on Enter, pass everything else on."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.sent.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the frame around it."""
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the frame around it."""
        super().focusOutEvent(event)
        self.focused.emit(False)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font's size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._grow()

    def _grow(self) -> None:
        lines = min(MOST_LINES, max(1, int(self.document().size().height())))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 12)


class Composer(QWidget):
    """The field, what it asks about, and the button that asks or stops."""

    asked = Signal(str)
    stopped = Signal()
    limit_dropped = Signal(object)
    """The `LimitChip` whose limit is not to hold any more."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        ground(self, "composer")
        self._busy = False
        self.field = QuestionField()
        self.field.setAccessibleName(self.tr("Question"))
        self.field.setPlaceholderText(self.tr("Ask about your documents"))
        self.send = button(self.tr("Ask"), self.tr("Ask the question"), "primary", self._send)
        self.stop = button(self.tr("Stop"), self.tr("Stop the answer"), "", self.stopped.emit)
        theme.dress(self.send, "send", "on_accent")
        theme.dress(self.stop, "stop", "bad")
        self.limits = QMenu(self.tr("Limit the question"), self)
        self._limit = button(self.tr("Limit"), self.tr("Limit the question to a part of the library"), "plain")
        self._limit.setMenu(self.limits)
        self._chips = QWidget()
        self._line = FlowLayout(self._chips)
        self._hint = ElidedLabel(self.tr("Enter asks, Shift+Enter begins a new line"), "small")
        self._build()
        self._connect()
        self.set_busy(False)

    def set_ready(self, ready: bool) -> None:
        """Let questions in, or not yet."""
        self.field.setEnabled(ready)
        self._refresh()

    def set_busy(self, busy: bool) -> None:
        """Show Stop beside Ask while an answer is being written."""
        self._busy = busy
        self.stop.setVisible(busy)
        self.stop.setEnabled(True)
        self._refresh()

    def show_limits(self, limits: Sequence[LimitChip]) -> None:
        """Show what the next question is limited to, each limit as a chip that drops it."""
        empty(self._line)
        for limit in limits:
            self._line.addWidget(self._chip(limit))
        self._chips.setVisible(bool(limits))

    def choose_limits(self) -> None:
        """Open the menu of limits."""
        self._limit.showMenu()

    def _chip(self, limit: LimitChip) -> QWidget:
        name = wording.fill(self.tr("Drop the limit: %1"), limit.text)
        chip = button(f"{wording.on_button(limit.text)}  ✕", name, "chip", lambda: self.limit_dropped.emit(limit))
        chip.setToolTip(wording.tooltip(name))
        return chip

    def put_back(self, question: str) -> None:
        """Put a question into the field again, unless something new is being typed there."""
        if not self.field.toPlainText().strip():
            self.field.setPlainText(question)

    def _build(self) -> None:
        self._chips.hide()
        foot = row(self._limit, self._hint, self.stop, self.send, spacing=8, stretch=1)
        box = QFrame()
        box.setObjectName("inputFrame")
        self._box = box
        inner = QVBoxLayout(box)
        inner.setContentsMargins(12, 8, 8, 8)
        inner.setSpacing(4)
        inner.addWidget(self._chips)
        inner.addWidget(self.field)
        inner.addLayout(foot)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(20, 8, 20, 16)
        lines.addWidget(box)

    def _connect(self) -> None:
        self.field.sent.connect(self._send)
        self.field.textChanged.connect(self._refresh)
        self.field.focused.connect(lambda active: restyle(self._box, "active", active))

    def _refresh(self) -> None:
        self.send.setEnabled(self.field.isEnabled() and bool(self.field.toPlainText().strip()))

    def _send(self) -> None:
        question = self.field.toPlainText().strip()
        if question and self.field.isEnabled():
            self.field.clear()
            self.asked.emit(question)
