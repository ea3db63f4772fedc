"""The place that invites files, and the ear that hears drops anywhere on the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.views.flow import FlowLayout
from ui.views.parts import button, column, icon_label, label, restyle


class DropZone(QFrame):
    """Teaches dropping, and offers buttons for those who'd rather choose."""

    files_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "drop")
        self.setAccessibleName(self.tr("Add documents"))
        self._kinds = label(self.tr("PDF, Office, text, pictures"), "small")
        words = column(label(self.tr("Drop files or folders")), self._kinds, spacing=2)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(icon_label(theme, "drop", "accent", 20))
        head.addLayout(words, 1)
        buttons = FlowLayout(spacing=4)
        buttons.addWidget(button(self.tr("Add files…"), self.tr("Add files"), "link", self.files_wanted.emit))
        buttons.addWidget(button(self.tr("Add folder…"), self.tr("Add a folder"), "link", self.folder_wanted.emit))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(12, 10, 12, 8)
        lines.setSpacing(4)
        lines.addLayout(head)
        lines.addLayout(buttons)

    def fold(self, *, folded: bool) -> None:
        """Say less where there is little room."""
        self._kinds.setVisible(not folded)

    def set_active(self, active: bool) -> None:
        """Show that a drop would be taken now."""
        restyle(self, "active", active)


class DropListener(QObject):
    """Takes drops anywhere on a window, whatever widget lies beneath the pointer."""

    hovering = Signal(bool)
    dropped = Signal(QMimeData)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Handle the window's drag and drop events."""
        if event.type() in {QEvent.Type.DragEnter, QEvent.Type.DragMove} and isinstance(event, QDropEvent):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.hovering.emit(True)
            return True
        if event.type() is QEvent.Type.DragLeave:
            self.hovering.emit(False)
            return True
        if event.type() is QEvent.Type.Drop and isinstance(event, QDropEvent):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.hovering.emit(False)
            self.dropped.emit(event.mimeData())
            return True
        return False
