"""The limits that a question set by its own words: each a chip that takes it back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assistant.answers.model import Limit
from ui import wording
from ui.views.flow import FlowLayout
from ui.views.parts import button, label


class LimitChips(QWidget):
    """`Only: year 2021 ✕`."""

    taken_back = Signal(str)
    """The kind of a limit that the user does not want."""

    def __init__(self, limits: Sequence[Limit]) -> None:
        super().__init__()
        self._line = FlowLayout(self)
        self._line.addWidget(label(self.tr("Only:"), "small", wrap=False))
        for limit in limits:
            self._line.addWidget(self._chip(limit))

    def _chip(self, limit: Limit) -> QWidget:
        text = wording.one_line(limit.value, 48)
        name = wording.fill(self.tr("Once more without the limit to %1"), text)
        chip = button(f"{wording.on_button(text)}  ✕", name, "chip", lambda: self.taken_back.emit(limit.kind))
        chip.setToolTip(wording.tooltip(name))
        return chip
