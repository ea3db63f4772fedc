"""What stands in the library's place: while it is locked, and while it is being sealed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

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
        self.remember = QCheckBox(self.tr("From now on the key store opens it"))
        self.problem = _problem()
        self.unlock = button(self.tr("Unlock"), self.tr("Unlock"), "primary", self._answer)
        self.put(_column(self.field, self.remember, self.problem, self.unlock))
        self.field.returnPressed.connect(self._answer)

    def show_locked(self, name: str) -> None:
        """Ask for the passphrase of a library."""
        heading = wording.fill(self.tr("“%1” is sealed"), display_name(name))
        self.show_words(heading, self.tr("Nothing of it can be read until it is unlocked."))
        _say(self.problem, "")
        self.set_busy(busy=False)

    def show_problem(self, sentence: str) -> None:
        """Say why it is still locked."""
        _say(self.problem, sentence)
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
        self.problem = _problem()
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
        _say(self.problem, sentence)
        self.field.setFocus()

    def _answer(self) -> None:
        if self.field.text() != self.again.text():
            self.show_problem(self.tr("The two passphrases differ."))
            return
        typed = self.field.text()
        self.show_problem("")
        if typed:
            self.seal_wanted.emit(typed)


class CodeScreen(EmptyState):
    """Shows the recovery code of a library that was just sealed, until it has been written down."""

    noted = Signal()
    """The code was written down, and is on the screen no longer."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "key", "", "")
        self.code = label("", "code", selectable=True)
        self.code.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.code.setAccessibleName(self.tr("Recovery code"))
        self.outside = label("", "small")
        written = self.tr("I have written it down")
        self.written = button(written, written, "primary", self._note)
        self.put(_column(self.code, self.outside, self.written))

    @property
    def waiting(self) -> bool:
        """Whether there is a code that was not written down yet."""
        return bool(self.code.text())

    def show_code(self, code: str, outside: str) -> None:
        """Show a code, and what is still kept in clear, as a sentence, "" for nothing."""
        self.show_words(
            self.tr("The library is sealed"),
            self.tr(
                "Write down its recovery code and keep it apart from this machine. It opens the library when the "
                "passphrase is forgotten, and is not shown again."
            ),
        )
        self.code.setText(code)
        _say(self.outside, outside)
        self.written.setFocus()

    def forget(self) -> None:
        """Take the code off the screen."""
        self.code.setText("")

    def _note(self) -> None:
        self.forget()
        self.noted.emit()


class LibraryPlace(QStackedWidget):
    """Where the library's views stand, or a screen in their place, once there is a need for one.

    Args:
        opened: The library's views.
    """

    lock: LockScreen
    seal: SealScreen
    code: CodeScreen

    def __init__(self, opened: QWidget) -> None:
        super().__init__()
        self.opened = opened
        self.addWidget(opened)

    def furnish(self, theme: Theme) -> None:
        """Make the screens."""
        self.lock, self.seal, self.code = LockScreen(theme), SealScreen(theme), CodeScreen(theme)
        for screen in (self.lock, self.seal, self.code):
            self.addWidget(screen)


def _secret_field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setAccessibleName(name)
    field.setPlaceholderText(name)
    field.setMinimumWidth(FIELD_WIDTH)
    field.setAcceptDrops(False)
    return field


def _problem() -> QLabel:
    made = label()
    made.setProperty("tone", "bad")
    made.hide()
    return made


def _say(words: QLabel, sentence: str) -> None:
    """Show a sentence; no room is kept for none."""
    words.setText(sentence)
    words.setVisible(bool(sentence))


def _column(*parts: QWidget) -> QWidget:
    made = QWidget()
    lines = QVBoxLayout(made)
    for part in parts:
        lines.addWidget(part)
    return made
