"""Limiting by hand: a button with a menu of limits, and a chip for each that holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ui import wording
from ui.views.flow import FlowLayout
from ui.views.parts import button, empty


@dataclass(frozen=True)
class LimitChip:
    """A limit by hand.

    Attributes:
        kind: `documents`, `folder`, `tag`, `kind`, `dates` or `thorough`.
        value: What it limits to.
        text: How it is shown.
    """

    kind: str
    value: str
    text: str


class LimitChooser(QObject):
    """The button, its menu, which a controller fills, and the chips; whoever shows them gives them their places."""

    dropped = Signal(object)
    """The `LimitChip` whose limit is not to hold any more."""

    def __init__(self, name: str, parent: QWidget) -> None:
        """Make them; `name` is what a screen reader says of the button."""
        super().__init__(parent)
        self.button = button(self.tr("Limit"), name, "plain")
        self.menu = QMenu(name, self.button)
        self.button.setMenu(self.menu)
        self.chips = QWidget()
        self.chips.hide()
        self._line = FlowLayout(self.chips)

    def show_limits(self, limits: Sequence[LimitChip]) -> None:
        """Show which limits hold, each as a chip that drops it."""
        empty(self._line)
        for limit in limits:
            self._line.addWidget(self._chip(limit))
        self.chips.setVisible(bool(limits))

    def open(self) -> None:
        """Open the menu."""
        self.button.showMenu()

    def _chip(self, limit: LimitChip) -> QWidget:
        name = wording.fill(self.tr("Drop the limit: %1"), limit.text)
        chip = button(f"{wording.on_button(limit.text)}  ✕", name, "chip", lambda: self.dropped.emit(limit))
        chip.setToolTip(wording.tooltip(name))
        return chip
