"""A message inside the window, where it is about, instead of a dialog."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.views.parts import button, column, icon_button, icon_label, label


class Tone(StrEnum):
    """How a message is meant; each has an icon beside its colour."""

    INFO = "info"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


_ICONS = {Tone.INFO: "info", Tone.GOOD: "supported", Tone.WARN: "warning", Tone.BAD: "error"}


class Notice(QFrame):
    """One message with what can be done about it."""

    dismissed = Signal()
    """The message was taken away."""

    def __init__(self, theme: Theme, tone: Tone, text: str, *, closable: bool = True) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.setProperty("tone", tone.value)
        self.setAccessibleName(text)
        self.text = text
        self._actions = QHBoxLayout()
        self._actions.setSpacing(theme.space("small"))
        self._actions.addStretch(1)
        words = column(label(text, selectable=True), spacing=theme.space("small"))
        words.addLayout(self._actions)
        self._words = words
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 10, 8, 10)
        line.setSpacing(10)
        line.addWidget(icon_label(theme, _ICONS[tone], tone.value), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        if closable:
            close = icon_button(theme, "close", self.tr("Close this message"), self.dismiss)
            line.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)

    def add_action(self, text: str, clicked: Callable[[], object], *, primary: bool = False) -> None:
        """Offer something to do; the message goes away once it was chosen."""

        def choose() -> None:
            self.dismiss()
            clicked()

        made = button(text, text, "primary" if primary else "", choose)
        self._actions.insertWidget(self._actions.count() - 1, made)

    def add_widget(self, widget: QWidget) -> None:
        """Put a widget beneath the text, such as a field for a password."""
        self._words.insertWidget(1, widget)

    def dismiss(self) -> None:
        """Take the message away."""
        self.hide()
        self.dismissed.emit()
        self.deleteLater()


class NoticeStack(QScrollArea):
    """Messages beneath each other, the newest on top, at most four; as high as they are, up to a share of the window.

    It takes no room while there are none.
    """

    LIMIT = 4
    SHARE = 0.34
    """Of the window's height, at the most."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._notices: list[Notice] = []
        self._inner = QWidget()
        self._lines = QVBoxLayout(self._inner)
        self._lines.setContentsMargins(12, 10, 12, 4)
        self._lines.setSpacing(theme.space("small"))
        self.setWidget(self._inner)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner.setAutoFillBackground(False)
        self._inner.installEventFilter(self)
        self.hide()

    def say(self, tone: Tone, text: str) -> Notice:
        """Show a message."""
        notice = Notice(self._theme, tone, text)
        notice.dismissed.connect(partial(self._forget, notice))
        self._notices.insert(0, notice)
        self._lines.insertWidget(0, notice)
        self.show()
        for old in self.notices()[self.LIMIT :]:
            old.dismiss()
        return notice

    def complain(self, sentence: str) -> None:
        """Show what went wrong."""
        self.say(Tone.BAD, sentence)

    def notices(self) -> list[Notice]:
        """Return the messages shown, newest first."""
        return list(self._notices)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the height of the messages."""
        if watched is self._inner and event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width: narrower messages are higher."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wanted = self._lines.totalHeightForWidth(self.viewport().width())
        self.setFixedHeight(max(1, min(wanted, round(self.window().height() * self.SHARE))))

    def _forget(self, notice: Notice) -> None:
        self._notices.remove(notice)
        self.setVisible(bool(self._notices))
