"""What was found when the program looked whether everything is there: a line each, with what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui import wording
from ui.theme import Theme
from ui.views.administered import administer
from ui.views.flow import FlowLayout
from ui.views.parts import button, empty, icon_label, label, row

if TYPE_CHECKING:  # nothing has been looked at before the window is painted
    from assistant.workspace.checkup import Check

_LOOKS = {"good": ("supported", "good"), "limited": ("info", "info"), "bad": ("error", "bad")}
"""Icon and tone of a verdict."""


class CheckList(QFrame):
    """The checks of this machine; those that are in order are folded into one line until they are asked for.

    Attributes:
        importing: Why no model can be imported, as a sentence; "" where one can.
    """

    again_wanted = Signal()
    test_wanted = Signal()
    """Everything is to be tried out on the samples."""
    model_wanted = Signal()
    """A model file is to be chosen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._theme = theme
        self._checks: Sequence[Check] = ()
        self.importing = ""
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.space("small"))
        self.more = button("", self.tr("Show what is in order"), "link", self._unfold)
        again = button(self.tr("Check again"), self.tr("Check this machine again"), "link", self.again_wanted.emit)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(14, 12, 14, 8)
        lines.setSpacing(theme.space("small"))
        lines.addLayout(self._rows)
        foot = FlowLayout(spacing=4)
        foot.addWidget(self.more)
        foot.addWidget(again)
        foot.addWidget(button(self.tr("Self-test…"), self.tr("Self-test"), "link", self.test_wanted.emit))
        lines.addLayout(foot)
        self.hide()

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show what was found, the worst first."""
        self._checks = sorted(checks, key=lambda check: list(_LOOKS).index(check.verdict), reverse=True)
        good = sum(check.verdict == "good" for check in checks)
        self.more.setText(wording.fill(self.tr("Show the %1 that are in order"), wording.number(good)))
        self.more.setVisible(good > 1)
        self._fill([check for check in self._checks if check.verdict != "good"], folded=good)
        self.show()

    def _unfold(self) -> None:
        self.more.hide()
        self._fill(self._checks, folded=0)

    def _fill(self, checks: Sequence[Check], *, folded: int) -> None:
        empty(self._rows)
        if folded:
            text = self.tr("This machine is ready.") if not self._bad() else self.tr("Something is missing:")
            self._add(text, "good" if not self._bad() else "bad")
        for check in checks:
            self._add(check.sentence, check.verdict, model=check.subject == "model" and check.verdict != "good")

    def _bad(self) -> bool:
        return any(check.verdict == "bad" for check in self._checks)

    def _add(self, sentence: str, verdict: str, *, model: bool = False) -> None:
        icon, tone = _LOOKS[verdict]
        sign = icon_label(self._theme, icon, tone)
        line = row(sign, label(sentence), spacing=10, stretch=1)
        if model:
            offer = button(self.tr("Import a model…"), self.tr("Import a model"), "link", self.model_wanted.emit)
            if self.importing:
                administer(offer, self.importing)
            line.addWidget(offer)
        held = QWidget()
        held.setLayout(line)
        self._rows.addWidget(held)
