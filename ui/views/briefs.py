"""Tabs that are filled once the window has been painted: the briefs, and the board of their signals."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from ui.theme import Theme
from ui.views.empty_state import EmptyState
from ui.views.parts import ground


class LateTab(QWidget):
    """A tab with nothing but a sentence until its view is put into it."""

    opened = Signal(object)
    """A `Spot` was clicked."""

    def __init__(self, theme: Theme, name: str, icon: str, heading: str, text: str) -> None:
        super().__init__()
        ground(self, name)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(EmptyState(theme, icon, heading, text))

    def put(self, view: QWidget) -> None:
        """Show a view in the tab."""
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)


class Briefs(LateTab):
    """The briefs of the open library, and the form that makes them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "briefs", "summary", self.tr("Briefs"), self.tr("A form filled from your documents."))


class Signals(LateTab):
    """The board of all signals of change."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "signals", "table", self.tr("Signals"), self.tr("What changes, from all trend briefs."))
