"""A message that asks for the password of a document."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from ui import wording
from ui.views.notice import NoticeStack, Tone
from ui.wording import tr


class PasswordField(QWidget):
    """A field that hides what is typed, and whether the key store is to keep it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(wording.fill(self.tr("Password of %1"), name))
        self.field.setPlaceholderText(self.tr("Password"))
        self.remember = QCheckBox(self.tr("Keep it in this machine's key store"))
        self.remember.setToolTip(self.tr("Otherwise it is known until the program ends, and kept nowhere."))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.field)
        lines.addWidget(self.remember)


def ask_password(notices: NoticeStack, name: str, message: str, unlock: Callable[[str, bool], object]) -> None:
    """Ask for a document's password; `unlock` is called with it, and whether it is to be kept."""
    notice = notices.say(Tone.WARN, f"{name}: {message}")
    asked = PasswordField(name)
    notice.add_widget(asked)

    def answer() -> None:
        unlock(asked.field.text(), asked.remember.isChecked())

    notice.add_action(tr("Unlock"), answer, primary=True)
    asked.field.returnPressed.connect(answer)
    asked.field.returnPressed.connect(notice.dismiss)
