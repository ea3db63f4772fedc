"""The bar over the page: title, page number, turning and zoom."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui import wording
from ui.theme import Theme
from ui.views.elided import ElidedLabel
from ui.views.marking import MarkingChip
from ui.views.parts import ground, icon_button, row


class ViewerBar(QWidget):
    """Shows which page is seen and tells which one is wanted."""

    page_wanted = Signal(int)
    zoom_wanted = Signal(float)
    """Multiply the zoom by this."""
    fit_wanted = Signal()
    text_wanted = Signal(bool)
    """Show the page's text rather than its picture."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        ground(self, "viewerBar")
        self.title = ElidedLabel(role="heading")
        self.marking = MarkingChip(theme)
        self._page = 1
        self.number = self._make_number()
        self.of = ElidedLabel(role="muted", as_wide_as_text=True)
        self.previous = icon_button(theme, "previous", self.tr("Previous page"), lambda: self._turn(-1))
        self.next = icon_button(theme, "next", self.tr("Next page"), lambda: self._turn(1))
        self.smaller = icon_button(theme, "zoom-out", self.tr("Zoom out"), lambda: self.zoom_wanted.emit(1 / 1.25))
        self.fit = icon_button(theme, "fit", self.tr("Fit the page to the width"), self.fit_wanted.emit)
        self.larger = icon_button(theme, "zoom-in", self.tr("Zoom in"), lambda: self.zoom_wanted.emit(1.25))
        self.side = icon_button(theme, "sidebar", self.tr("Outline and pages"))
        self.side.setCheckable(True)
        self.text = icon_button(theme, "text", self.tr("Show the text that was read"))
        self.text.setCheckable(True)
        self.text.toggled.connect(self.text_wanted)
        self._build()

    def show_page(self, title: str, page: int, pages: int, label_text: str) -> None:
        """Show which page of how many is seen."""
        self.title.show_text(wording.one_line(title))
        self._page = page
        self.number.setText(str(page))
        self.number.setValidator(QIntValidator(1, max(1, pages), self.number))
        named = label_text if label_text not in {"", str(page)} else ""
        of = wording.fill(self.tr("of %1"), wording.number(pages))
        self.of.show_text(f"{of}  ({wording.one_line(named, 24)})" if named else of)
        self.of.setToolTip(wording.tooltip(wording.fill(self.tr("Printed on the page: %1"), named)) if named else "")
        self.previous.setEnabled(page > 1)
        self.next.setEnabled(page < pages)

    def allow_picture(self, allowed: bool) -> None:
        """Show zoom and the choice of text only where the page has a picture."""
        for widget in (self.smaller, self.fit, self.larger, self.text):
            widget.setVisible(allowed)

    def _turn(self, by: int) -> None:
        self.page_wanted.emit(self._page + by)

    def _make_number(self) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(self.tr("Page number"))
        field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        field.setAcceptDrops(False)
        field.setFixedWidth(54)
        field.returnPressed.connect(lambda: self.page_wanted.emit(int(field.text())))
        return field

    def _build(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(14, 8, 10, 6)
        lines.setSpacing(4)
        lines.addWidget(self.marking)
        lines.addWidget(self.title)
        pages = (self.side, self.previous, self.number, self.of, self.next)
        line = row(*pages, self.smaller, self.fit, self.larger, self.text, spacing=2)
        line.insertStretch(5, 1)
        line.takeAt(line.count() - 1)
        lines.addLayout(line)
