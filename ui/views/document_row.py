"""How one row of the documents tree is drawn: icon, title, a line of detail and the ledger's badges."""

from __future__ import annotations

from dataclasses import replace

from PySide6 import QtWidgets
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.models.rows import BADGES_ROLE, DETAIL_ROLE, ICON_ROLE, Badge
from ui.theme import Theme

PADDING = 6
ICON = 18
GAP = 10
LEAST_BADGE = 44
"""Pixels in which a badge still says something."""
_TONES = {"tag": ("sunken", "muted"), "mark": ("warn_soft", "warn")}
"""Ground and ink of tones that are not named like their colours."""


class DocumentRow(QStyledItemDelegate):
    """Draws rows of one height, so that a tree of thousands is laid out at once.

    `QStyle` is named through its module: making it known to Python takes 4 ms, which an empty tree need not wait for.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the room of two lines."""
        font = self._font(option)
        height = QFontMetrics(font).height() + QFontMetrics(self._small(font)).height() + 2 * PADDING + 2
        return QSize(120, height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        painter.save()
        area = self._area(option)
        self._paint_ground(painter, option, area)
        inner = area.adjusted(PADDING + 2, PADDING, -PADDING, -PADDING)
        icon, colour = index.data(ICON_ROLE)
        place = QRect(inner.left(), inner.center().y() - ICON // 2, ICON, ICON)
        text = inner.adjusted(ICON + GAP, 0, 0, 0)
        mirrored = option.direction
        self._theme.icon(icon, colour, ICON).paint(painter, QtWidgets.QStyle.visualRect(mirrored, inner, place))
        self._paint_text(painter, option, index, QtWidgets.QStyle.visualRect(mirrored, inner, text))
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect) -> None:
        state = option.state
        name = ""
        if state & QtWidgets.QStyle.StateFlag.State_Selected:
            name = "accent_soft"
        elif state & QtWidgets.QStyle.StateFlag.State_MouseOver:
            name = "hover"
        if not name:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QtWidgets.QStyle.StateFlag.State_HasFocus:
            painter.setPen(self._theme.colour("accent"))
        painter.setBrush(self._theme.colour(name))
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 6, 6)

    def _paint_text(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        area: QRect,
    ) -> None:
        font = self._font(option)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text"))
        title = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading), title)
        below = area.adjusted(0, metrics.height() + 2, 0, 0)
        self._paint_detail(painter, self._small(font), str(index.data(DETAIL_ROLE)), index.data(BADGES_ROLE), below)

    def _paint_detail(
        self, painter: QPainter, font: QFont, detail: str, badges: tuple[Badge, ...], area: QRect
    ) -> None:
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading), detail)
        left = area.left() + metrics.horizontalAdvance(detail) + GAP
        for badge in badges:
            room = area.right() - left
            if room < LEAST_BADGE:
                return
            text = metrics.elidedText(self._text(badge, metrics, room - 12), Qt.TextElideMode.ElideRight, room - 12)
            width = metrics.horizontalAdvance(text) + 12
            place = QRect(QPoint(left, area.top()), QSize(width, metrics.height()))
            shown = replace(badge, text=text)
            self._paint_badge(painter, shown, QtWidgets.QStyle.visualRect(painter.layoutDirection(), area, place))
            left += width + 4

    def _text(self, badge: Badge, metrics: QFontMetrics, room: int) -> str:
        """Return what a badge says in the room there is: a marking has a short form."""
        if not badge.marking or metrics.horizontalAdvance(badge.text) <= room:
            return badge.text
        return badge.text.replace(badge.marking, self._theme.marks.short(badge.marking))

    def _paint_badge(self, painter: QPainter, badge: Badge, area: QRect) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ground, ink = self._colours(badge)
        painter.setBrush(ground)
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        painter.setPen(ink)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), badge.text)

    def _colours(self, badge: Badge) -> tuple[QColor, QColor]:
        """Return ground and ink: a marking has those of its scheme."""
        of_marking = self._theme.marks.colours(badge.marking) if badge.marking else None
        if of_marking is not None:
            return QColor(of_marking[0]), QColor(of_marking[1])
        ground, ink = _TONES.get(badge.tone, (f"{badge.tone}_soft", badge.tone))
        return self._theme.colour(ground), self._theme.colour(ink)

    @staticmethod
    def _area(option: QStyleOptionViewItem) -> QRect:
        area: QRect = option.rect
        return area

    @staticmethod
    def _font(option: QStyleOptionViewItem) -> QFont:
        return QFont(option.font)

    def _small(self, font: QFont) -> QFont:
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * float(self._theme.tokens.type["small"]))
        return small
