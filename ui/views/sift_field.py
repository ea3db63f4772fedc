"""The field whose words sift the rows of a table."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit

PAUSE_MS = 150
"""How long nothing must be typed before the rows are sifted."""


class SiftField(QLineEdit):
    """Tells what is sought a moment after the last key; `name` is what it says while empty, and a screen reader."""

    sought = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setClearButtonEnabled(True)
        self.setAcceptDrops(False)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(lambda: self.sought.emit(self.text()))
        self.textChanged.connect(lambda _text: self._pause.start())
