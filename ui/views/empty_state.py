"""What stands where nothing is yet: an icon, a heading and a sentence that teaches."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.views.parts import button, icon_label, label
from ui.wording import tr

SENTENCE_WIDTH = 400
"""Widest line of the sentence in the middle, in pixels."""
TEXT_WIDTH = 520
"""Widest useful line of what is read at a glance, in pixels."""


class EmptyState(QScrollArea):
    """Centred, calm, with room for buttons; scrolls where there is too little of it."""

    def __init__(self, theme: Theme, icon: str, heading: str, text: str) -> None:
        super().__init__()
        self.heading = self._centred(label(heading, "heading"))
        self.text = self._centred(label(text, "muted"))
        self.text.setMaximumWidth(SENTENCE_WIDTH)
        self._actions = QVBoxLayout()
        self._actions.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        picture = QHBoxLayout()
        picture.addWidget(icon_label(theme, icon, "accent", 32))
        lines = QVBoxLayout(self._make_inner())
        lines.setContentsMargins(16, 16, 16, 16)
        lines.setSpacing(theme.space("small"))
        lines.addStretch(2)
        lines.addLayout(picture)
        lines.addWidget(self.heading)
        around = QHBoxLayout()
        around.addStretch(1)
        around.addWidget(self.text, 1000)
        around.addStretch(1)
        lines.addLayout(around)
        lines.addSpacing(theme.space("small"))
        lines.addLayout(self._actions)
        lines.addSpacing(theme.space("small"))
        self._beneath = QHBoxLayout()
        lines.addLayout(self._beneath)
        lines.addStretch(3)

    def put(self, widget: QWidget) -> None:
        """Show something beneath the buttons."""
        widget.setMaximumWidth(TEXT_WIDTH)
        self._beneath.addWidget(widget)

    def show_words(self, heading: str, text: str) -> None:
        """Say something else."""
        self.heading.setText(heading)
        self.text.setText(text)

    def _make_inner(self) -> QWidget:
        inner = QWidget()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)
        return inner

    def add_action(self, text: str, clicked: Callable[[], object], *, primary: bool = False) -> QPushButton:
        """Offer a way to begin."""
        made = button(text, text, "primary" if primary else "", clicked)
        self._actions.addWidget(made, 0, Qt.AlignmentFlag.AlignHCenter)
        return made

    @staticmethod
    def _centred(made: QLabel) -> QLabel:
        made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return made


def no_page(theme: Theme) -> EmptyState:
    """Return what stands in the viewer's place while no page is open."""
    return EmptyState(theme, "viewer", tr("Pages open here"), tr("Click a citation, a page found or a document."))
