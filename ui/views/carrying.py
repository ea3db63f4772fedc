"""Dragging out: a widget hands what it stands for to another program, as rich and as plain text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget


class Carrier(QObject):
    """Begins a drag where a widget is pressed and pulled; a plain click stays a click.

    Args:
        widget: Lives as long as this does.
        make: Makes what is carried, when it is.
    """

    def __init__(self, widget: QWidget, make: Callable[[], QMimeData]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._make = make
        self._pressed = QPoint(-1, -1)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch the widget's mouse."""
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonPress:
            self._pressed = event.position().toPoint()
        elif isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseMove and self._is_pulled(event):
            self._carry()
            return True
        return super().eventFilter(watched, event)

    def _is_pulled(self, event: QMouseEvent) -> bool:
        far = (event.position().toPoint() - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        return far and bool(event.buttons() & Qt.MouseButton.LeftButton)

    def _carry(self) -> None:
        if isinstance(self._widget, QAbstractButton):
            self._widget.setDown(False)
        drag = QDrag(self._widget)
        drag.setMimeData(self._make())
        drag.exec(Qt.DropAction.CopyAction)
