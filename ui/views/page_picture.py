"""One page as a picture, with the words that matter marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSizeF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from assistant.documents.values import Box
from ui.theme import Theme
from ui.views import highlights


class PagePicture(QWidget):
    """Paints a page at a width; an older picture is stretched until the sharp one has come."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Page"))
        self._theme = theme
        self._pixmap = QPixmap()
        self._boxes: list[Box] = []

    @property
    def boxes(self) -> list[Box]:
        """The marked lines, as fractions of the page."""
        return list(self._boxes)

    @property
    def has_picture(self) -> bool:
        """Whether there is something to show."""
        return not self._pixmap.isNull()

    def show_picture(self, pixmap: QPixmap) -> None:
        """Show a page."""
        self._pixmap = pixmap
        self.update()

    def clear(self) -> None:
        """Show no page."""
        self.show_picture(QPixmap())
        self._boxes = []

    def mark(self, boxes: Sequence[Box]) -> None:
        """Mark words, given as fractions of the page."""
        self._boxes = highlights.lines(boxes)
        self.update()

    def set_width(self, width: int) -> None:
        """Take a width in device-independent pixels; the height follows from the picture."""
        if self.has_picture:
            self.setFixedSize(width, round(width * self._pixmap.height() / self._pixmap.width()))

    def first_mark(self) -> QRect:
        """Return where the first marked line is, null where there is none."""
        if not self._boxes:
            return QRect()
        return highlights.rectangle(self._boxes[0], QSizeF(self.size())).toRect()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint paper, picture and marks."""
        if not self.has_picture:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(self.rect(), self._pixmap)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("mark"))
        for box in self._boxes:
            painter.drawRoundedRect(highlights.rectangle(box, QSizeF(self.size())), 3, 3)
        painter.end()
