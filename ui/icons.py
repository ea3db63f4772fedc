"""The bundled icons, drawn."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer

from assistant import places

MIRRORED = {"previous", "next", "send"}
"""Icons that point in the direction of reading."""


def sharpest() -> float:
    """Return the largest scale among the screens: icons drawn for it are sharp on all."""
    return max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)


def drawn(name: str, colour: str, edge: int) -> QPixmap:
    """Return a bundled icon in one colour (`#RRGGBB`), `edge` pixels wide and high."""
    source = places.resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
    pixmap = QPixmap(edge, edge)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    mirrored = name in MIRRORED and QGuiApplication.isRightToLeft()
    return pixmap.transformed(QTransform.fromScale(-1, 1)) if mirrored else pixmap
