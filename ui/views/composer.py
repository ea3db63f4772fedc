"""Where a question is typed: Enter sends, Shift+Enter begins a new line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.views.elided import ElidedLabel
from ui.views.limit_chooser import LimitChooser
from ui.views.parts import button, ground, restyle, row

MOST_LINES = 7


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
        self.limits = LimitChooser(self.tr("Limit the question to a part of the library"), self)
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

    def put_back(self, question: str) -> None:
        """Put a question into the field again, unless something new is being typed there."""
        if not self.field.toPlainText().strip():
            self.field.setPlainText(question)

    def _build(self) -> None:
        foot = row(self.limits.button, self._hint, self.stop, self.send, spacing=8, stretch=1)
        box = QFrame()
        box.setObjectName("inputFrame")
        self._box = box
        inner = QVBoxLayout(box)
        inner.setContentsMargins(12, 8, 8, 8)
        inner.setSpacing(4)
        inner.addWidget(self.limits.chips)
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
