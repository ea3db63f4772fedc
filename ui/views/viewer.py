"""The right side: one page, as its picture or its text, with the cited words marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from assistant.documents.values import Box
from ui.theme import Theme
from ui.views.empty_state import EmptyState, no_page
from ui.views.find_bar import FindBar
from ui.views.notice import NoticeStack, Tone
from ui.views.page_picture import PagePicture
from ui.views.page_side import PageSide
from ui.views.page_text import PageText
from ui.views.parts import ground
from ui.views.viewer_bar import ViewerBar

MARGIN = 14
LEAST_ZOOM, MOST_ZOOM = 0.4, 4.0
SETTLE_MS = 150
"""How long the size must stay the same before a sharper picture is asked for."""


class Viewer(QWidget):
    """Shows a page and tells what else is wanted."""

    page_wanted = Signal(int)
    picture_wanted = Signal()
    """The picture is wanted at `picture_width`."""
    text_wanted = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        ground(self, "viewer")
        self.setMinimumWidth(360)
        self._zoom = 1.0
        self.bar = ViewerBar(theme)
        self.find_bar = FindBar(theme)
        self.side = PageSide(theme)
        self._beside = QHBoxLayout()
        self.picture = PagePicture(theme)
        self.text = PageText(theme)
        self.area = QScrollArea()
        self.stack = QStackedWidget()
        self.empty = no_page(theme)
        self.problem = EmptyState(theme, "warning", self.tr("This page can't be shown"), "")
        self.remarks = NoticeStack(theme)
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._build()
        self._connect()

    @property
    def picture_width(self) -> int:
        """The width at which the picture is shown, in pixels of the screen."""
        return round(self._width() * self.devicePixelRatioF())

    def show_page(self, title: str, page: int, pages: int, label: str) -> None:
        """Show which page is being opened."""
        self.bar.show()
        self.bar.show_page(title, page, pages, label)

    def show_picture(self, pixmap: QPixmap, boxes: Sequence[Box]) -> None:
        """Show the page as a picture and bring the first mark into view."""
        self.bar.allow_picture(allowed=True)
        self.picture.show_picture(pixmap)
        self.picture.set_width(self._width())
        self.picture.mark(boxes)
        self.stack.setCurrentWidget(self.area)
        self._show_first_mark()

    def sharpen(self, pixmap: QPixmap) -> None:
        """Show the same page at another size."""
        self.picture.show_picture(pixmap)

    def show_text(self, text: str, start: int, end: int, *, has_picture: bool) -> None:
        """Show the page as text with the characters [start, end) marked."""
        self.bar.allow_picture(allowed=has_picture)
        self.stack.setCurrentWidget(self.text)
        self.text.show_text(text, start, end)

    def show_remark(self, sentence: str) -> None:
        """Say something about the page above it, "" for nothing."""
        for notice in self.remarks.notices():
            notice.dismiss()
        if sentence:
            self.remarks.say(Tone.WARN, sentence)

    def show_problem(self, sentence: str) -> None:
        """Say why the page can't be shown."""
        self.problem.text.setText(sentence)
        self.stack.setCurrentWidget(self.problem)

    def clear(self) -> None:
        """Show that no page is open."""
        self.bar.hide()
        self.bar.side.setChecked(False)
        self.picture.clear()
        self.show_remark("")
        self.stack.setCurrentWidget(self.empty)

    def selected_words(self) -> str:
        """Return the words that are selected in the page's text, "" where there are none."""
        return self.text.textCursor().selectedText() if self.stack.currentWidget() is self.text else ""

    def show_notes(self) -> None:
        """Open the side at the notes, ready for one on this page."""
        self.bar.side.setChecked(True)
        self.side.setCurrentWidget(self.side.notes)
        self.side.notes.begin()

    def zoom(self, factor: float) -> None:
        """Show the page larger or smaller."""
        self._zoom = min(MOST_ZOOM, max(LEAST_ZOOM, self._zoom * factor))
        self._resized()

    def fit(self) -> None:
        """Show the page as wide as there is room."""
        self._zoom = 1.0
        self._resized()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page as wide as there is room."""
        super().resizeEvent(event)
        self._resized()

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask for nothing that nobody sees."""
        super().hideEvent(event)
        self._settled.stop()

    def sizeHint(self) -> QSize:
        """Return a useful size to begin with."""
        return QSize(420, 600)

    def _width(self) -> int:
        room = self.stack.width() - self.area.verticalScrollBar().sizeHint().width() - 2 * MARGIN
        return max(120, round(room * self._zoom))

    def _show_side(self, shown: bool) -> None:
        self.side.setVisible(shown)
        self._beside.activate()
        self._resized()

    def _resized(self) -> None:
        if self.picture.has_picture:
            self.picture.set_width(self._width())
            self._settled.start()

    def _show_first_mark(self) -> None:
        mark = self.picture.first_mark()
        if mark.isNull():
            self.area.verticalScrollBar().setValue(0)
            return
        centre = mark.center()
        self.area.ensureVisible(centre.x() + MARGIN, centre.y() + MARGIN, 40, self.area.height() // 3)

    def _build(self) -> None:
        paper = QWidget()
        ground(paper, "desk")
        around = QVBoxLayout(paper)
        around.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        around.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.area.setWidget(paper)
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(self.tr("Page"))
        for widget in (self.empty, self.area, self.text, self.problem):
            self.stack.addWidget(widget)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.bar)
        lines.addWidget(self.find_bar)
        lines.addWidget(self.remarks)
        self._beside.setSpacing(0)
        self._beside.addWidget(self.side)
        self._beside.addWidget(self.stack, 1)
        lines.addLayout(self._beside, 1)
        self.bar.hide()

    def _connect(self) -> None:
        self.bar.page_wanted.connect(self.page_wanted)
        self.bar.text_wanted.connect(self.text_wanted)
        self.bar.side.toggled.connect(self._show_side)
        self.bar.zoom_wanted.connect(self.zoom)
        self.bar.fit_wanted.connect(self.fit)
        self._settled.timeout.connect(self.picture_wanted)
