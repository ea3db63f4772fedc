"""The model's hidden reasoning, shown apart from the answer and folded away until it is asked for."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.views.parts import button, label


class Thoughts(QWidget):
    """A button that unfolds what the model wrote to itself; nothing of it is checked or cited."""

    def __init__(self) -> None:
        super().__init__()
        self._text = label("", "muted", selectable=True)
        self._text.hide()
        self._toggle = button("", "", "link", self._turn)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._toggle)
        lines.addWidget(self._text)
        self._name()
        self.hide()

    @property
    def text(self) -> str:
        """What the model wrote to itself so far."""
        return self._text.text()

    def show_text(self, text: str) -> None:
        """Show the whole reasoning, "" for none."""
        self._text.setText(text)
        self.setVisible(bool(text))

    def add(self, text: str) -> None:
        """Show the next piece."""
        self.show_text(self._text.text() + text)

    def _turn(self) -> None:
        self._text.setVisible(self._text.isHidden())
        self._name()

    def _name(self) -> None:
        hidden = self._text.isHidden()
        text = (
            self.tr("Show the model's reasoning (not a part of the answer)")
            if hidden
            else self.tr("Hide the reasoning")
        )
        self._toggle.setText(text)
        self._toggle.setAccessibleName(text)
