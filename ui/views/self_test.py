"""The self-test: a row for each part of the installation, as it is tried out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from ui import wording
from ui.theme import Theme
from ui.views.parts import button, column, empty, icon_label, label, row
from ui.wording import tr

if TYPE_CHECKING:  # nothing is tried out before the window is painted
    from assistant.workspace.self_test import Outcome, Trying

_LOOKS = {"good": ("supported", "good"), "limited": ("info", "info"), "bad": ("error", "bad")}
"""Icon and tone of a verdict."""


class SelfTestView(QDialog):
    """Shows what works, with ways to stop, to save it and to try again. Esc closes it and stops the test."""

    stop_wanted = Signal()
    again_wanted = Signal()
    save_wanted = Signal()
    """What was found is to be saved as a text file."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Self-test"))
        self.resize(600, 600)
        self._theme = theme
        self.state = label("", "heading")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How far the self-test is"))
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, theme.space("medium"), 0)
        self._rows.setSpacing(theme.space("medium"))
        self.area = self._make_area()
        self.stop = button(self.tr("Stop"), self.tr("Stop the self-test"), "", self.stop_wanted.emit)
        self.again = button(self.tr("Try again"), self.tr("Try again"), "", self.again_wanted.emit)
        self.save = button(self.tr("Save as text…"), self.tr("Save what was found as text"), "", self.save_wanted.emit)
        self._build(theme)
        self.begin()

    def begin(self) -> None:
        """Show that the test is beginning."""
        self._offer(busy=True)
        self._theme.show_busy(self.bar)
        self.state.setText(self.tr("Looking at this machine…"))
        empty(self._rows)

    def show_step(self, step: Trying) -> None:
        """Show what was found so far, and what is being tried out."""
        self.bar.setRange(0, step.total or 0)
        self.bar.setValue(step.done)
        self.state.setText(self.tr("Trying it out on the sample documents…"))
        self._fill(step.so_far)
        self._add("clock", "muted", name_of(step.subject), self.tr("Being tried out."))

    def show_outcome(self, found: Outcome) -> None:
        """Show what was found in the end."""
        self._offer(busy=False)
        self.save.setEnabled(True)
        self.state.setText(self.tr("Everything works.") if found.works else self.tr("Not everything works."))
        self._fill(found)

    def show_stopped(self, sentence: str) -> None:
        """Say why the test came to no end; what was found stays in view."""
        self._offer(busy=False)
        self.state.setText(wording.one_line(sentence, 300))

    def rows(self) -> list[QWidget]:
        """Return the rows, from the top."""
        return list(self._held())

    def _held(self) -> Iterator[QWidget]:
        for place in range(self._rows.count()):
            item = self._rows.itemAt(place)
            widget = item.widget() if item is not None else None
            if widget is not None:
                yield widget

    def _fill(self, found: Outcome) -> None:
        empty(self._rows)
        for check in found.checks:
            self._add(*_LOOKS[check.verdict], name_of(check.subject), check.sentence)
        for one in found.tried:
            self._add(*_LOOKS["good" if one.works else "bad"], name_of(one.subject), one.sentence)

    def _add(self, icon: str, tone: str, name: str, sentence: str) -> None:
        words = column(label(name, "section"), label(sentence, selectable=True), spacing=2)
        line = row(icon_label(self._theme, icon, tone), spacing=10)
        line.takeAt(line.count() - 1)
        line.addLayout(words, 1)
        held = QWidget()
        held.setLayout(line)
        held.setAccessibleName(f"{name}: {sentence}")
        self._rows.addWidget(held)

    def _offer(self, *, busy: bool) -> None:
        self.bar.setVisible(busy)
        self.stop.setVisible(busy)
        self.again.setVisible(not busy)
        self.save.setEnabled(False)

    def _make_area(self) -> QScrollArea:
        inner = QWidget()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addLayout(self._rows)
        lines.addStretch(1)
        area = QScrollArea()
        area.setAccessibleName(self.tr("Parts"))
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner.setAutoFillBackground(False)
        return area

    def _build(self, theme: Theme) -> None:
        foot = row(self.save, self.again, self.stop)
        foot.addWidget(button(self.tr("Close"), self.tr("Close"), "primary", self.accept))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(24, 22, 24, 18)
        lines.setSpacing(theme.space("large"))
        lines.addWidget(self.state)
        lines.addWidget(self.bar)
        lines.addWidget(self.area, 1)
        lines.addLayout(foot)


def name_of(subject: str) -> str:
    """Return what a part is called."""
    names = {
        "network": tr("Network"),
        "engine": tr("Engine"),
        "model": tr("Model"),
        "embedder": tr("Search by meaning"),
        "key-store": tr("Key store"),
        "disk": tr("Disk"),
        "memory": tr("Memory"),
        "reading": tr("Reading"),
        "recognition": tr("Recognition of scanned pages"),
        "index": tr("Index"),
        "answers": tr("Answers"),
    }
    return names.get(subject, subject)
