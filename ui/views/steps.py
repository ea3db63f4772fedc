"""From one place that an answer rests on to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import wording
from ui.spots import Spot
from ui.theme import Theme
from ui.views.parts import icon_button, label


class CitationSteps(QWidget):
    """Two buttons, and which of how many places is open."""

    opened = Signal(object)
    """The `Spot` that was gone to."""

    def __init__(self, theme: Theme, places: Sequence[Spot]) -> None:
        super().__init__()
        self._places = places
        self._at = -1
        self.count = label("", "small", wrap=False)
        before = icon_button(theme, "previous", self.tr("Open the citation before"), lambda: self._step(-1))
        after = icon_button(theme, "next", self.tr("Open the next citation"), lambda: self._step(1))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        for widget in (before, self.count, after):
            line.addWidget(widget)
        self._show()

    def _step(self, by: int) -> None:
        """Go round and round; from the beginning, to the first or the last."""
        self._at = 0 if self._at < 0 < by else (max(0, self._at) + by) % len(self._places)
        self._show()
        self.opened.emit(self._places[self._at])

    def _show(self) -> None:
        of = wording.number(len(self._places))
        at = wording.number(self._at + 1) if self._at >= 0 else "–"
        self.count.setText(wording.fill(self.tr("%1 of %2"), at, of))
        self.count.setAccessibleName(wording.fill(self.tr("Citation %1 of %2"), at, of))
