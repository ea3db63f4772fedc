"""`python -m setup.package.icons FILE`: the program's icon as Windows (`.ico`) or macOS (`.icns`) wants it."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from setup.package.layout import ROOT

DRAWING = ROOT / "resources" / "icons" / "app.svg"
SIDE = 1024
"""Pixels of the largest picture; the others are made from it."""
SIZES = {".ico": (16, 24, 32, 48, 64, 128, 256), ".icns": (16, 32, 64, 128, 256, 512, 1024)}


def main() -> None:
    """Draw the icon and write the file that the only argument names."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication([])
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    drawn().save(target, sizes=[(side, side) for side in SIZES[target.suffix]])
    del application


def drawn() -> Image.Image:
    """Return the drawing at its largest, transparent where nothing is drawn; a `QGuiApplication` must be there."""
    image = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # takes a device as well
    return Image.open(io.BytesIO(buffer.data().data()))


if __name__ == "__main__":
    main()
