"""Texts that are shortened with an ellipsis rather than widen what they stand in."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy

from ui import wording

LEAST = 40
"""Pixels that always fit."""


class ElidedButton(QPushButton):
    """A link or chip that shows as much of its text as there is room for."""

    def __init__(self, text: str, name: str, role: str) -> None:
        super().__init__()
        self._whole = wording.on_button(text)
        self.setProperty("role", role)
        self.setAccessibleName(name)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(self._whole)

    @property
    def text_in_full(self) -> str:
        """The text, however much of it is shown."""
        return self._whole.replace("&&", "&")

    def show_text(self, text: str) -> None:
        """Show another text; the name for a screen reader stays."""
        self._whole = wording.on_button(text)
        self.setText(self._whole)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size of the whole text, however much of it is shown."""
        metrics = self.fontMetrics()
        hidden = metrics.horizontalAdvance(self._whole) - metrics.horizontalAdvance(self.text())
        return super().sizeHint().grownBy(QMargins(0, 0, hidden, 0))

    def minimumSizeHint(self) -> QSize:
        """Return a width that always fits."""
        return QSize(LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the text to the new width."""
        super().resizeEvent(event)
        self.setText(self._whole)
        missing = super().sizeHint().width() - self.width()
        if missing > 0:
            room = self.fontMetrics().horizontalAdvance(self._whole) - missing
            self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))


class ElidedLabel(QLabel):
    """A line of plain text that shows as much as there is room for, and all of it as a tooltip."""

    def __init__(self, text: str = "", role: str = "", *, as_wide_as_text: bool = False) -> None:
        super().__init__()
        self._whole = ""
        self._natural = as_wide_as_text
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        across = QSizePolicy.Policy.Preferred if as_wide_as_text else QSizePolicy.Policy.Ignored
        self.setSizePolicy(across, QSizePolicy.Policy.Preferred)
        self.show_text(text)

    @property
    def text_in_full(self) -> str:
        """The text, however much of it is shown."""
        return self._whole

    def show_text(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self.setToolTip(wording.tooltip(text))
        self.setAccessibleName(text)
        self._shorten()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the room of the whole text, where that is wanted, however much of it is shown."""
        hint = super().sizeHint()
        if not self._natural:
            return hint
        margins = self.contentsMargins()
        width = self.fontMetrics().horizontalAdvance(self._whole) + margins.left() + margins.right() + 1
        return QSize(width, hint.height())

    def minimumSizeHint(self) -> QSize:
        """Return a width that always fits."""
        return QSize(LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the text to the new width."""
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        room = max(LEAST, self.contentsRect().width())
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))
