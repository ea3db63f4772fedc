"""The bottom: how private the engine and the program are, which model writes, how much the library holds."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import wording
from ui.theme import Theme
from ui.views.parts import ground, icon_label, label


class StatusLine(QWidget):
    """Four short facts; nothing here is a promise that the program doesn't keep."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        ground(self, "statusLine")
        self._theme = theme
        self._icon = icon_label(theme, "clock", "muted", 14)
        self._network_icon = icon_label(theme, "warning", "warn", 14)
        self.network = label(self.tr("Network not refused"), wrap=False)
        self.engine = label(self.tr("Starting…"), wrap=False)
        self.model = label("", wrap=False)
        self.library = label("", wrap=False)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 5, 14, 5)
        line.setSpacing(6)
        line.addWidget(self._icon)
        line.addWidget(self.engine)
        line.addSpacing(18)
        line.addWidget(self._network_icon)
        line.addWidget(self.network)
        line.addSpacing(18)
        line.addWidget(self.model)
        line.addStretch(1)
        line.addWidget(self.library)

    def show_engine(self, *, private: bool, sentence: str) -> None:
        """Show where the engine runs, with the engine's own sentence as the tooltip."""
        text = self.tr("Engine on this machine only") if private else self.tr("Engine set from outside: not private")
        self._theme.dress(self._icon, "shield" if private else "warning", "good" if private else "warn", 14)
        self.engine.setText(text)
        self.engine.setToolTip(wording.tooltip(sentence))

    def show_network(self, *, kernel: bool, sentence: str) -> None:
        """Show what keeps the program from the network, with the guard's own sentence as the tooltip."""
        text = self.tr("No network, by the kernel") if kernel else self.tr("Network refused by the program only")
        self._theme.dress(self._network_icon, "shield" if kernel else "warning", "good" if kernel else "warn", 14)
        self.network.setText(text)
        self.network.setToolTip(wording.tooltip(sentence))

    def show_problem(self, sentence: str) -> None:
        """Show that the engine isn't there."""
        self._theme.dress(self._icon, "warning", "warn", 14)
        self.engine.setText(wording.one_line(sentence, 120))
        self.engine.setToolTip(wording.tooltip(sentence))

    def show_model(self, name: str) -> None:
        """Show which model writes."""
        self.model.setText(wording.fill(self.tr("Model: %1"), name) if name else "")

    def show_library(self, documents: int, pages: int) -> None:
        """Show how much the library holds."""
        self.library.setText(f"{wording.documents(documents)} · {wording.pages(pages)}")
