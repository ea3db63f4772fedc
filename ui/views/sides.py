"""Things that are compared, side by side, each with the words of its own pages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from assistant.answers.model import Side
from ui import wording
from ui.theme import Theme
from ui.views.claim import ClaimView
from ui.views.parts import column, frame, label


class SidesView(QWidget):
    """A column for each thing compared."""

    opened = Signal(object)
    """A citation's `Spot` was clicked."""

    def __init__(self, theme: Theme, sides: Sequence[Side]) -> None:
        super().__init__()
        self._theme = theme
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space("medium"))
        for side in sides:
            line.addWidget(self._side(side), 1)

    def _side(self, side: Side) -> QWidget:
        views: list[QWidget] = [ClaimView(self._theme, claim) for claim in side.claims]
        for view in views:
            if isinstance(view, ClaimView):
                view.opened.connect(self.opened)
        said = views or [label(self.tr("Nothing was found for it."), "muted")]
        lines = column(label(wording.flat(side.name), "section"), *said, spacing=self._theme.space("medium"))
        lines.addStretch(1)
        return frame("card", lines, 14)
