"""What stands in the library's place: while it is locked, and while it is being sealed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from ui import wording
from ui.theme import Theme
from ui.views.empty_state import EmptyState
from ui.views.library_chooser import display_name
from ui.views.parts import button, label

FIELD_WIDTH = 360
"""Width of what is typed into, in pixels."""


class LockScreen(EmptyState):
    """Asks for the passphrase or recovery code of a sealed library."""

    unlock_wanted = Signal(str, bool)
    """What was typed, and whether the key store is to open the library from now on."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "key", "", "")
        self.field = _secret_field(self.tr("Passphrase or recovery code"))
        self.remember = QCheckBox(self.tr("Let this machine's key store open it from now on"))
        self.problem = label("", "bad")
        self.unlock = button(self.tr("Unlock"), self.tr("Unlock"), "primary", self._answer)
        self.put(_column(self.field, self.remember, self.problem, self.unlock))
        self.field.returnPressed.connect(self._answer)

    def show_locked(self, name: str) -> None:
        """Ask for the passphrase of a library."""
        heading = wording.fill(self.tr("“%1” is sealed"), display_name(name))
        self.show_words(heading, self.tr("Nothing of it can be read until it is unlocked."))
        self.problem.setText("")
        self.set_busy(busy=False)

    def show_problem(self, sentence: str) -> None:
        """Say why it is still locked."""
        self.problem.setText(sentence)
        self.set_busy(busy=False)
        self.field.setFocus()

    def set_busy(self, *, busy: bool) -> None:
        """Take no answer while one is being tried."""
        self.field.clear()
        for part in (self.field, self.unlock, self.remember):
            part.setEnabled(not busy)

    def _answer(self) -> None:
        typed = self.field.text()
        if typed and self.unlock.isEnabled():
            self.set_busy(busy=True)
            self.unlock_wanted.emit(typed, self.remember.isChecked())


class SealScreen(EmptyState):
    """Asks for the passphrase with which a library is to be sealed."""

    seal_wanted = Signal(str)
    left = Signal()
    """The library is to stay as it is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "shield", "", "")
        self.field = _secret_field(self.tr("New passphrase: at least 12 characters"))
        self.again = _secret_field(self.tr("The same again"))
        self.problem = label("", "bad")
        self.seal = button(self.tr("Seal"), self.tr("Seal"), "primary", self._answer)
        keep = button(self.tr("Keep it as it is"), self.tr("Keep it as it is"), "", self.left.emit)
        self.put(_column(self.field, self.again, self.problem, self.seal, keep))
        self.again.returnPressed.connect(self._answer)

    def ask(self, name: str) -> None:
        """Ask for the passphrase of a library."""
        self.show_words(
            wording.fill(self.tr("Seal “%1”"), display_name(name)),
            self.tr(
                "Everything in it is encrypted. Without the passphrase, or the recovery code that you are "
                "shown next, nobody can read it again."
            ),
        )
        self.show_problem("")

    def show_problem(self, sentence: str) -> None:
        """Say why it is not sealed, and ask again."""
        self.field.clear()
        self.again.clear()
        self.problem.setText(sentence)
        self.field.setFocus()

    def _answer(self) -> None:
        if self.field.text() != self.again.text():
            self.show_problem(self.tr("The two passphrases differ."))
            return
        typed = self.field.text()
        self.show_problem("")
        if typed:
            self.seal_wanted.emit(typed)


class LibraryPlace(QStackedWidget):
    """Where the library's views stand, or a screen in their place.

    Args:
        theme: Colours and icons.
        opened: The library's views.
    """

    def __init__(self, theme: Theme, opened: QWidget) -> None:
        super().__init__()
        self.opened = opened
        self.lock = LockScreen(theme)
        self.seal = SealScreen(theme)
        for view in (opened, self.lock, self.seal):
            self.addWidget(view)


def _secret_field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setAccessibleName(name)
    field.setPlaceholderText(name)
    field.setMinimumWidth(FIELD_WIDTH)
    field.setAcceptDrops(False)
    return field


def _column(*parts: QWidget) -> QWidget:
    made = QWidget()
    lines = QVBoxLayout(made)
    for part in parts:
        lines.addWidget(part)
    return made
