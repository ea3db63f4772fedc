"""Looks at a window as it is drawn: text that is cut off, controls that lie on each other, letters that are faint."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from tests.ui.test_theme import luminance
from ui.views.elided import ElidedButton, ElidedLabel

LEAST_CONTRAST = 4.5
"""WCAG 2.2, level AA, for text of ordinary size."""
ROUNDING = 1
"""Pixels that a splitter may be off."""
SMOOTHING = 0.94
"""Share of the contrast that is left of thin letters whose edges are smoothed."""


def faults(top: QWidget, *, foreign: bool = False) -> list[str]:
    """Return everything that is wrong, one line each; `foreign` words may end in an ellipsis where Qt puts one."""
    return [*_cut_off(top, foreign=foreign), *_overlapping(top), *_faint(top)]


def _shown(top: QWidget) -> list[QWidget]:
    return [each for each in top.findChildren(QWidget) if each.isVisible() and not each.size().isEmpty()]


def _words(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        return widget.text() or widget.accessibleName()
    return widget.objectName() or type(widget).__name__


def _cut_off(top: QWidget, *, foreign: bool) -> Iterator[str]:
    for widget in _shown(top):
        missing = (
            QSize(0, 0) if foreign and isinstance(widget, QLineEdit | QPlainTextEdit | QTabBar) else _missing(widget)
        )
        if missing.width() > 0 or missing.height() > 0:
            yield f"cut off by {missing.width()}x{missing.height()}: {type(widget).__name__} “{_words(widget)[:60]}”"
        if not _is_within(widget):
            yield f"reaches out of its place: {type(widget).__name__} “{_words(widget)[:60]}” {widget.geometry()}"


def _missing(widget: QWidget) -> QSize:
    """Return by how much a widget is smaller than its words."""
    missing = QSize(0, 0)
    if isinstance(widget, ElidedLabel | ElidedButton) or isinstance(widget.parentWidget(), QLineEdit | QTabBar):
        return missing
    if isinstance(widget, QLabel):
        missing = _of_label(widget)
    elif isinstance(widget, QAbstractButton):
        missing = widget.sizeHint() - widget.size()
    elif isinstance(widget, QComboBox):
        missing = QSize(0, widget.minimumSizeHint().height() - widget.height())
    elif isinstance(widget, QLineEdit | QPlainTextEdit):
        missing = QSize(_of_placeholder(widget), 0)
    elif isinstance(widget, QTabBar):
        missing = QSize(widget.sizeHint().width() - widget.width(), 0)
    return missing


def _of_placeholder(field: QLineEdit | QPlainTextEdit) -> int:
    """Return how many pixels the text that stands in an empty field is too wide for it."""
    if isinstance(field, QLineEdit):
        room, typed = field.contentsRect().width(), field.text()
    else:
        room, typed = field.viewport().width(), field.toPlainText()
    return 0 if typed else field.fontMetrics().horizontalAdvance(field.placeholderText()) - room


def _of_label(label: QLabel) -> QSize:
    if not label.text():
        return QSize(0, 0)
    room = label.contentsRect()
    flags = int(Qt.TextFlag.TextWordWrap) if label.wordWrap() else 0
    needed = label.fontMetrics().boundingRect(QRect(0, 0, room.width(), 100_000), flags, label.text())
    return QSize(needed.width() - room.width() - 1, needed.height() - room.height() - 1)


def _is_within(widget: QWidget) -> bool:
    """Whether a widget lies within the one around it, except where that scrolls."""
    around = widget.parentWidget()
    if around is None or widget.isWindow() or isinstance(around.parentWidget(), QAbstractScrollArea):
        return True
    place = around.rect().adjusted(-ROUNDING, -ROUNDING, ROUNDING, ROUNDING)
    return isinstance(around, QTabBar | QAbstractScrollArea | QLineEdit) or place.contains(widget.geometry())


def _overlapping(top: QWidget) -> Iterator[str]:
    """Yield controls and words that lie on each other beside, not within, one another."""
    for around in [top, *_shown(top)]:
        inside = [
            each
            for each in around.children()
            if isinstance(each, QWidget)
            and each.isVisible()
            and not each.isWindow()
            and _words(each)
            and not each.objectName().startswith("qt_")
        ]
        if isinstance(around, QLineEdit | QAbstractScrollArea | QTabBar):
            continue
        for one, other in combinations(inside, 2):
            both = one.geometry().intersected(other.geometry())
            if both.width() > 1 and both.height() > 1:
                yield f"“{_words(one)[:40]}” lies on “{_words(other)[:40]}” by {both.width()}x{both.height()}"


def _faint(top: QWidget) -> Iterator[str]:
    drawn = top.grab()
    image = drawn.toImage().convertToFormat(QImage.Format.Format_RGB32)
    for widget in _shown(top):
        seen = _seen(widget, top)
        judged = isinstance(widget, QLabel | QAbstractButton | QComboBox) and widget.isEnabled()
        if judged and _has_letters(widget) and seen.size() == widget.size():
            contrast = _contrast(image, _scaled(seen, drawn))
            if contrast < LEAST_CONTRAST * SMOOTHING:
                yield f"contrast {contrast:.2f}: {type(widget).__name__} “{_words(widget)[:60]}”"


def _has_letters(widget: QWidget) -> bool:
    return isinstance(widget, QLabel | QAbstractButton) and any(letter.isalnum() for letter in widget.text())


def _seen(widget: QWidget, top: QWidget) -> QRect:
    """Return the part of a widget that is in view, in the coordinates of the window."""
    seen = widget.visibleRegion().boundingRect()
    return QRect(widget.mapTo(top, QPoint(seen.x(), seen.y())), seen.size())


def _scaled(area: QRect, drawn: QPixmap) -> QRect:
    scale = drawn.devicePixelRatio()
    return QRect(
        round(area.x() * scale), round(area.y() * scale), round(area.width() * scale), round(area.height() * scale)
    )


def _contrast(image: QImage, area: QRect) -> float:
    """Return how far the pixel that stands out most does so from the commonest one."""
    pixels = Counter(memoryview(image.copy(area).constBits()).cast("I"))
    ground = luminance(QColor(pixels.most_common(1)[0][0]))
    others = [luminance(QColor(pixel)) for pixel in pixels]
    return max((max(ground, each) + 0.05) / (min(ground, each) + 0.05) for each in others)
