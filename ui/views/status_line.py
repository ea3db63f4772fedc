"""The bottom: how private the program is, which model writes, memory, work in progress, what the library holds."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from assistant.jobs import Progress
from ui import wording
from ui.theme import Theme
from ui.views.elided import ElidedButton, ElidedLabel
from ui.views.parts import ground, icon_label


class StatusLine(QWidget):
    """Short facts, shortened where there is little room; nothing here is a promise that the program doesn't keep."""

    proof_wanted = Signal()
    """The sentence about the network was clicked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        ground(self, "statusLine")
        self._theme = theme
        self.sentence = self.tr("This process has not given up its network.")
        self.network = ElidedButton(
            self.tr("Network not refused"), self.tr("What keeps this program from the network"), "link"
        )
        self.network.setIconSize(QSize(14, 14))
        self.network.clicked.connect(self.proof_wanted)
        theme.dress(self.network, "warning", "warn", 14)
        self._icon = icon_label(theme, "clock", "muted", 14)
        self.engine = _Fact(self.tr("Starting…"))
        self.model, self.memory, self.queue, self.library = _Fact(), _Fact(), _Fact(), _Fact()
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 3, 14, 3)
        line.setSpacing(6)
        for widget in (self.network, self._icon, self.engine):
            line.addWidget(widget)
        line.addWidget(self.model)
        line.addStretch(1)
        for fact in (self.queue, self.memory, self.library):
            line.addWidget(fact)

    def show_engine(self, *, private: bool, sentence: str) -> None:
        """Show where the engine runs, with the engine's own sentence as the tooltip."""
        text = self.tr("Engine on this machine only") if private else self.tr("Engine set from outside: not private")
        self._theme.dress(self._icon, "shield" if private else "warning", "good" if private else "warn", 14)
        self.engine.show_text(text)
        self.engine.setToolTip(wording.tooltip(sentence))

    def show_network(self, *, kernel: bool, sentence: str) -> None:
        """Show what keeps the program from the network, with the guard's own sentence as the tooltip."""
        self.sentence = sentence
        offline = self.tr("Offline: no network exists for this program")
        self.network.show_text(offline if kernel else self.tr("Network refused by the program only"))
        self._theme.dress(self.network, "shield" if kernel else "warning", "good" if kernel else "warn", 14)
        self.network.setToolTip(wording.tooltip(sentence))

    def show_problem(self, sentence: str) -> None:
        """Show that the engine isn't there."""
        self._theme.dress(self._icon, "warning", "warn", 14)
        self.engine.show_text(wording.one_line(sentence, 120))
        self.engine.setToolTip(wording.tooltip(sentence))

    def show_model(self, name: str) -> None:
        """Show which model writes."""
        self.model.show_text(wording.fill(self.tr("Model: %1"), name) if name else "")

    def show_memory(self, used: int) -> None:
        """Show how many bytes the program and its engine take."""
        self.memory.show_text(wording.fill(self.tr("Memory: %1"), wording.size(used)))

    def show_queue(self, tasks: int) -> None:
        """Show how much work is going on."""
        text = self.tr("1 task in progress") if tasks == 1 else self.tr("%1 tasks in progress")
        self.queue.show_text(wording.fill(text, wording.number(tasks)) if tasks else "")

    def show_nothing(self) -> None:
        """Say nothing of a library that is locked."""
        self.library.show_text("")

    def show_bringing_up(self, step: Progress) -> None:
        """Show how far the copy is that is made of a library of an earlier program."""
        text = self.tr("Copied before it is brought up to date: %1 of %2 MB")
        self.library.show_text(wording.fill(text, wording.number(step.done), wording.number(step.total or 0)))

    def show_library(self, documents: int, pages: int) -> None:
        """Show how much the library holds."""
        self.library.show_text(f"{wording.documents(documents)} · {wording.pages(pages)}")


class _Fact(ElidedLabel):
    """A fact as wide as its words, where there is room; gone where there are none."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text, as_wide_as_text=True)
        self.setContentsMargins(0, 0, 12, 0)

    def show_text(self, text: str) -> None:
        """Show another text."""
        super().show_text(text)
        self.setVisible(bool(text))
