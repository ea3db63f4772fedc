"""Small pieces that every view is made of."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import wording
from ui.theme import Theme
from ui.views.elided import LEAST

COLUMN_WIDTH = 820
"""Widest useful line of text, in pixels."""


class WrappedLabel(QLabel):
    """Text that wraps to whatever width it is given, and is exactly as high as that takes."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Return one short line: Qt's own hint is the height at the narrowest width, which layouts would reserve."""
        return QSize(LEAST, self.fontMetrics().lineSpacing())


def label(text: str = "", role: str = "", *, wrap: bool = True, selectable: bool = False) -> QLabel:
    """Return a label of plain text: nothing in it is markup, a link or a resource."""
    made = WrappedLabel(text) if wrap else QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setOpenExternalLinks(False)
    made.setProperty("role", role)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        made.setCursor(Qt.CursorShape.IBeamCursor)
    return made


def button(text: str, name: str, role: str = "", clicked: Callable[[], object] | None = None) -> QPushButton:
    """Return a push button; `name` is what a screen reader says."""
    made = QPushButton(text)
    made.setAccessibleName(name)
    made.setProperty("role", role)
    made.setAutoDefault(False)
    if clicked is not None:
        made.clicked.connect(lambda _checked=False: clicked())
    return made


def icon_button(
    theme: Theme, icon: str, name: str, clicked: Callable[[], object] | None = None, *, size: int = 16
) -> QPushButton:
    """Return a button that is only an icon; its name is also its tooltip."""
    made = button("", name, "plain", clicked)
    made.setToolTip(wording.tooltip(name))
    made.setIconSize(QSize(size, size))
    theme.dress(made, icon, "muted")
    return made


def icon_label(theme: Theme, icon: str, colour: str, size: int = 16) -> QLabel:
    """Return an icon that stands for a word beside it."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFixedSize(size, size)
    theme.dress(made, icon, colour, size)
    return made


def row(*widgets: QWidget, spacing: int = 8, stretch: int | None = None) -> QHBoxLayout:
    """Return widgets side by side; `stretch` is the index of the one that takes the room, None for empty room."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    for index, widget in enumerate(widgets):
        made.addWidget(widget, 1 if index == stretch else 0)
    if stretch is None:
        made.addStretch(1)
    return made


def ground(widget: QWidget, name: str) -> None:
    """Let the style sheet paint a plain widget's background under an object name."""
    widget.setObjectName(name)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


def column(*widgets: QWidget, spacing: int = 8) -> QVBoxLayout:
    """Return widgets beneath each other."""
    made = QVBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    for widget in widgets:
        made.addWidget(widget)
    return made


def scroll_area(inner: QWidget, name: str) -> QScrollArea:
    """Return an area that scrolls a widget up and down, as wide as there is room; `name` is for a screen reader."""
    made = QScrollArea()
    made.setAccessibleName(name)
    made.setWidgetResizable(True)
    made.setWidget(inner)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def reading_area(column: QVBoxLayout, name: str) -> QScrollArea:
    """Return an area that scrolls a column of text, centred and never wider than a line can be read."""
    inner, middle = QWidget(), QWidget()
    ground(inner, "column")
    middle.setMaximumWidth(COLUMN_WIDTH)
    column.setContentsMargins(0, 0, 0, 0)
    middle.setLayout(column)
    around = QHBoxLayout(inner)
    around.setContentsMargins(20, 14, 20, 14)
    around.addStretch(1)
    around.addWidget(middle, 100, Qt.AlignmentFlag.AlignTop)
    around.addStretch(1)
    return scroll_area(inner, name)


def frame(role: str, layout: QBoxLayout, margin: int = 12) -> QFrame:
    """Return a frame of the theme's kind `role` around a layout."""
    made = QFrame()
    made.setProperty("role", role)
    layout.setContentsMargins(margin, margin, margin, margin)
    made.setLayout(layout)
    return made


def fit_height(dialog: QWidget) -> None:
    """Make a dialog as high as its text takes at its width: Qt's own hint is for text on one line."""
    layout = dialog.layout()
    if layout is not None:
        layout.activate()
        width = max(dialog.minimumWidth(), layout.totalMinimumSize().width())
        dialog.resize(width, layout.totalHeightForWidth(width))


def keep_fitting(dialog: QDialog, theme: Theme) -> None:
    """Make a dialog as high as its text takes, also after the text has another size."""
    fit_height(dialog)
    settle = QTimer(dialog, singleShot=True, interval=0)
    settle.timeout.connect(partial(fit_height, dialog))
    theme.changed.connect(settle.start)


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and show its effect."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def empty(layout: QLayout) -> None:
    """Remove and delete every widget of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
