"""Which library is open, and the way to another or a new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui import wording
from ui.theme import Theme
from ui.views.parts import icon_label


class LibraryChooser(QWidget):
    """A button with the libraries as its menu, and a field for the name of a new one."""

    chosen = Signal(str)
    created = Signal(str)
    models_wanted = Signal()
    """By which models the open library can be searched."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.button = QToolButton()
        self.button.setProperty("role", "chooser")
        self.button.setIconSize(QSize(18, 18))
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._add_chevron(theme)
        self.menu = QMenu(self)
        self.button.setMenu(self.menu)
        self.field = self._make_field()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("small"))
        lines.addWidget(self.button)
        lines.addWidget(self.field)
        self._show_open(self.tr("Opening…"), sealed=False)

    def show_libraries(self, names: Sequence[str], current: str, *, sealed: bool = False) -> None:
        """Show which libraries there are, which one is open and whether that is `sealed`."""
        self._show_open(display_name(current), sealed=sealed)
        self.menu.clear()
        group = QActionGroup(self.menu)
        for name in names:
            self.menu.addAction(self._action(group, name, name == current))
        self.menu.addSeparator()
        self.menu.addAction(self.tr("New library…"), self.ask_name)
        self.menu.addAction(self.tr("Search by another model…"), self.models_wanted.emit)

    def _show_open(self, name: str, *, sealed: bool) -> None:
        self.button.setText("  " + wording.on_button(name))
        self._theme.dress(self.button, "key" if sealed else "library", "accent")
        told = self.tr("Library: %1, sealed") if sealed else self.tr("Library: %1")
        self.button.setAccessibleName(wording.fill(told, name))
        self.button.setToolTip(self.tr("Sealed: all that it keeps is encrypted.") if sealed else "")

    def ask_name(self) -> None:
        """Show the field for a new library's name."""
        self.field.clear()
        self.field.show()
        self.field.setFocus()

    def hide_field(self) -> bool:
        """Put the field away; whether it was shown."""
        shown = not self.field.isHidden()
        self.field.hide()
        return shown

    def _add_chevron(self, theme: Theme) -> None:
        chevron = icon_label(theme, "chevron-down", "muted")
        chevron.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        line = QHBoxLayout(self.button)
        line.setContentsMargins(10, 0, 10, 0)
        line.addStretch(1)
        line.addWidget(chevron)

    def _action(self, group: QActionGroup, name: str, current: bool) -> QAction:
        action = QAction(wording.on_button(display_name(name)), self.menu)
        action.setCheckable(True)
        action.setChecked(current)
        action.triggered.connect(lambda _checked=False: self.chosen.emit(name))
        group.addAction(action)
        return action

    def _make_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(self.tr("Name of the new library, then Enter"))
        field.setAccessibleName(self.tr("Name of the new library"))
        field.setAcceptDrops(False)
        field.setMaxLength(80)
        field.hide()
        field.returnPressed.connect(self._create)
        return field

    def _create(self) -> None:
        name = self.field.text().strip()
        if name:
            self.field.hide()
            self.created.emit(name)


def display_name(name: str) -> str:
    """Return how a library is called in the window: the first one has a plain name in the store."""
    return QCoreApplication.translate("LibraryChooser", "My library") if name == "default" else name
