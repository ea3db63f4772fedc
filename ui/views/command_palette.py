"""Every action of the window, found by typing a few of its letters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QMenu, QMenuBar, QVBoxLayout, QWidget

from ui.wording import tr

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class CommandPalette(QDialog):
    """A field over a list; Enter does what is marked, Esc goes away."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget, title: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title or self.tr("Commands"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(480, 380)
        self._actions = actions
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("Command"))
        self.field.setPlaceholderText(title or self.tr("Type a command"))
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Commands"))
        lines = QVBoxLayout(self)
        lines.addWidget(self.field)
        lines.addWidget(self.list)
        self.field.textChanged.connect(self._show)
        self.field.returnPressed.connect(self._run)
        self.list.itemActivated.connect(self._run)
        self._show("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move the mark while the field has the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _STEPS:
            row = self.list.currentRow() + _STEPS[Qt.Key(event.key())]
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
            return True
        return super().eventFilter(watched, event)

    def _show(self, typed: str) -> None:
        self.list.clear()
        for action in self._actions:
            if _holds(words(action), typed):
                item = QListWidgetItem(_with_shortcut(action))
                item.setData(Qt.ItemDataRole.UserRole, action)
                self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _run(self) -> None:
        item = self.list.currentItem()
        self.close()
        if item is not None:
            item.data(Qt.ItemDataRole.UserRole).trigger()


def actions_of(bar: QMenuBar) -> list[QAction]:
    """Return what can be done from a menu bar, in its order."""
    menus = bar.findChildren(QMenu)
    return [action for menu in menus for action in menu.actions() if action.text() and action.menu() is None]


def words(action: QAction) -> str:
    """Return an action's words without the mark of its letter."""
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")


def _with_shortcut(action: QAction) -> str:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return tr("%1   (%2)", words(action), keys) if keys else words(action)


def _holds(text: str, typed: str) -> bool:
    """Whether the letters typed stand in the text in this order, word by word."""
    return all(part in text.casefold() for part in typed.casefold().split())
