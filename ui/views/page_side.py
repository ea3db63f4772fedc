"""Beside the page: the document's headings, its pages as small pictures, and the notes on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QIcon, QPixmap, QShowEvent
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QTabWidget, QTreeWidget, QTreeWidgetItem

from ui import wording
from ui.theme import Theme
from ui.views.notes import NotesView

if TYPE_CHECKING:  # nothing of it is needed to paint an empty window
    from assistant.documents.values import Section

SMALL = QSize(84, 112)
"""Room of a small picture, in pixels."""
WIDTH = 204
"""Room of everything beside the page, in pixels."""
SETTLE_MS = 120
"""How long the list must stand still before its pictures are asked for."""


class PageSide(QTabWidget):
    """Tells where to go; the small pictures are asked for as they come into view."""

    heading_chosen = Signal(int, int)
    """A page, and the offset of a heading in its text."""
    page_chosen = Signal(int)
    pictures_wanted = Signal(object)
    """The pages in view that have no small picture yet, as a list."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("beside")
        self.setDocumentMode(True)
        self.setUsesScrollButtons(False)
        self.setAccessibleName(self.tr("Beside the page"))
        self.setFixedWidth(WIDTH)
        self.outline = self._make_outline()
        self.small = self._make_small()
        self._shown: set[int] = set()
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self._ask)
        self.addTab(self.outline, self.tr("Outline"))
        self.addTab(self.small, self.tr("Pages"))
        self.notes = NotesView(theme)
        self.addTab(self.notes, self.tr("Notes"))
        self.currentChanged.connect(lambda _tab: self._settle())
        self.hide()

    def show_document(self, outline: Sequence[Section], pages: int) -> None:
        """Show another document's headings and pages."""
        self.outline.clear()
        self._add_sections(outline)
        self.outline.expandAll()
        self.setTabVisible(0, bool(outline))
        self.small.clear()
        self._shown.clear()
        empty = QPixmap(SMALL)
        empty.fill(Qt.GlobalColor.transparent)
        for page in range(1, pages + 1):
            self.small.addItem(QListWidgetItem(QIcon(empty), wording.number(page)))
        self._settle()

    def show_page(self, page: int) -> None:
        """Mark the page that is seen."""
        self.small.setCurrentRow(page - 1)
        self._settle()

    def show_picture(self, page: int, picture: QPixmap) -> None:
        """Show a page's small picture."""
        item = self.small.item(page - 1)
        if item is not None:
            item.setIcon(QIcon(picture))
            self._shown.add(page)

    def _add_sections(self, outline: Sequence[Section]) -> None:
        above: list[tuple[int, QTreeWidgetItem]] = []
        for section in outline:
            while above and above[-1][0] >= section.level:
                above.pop()
            item = QTreeWidgetItem([wording.one_line(section.title, 120)])
            item.setData(0, Qt.ItemDataRole.UserRole, (section.page, section.start))
            item.setToolTip(0, wording.tooltip(section.title))
            if above:
                above[-1][1].addChild(item)
            else:
                self.outline.addTopLevelItem(item)
            above.append((section.level, item))

    def _make_outline(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setAccessibleName(self.tr("Outline"))
        tree.setObjectName("outline")
        tree.setHeaderHidden(True)
        tree.setIndentation(12)
        tree.itemActivated.connect(self._choose_heading)
        tree.itemClicked.connect(self._choose_heading)
        return tree

    def _make_small(self) -> QListWidget:
        pages = QListWidget()
        pages.setAccessibleName(self.tr("Pages"))
        pages.setViewMode(QListView.ViewMode.IconMode)
        pages.setMovement(QListView.Movement.Static)
        pages.setResizeMode(QListView.ResizeMode.Adjust)
        pages.setUniformItemSizes(True)
        pages.setObjectName("smallPages")
        pages.setIconSize(SMALL)
        pages.setGridSize(QSize(WIDTH - 24, SMALL.height() + 34))
        pages.setAcceptDrops(False)
        pages.itemActivated.connect(self._choose_page)
        pages.itemClicked.connect(self._choose_page)
        pages.verticalScrollBar().valueChanged.connect(lambda _value: self._settle())
        return pages

    def _choose_heading(self, item: QTreeWidgetItem) -> None:
        self.heading_chosen.emit(*item.data(0, Qt.ItemDataRole.UserRole))

    def _choose_page(self, item: QListWidgetItem) -> None:
        self.page_chosen.emit(self.small.row(item) + 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the page that is seen into view, and ask for what stands there."""
        super().showEvent(event)
        self.small.scrollToItem(self.small.currentItem())
        self._settle()

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask for nothing that nobody sees."""
        super().hideEvent(event)
        self._settled.stop()

    def _settle(self) -> None:
        if self.isVisible():
            self._settled.start()

    def _ask(self) -> None:
        """Ask for the pictures of the pages in view."""
        if self.currentWidget() is not self.small:
            return
        view = self.small.viewport().rect()
        rows = range(self.small.count())
        seen = [row + 1 for row in rows if self.small.visualItemRect(self.small.item(row)).intersects(view)]
        wanted = [page for page in seen if page not in self._shown]
        if wanted:
            self.pictures_wanted.emit(wanted)
